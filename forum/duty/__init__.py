"""Who is told when something urgent waits, and how the volunteers who read it are protected.

people     who moderates, who leads, whose turn it is when nobody is on call
rota       who is on call, and when somebody is again
alerts     what cannot wait: who is mailed at once, who next, and who when it is overdue
handing_over  the end of a shift
rest       who has read enough about despair for today
"""
