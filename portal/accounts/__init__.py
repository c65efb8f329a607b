"""How people get in: our rules on top of django-allauth.

pseudonyms   which names others may see
passwords    how they are hashed, and which are refused
forms        allauth's forms in our words
adapter      allauth's decisions: mail, throttles, redirects, addresses
mail         the e-mails about accounts, written by the task worker
views        the two pages that allauth does not have
"""
