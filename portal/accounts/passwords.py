"""How passwords are hashed, and which are refused. Length counts; kinds of characters do not."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from portal.models import User

#: Checked before any hashing, at every door: what nobody types is not worth the work.
MAX_LENGTH = 1_024

#: What somebody who attacks this portal would try first.
CONTEXT_WORDS = {
    "adrenoleukodystrophy", "alexander", "caregiver", "canavan", "diagnosis", "disease", "family",
    "forum", "hospital", "krabbe", "leucodystrophy", "leukodystrophy", "leuko", "metachromatic",
    "multiple", "myelin", "password", "pelizaeus", "merzbacher", "portal", "rare", "sclerosis",
    "stem", "cell", "syndrome", "treatment", "welcome", "white", "matter", "zellweger",
}  # fmt: skip


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's parameters: 19 MiB a login instead of Django's 100 MiB."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


class LengthValidator:
    def __init__(self, min_length: int = 12) -> None:
        self.min_length = min_length

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(
                f"Please use at least {self.min_length} characters. Three or four words that have "
                "nothing to do with each other are easy to remember and hard to guess.",
                code="password_too_short",
            )
        if len(password) > MAX_LENGTH:
            raise ValidationError(
                f"Please use at most {MAX_LENGTH} characters.", code="password_too_long"
            )

    def get_help_text(self) -> str:
        return (
            f"At least {self.min_length} characters. Three or four words that have nothing to do "
            "with each other make a good password."
        )


class GuessableValidator:
    """Refuses a password made of this portal's own words, or of very few characters."""

    #: What must be left when words of the portal, digits and punctuation are taken away.
    MIN_REST = 6

    def __init__(self) -> None:
        words = CONTEXT_WORDS | set(re.findall(r"[^\W\d_]{4,}", settings.SITE_NAME.lower()))
        # Longer words first, so that "leukodystrophy" is taken away in one piece.
        self.words = re.compile("|".join(sorted(words, key=len, reverse=True)))

    def validate(self, password: str, user: User | None = None) -> None:
        if len(set(password)) < 5:
            raise ValidationError(
                "Please use more than four different characters.", code="password_repeats"
            )
        if password.isdigit() and len(password) < 20:
            raise ValidationError(
                "Digits alone are often a date or a phone number. Please add some words.",
                code="password_entirely_numeric",
            )
        lowered = password.lower()
        rest = re.sub(r"[\W\d_]", "", self.words.sub("", lowered))
        if len(rest) < self.MIN_REST and self.words.search(lowered):
            raise ValidationError(
                "Others would try the words of this portal first. Please add words that have "
                "nothing to do with it.",
                code="password_context",
            )

    def get_help_text(self) -> str:
        return "Not made of words from this portal."
