"""How people get in: our rules on top of django-allauth.

pseudonyms   which names others may see
passwords    how they are hashed, and which are refused
forms        allauth's forms in our words
adapter      allauth's decisions: mail, throttles, redirects, addresses
mail         the e-mails about accounts, written by the task worker
sessions     where somebody is signed in, on what kind of device; devices names these
models       a session as a row that its owner can see and end
views        the two pages that allauth does not have
"""
