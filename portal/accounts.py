"""How people sign up: our rules on top of django-allauth."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's parameters: 19 MiB a login instead of Django's 100 MiB."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


class AccountAdapter(DefaultAccountAdapter):
    pass


class SignupForm(AllauthSignupForm):
    pass
