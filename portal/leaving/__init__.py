"""What we hold about a member, how they take it with them, and what becomes of it when they leave.

registry     every column of the database that points to a member has one entry: what the member is
             shown of it, and what becomes of it
own          the entries of the foundation and of libraries; those of the apps are in their
             `leaving.py`
models       an account on its way out
closing      what a deletion does
telling      what is held, in words
archive      all of it as a file; exporting lets the worker make it
daily        what housekeeping does

`settings.LEAVING` names the modules with entries, so that the foundation need not know the apps.
"""
