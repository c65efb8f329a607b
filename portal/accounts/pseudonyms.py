"""The name others will see: which ones we take, and when two are the same name.

A pseudonym must not tell who somebody is, must not claim a role that the portal gives, and must
not look like another member's.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.models import Counter, User

MIN, MAX = 3, 30
#: An account that nobody confirms is deleted after this time, and its name is free again.
UNCONFIRMED_FOR = timedelta(days=7)

_SEPARATORS = " ._'-"
#: Characters without a picture of their own, among them those that turn the writing direction.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: A name keeps to one script, for many have letters that look like another's. People do write
#: East Asian ones beside others, and these do not look like any.
_MIXED_WITH_OTHERS = {"BOPOMOFO", "CJK", "HANGUL", "HIRAGANA", "KATAKANA", "MODIFIER"}
#: A Latin letter with something added to it, or a small capital one.
_LATIN = re.compile(r"LATIN (?:SMALL )?LETTER (?:SMALL CAPITAL |DOTLESS )?([A-Z])(?: WITH .*)?$")
_DIGITS_AS_LETTERS = str.maketrans("013457", "oieast")
#: Roles that the portal gives, and titles that it checks first. Not even as a part of a name.
_ROLES = {
    "admin", "administrator", "clinician", "doctor", "dr", "editor", "moderator", "neurologist",
    "official", "physician", "prof", "professor", "reviewer", "staff", "webmaster",
}  # fmt: skip
#: Not as the whole name.
_RESERVED = _ROLES | {
    "anonymous", "anybody", "care team", "caregiver portal", "clinical reviewer", "clinical team",
    "deleted", "everybody", "everyone", "former member", "help", "medical team", "member", "mod",
    "moderation", "moderators", "nobody", "none", "null", "nurse", "organisation", "organization",
    "our team", "owner", "portal", "portal team", "root", "security", "support", "system", "team",
    "the team", "undefined", "unknown", "user", "visitor",
}  # fmt: skip
#: Words with which people write who they are to a child, not what they are called.
_NOT_NAMES = {
    "a", "and", "aunt", "auntie", "brother", "carer", "caregiver", "dad", "daddy", "father", "from",
    "grandad", "grandma", "grandmother", "grandpa", "granny", "in", "mam", "mama", "mom", "mother",
    "mum", "mummy", "my", "nana", "of", "papa", "parent", "sister", "the", "uncle", "with",
}  # fmt: skip
#: Nine digits or more, in groups or with the 0 in front.
_PHONE = re.compile(r"(?=\d[\d ._-]*[ ._-]|0)(?:\d[ ._-]?){9}")
_WEB = re.compile(
    r"://|\bwww\.|\.(?:com|org|net|info|biz|io|co|eu|uk|us|de|fr|es|it|nl|ru|ch|at|shop|site|online"
    r"|xyz|clinic|health)\b",
    re.IGNORECASE,
)

_ALWAYS, _FOR_GOOD = datetime(2000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)


def normalise(name: str) -> str:
    """NFKC, one kind of space and apostrophe, nothing invisible."""
    name = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name.replace("\u2019", "'")))
    name = "".join(c for i, c in enumerate(name) if c not in "\u200c\u200d" or _joins(name, i))
    return " ".join(name.split())


def _joins(name: str, at: int) -> bool:
    """Whether a (non-)joiner stands where Persian or Indian writing needs it."""
    before = name[at - 1] if at else ""
    return bool(before) and (
        unicodedata.combining(before) == 9  # a virama
        or (name[at] == "\u200c" and unicodedata.bidirectional(before) == "AL")
    )


def clean(name: str) -> str:
    """The name as it will be shown, or a ValidationError that says what to change."""
    if "@" in name:
        raise ValidationError(
            "This looks like an e-mail address. Please choose a name that strangers may see, "
            "such as “night owl”.",
            code="email",
        )
    if _WEB.search(name):
        raise ValidationError("Please choose a name without a web address.", code="web")
    name = normalise(name)
    check_characters(name)
    check_role(name)
    if looks_like_a_real_name(name):
        raise ValidationError(
            "This looks like a real name. To protect you and your child, please choose another, "
            "such as “night owl” or “tea at dawn”. If it is not a real name, use small letters.",
            code="real_name",
        )
    return name


def check_characters(name: str) -> None:
    if len(name) < MIN:
        raise ValidationError(f"Please use at least {MIN} letters.", code="short")
    if len(name) > MAX:
        raise ValidationError(f"Please use at most {MAX} characters.", code="long")
    if any(c not in _SEPARATORS + "\u200c\u200d" and not _writes(c) for c in name):
        raise ValidationError(
            "Please use only letters, digits, spaces, full stops, hyphens, apostrophes and "
            "underscores.",
            code="characters",
        )
    if not any(c.isalpha() for c in name):
        raise ValidationError("Please use at least one letter.", code="no_letter")
    if _PHONE.search(name):
        raise ValidationError(
            "This looks like a phone number. Please use fewer digits.", code="number"
        )
    marks = "".join("m" if unicodedata.category(c)[0] == "M" else "." for c in name)
    scripts = {_script(c) for c in name if c.isalpha()} - _MIXED_WITH_OTHERS
    if "mmmm" in marks or marks[0] == "m" or len(scripts) > 1:
        raise ValidationError(
            "Please use the letters of one alphabet, without extra marks.", code="mixed"
        )


def _script(letter: str) -> str:
    """The first word of a letter's name says it: "CYRILLIC SMALL LETTER A"."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _writes(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character.isdecimal()


def _plain(name: str) -> str:
    """In small letters without accents: "Modérateur" becomes "moderateur"."""
    plain = []
    for character in unicodedata.normalize("NFKD", name.lower()):
        title = unicodedata.name(character, "")
        latin = _LATIN.match(title)
        if not title.startswith("COMBINING "):
            plain.append(latin[1].lower() if latin else character)
    return "".join(plain)


def _together(name: str) -> str:
    return re.sub(r"[ ._'-]", "", name)


def check_role(name: str) -> None:
    """Refuse a name that claims to work here or in medicine."""
    name = _plain(name)
    words = {word.translate(_DIGITS_AS_LETTERS) for word in re.split(r"[ ._'-]+", name)}
    whole = _together(name).translate(_DIGITS_AS_LETTERS)
    long_roles = (role for role in _ROLES if len(role) > 8)
    if (
        words & _ROLES
        or whole in {_together(reserved) for reserved in _RESERVED}
        or any(role in whole for role in long_roles)
    ):
        raise ValidationError(
            "This name could make others think that you work for this portal or in medicine. "
            "Please choose another. (Clinicians get a badge beside their name: write to us.)",
            code="role",
        )


def looks_like_a_real_name(name: str) -> bool:
    """Two or more words that begin with a capital letter, and none that says otherwise."""
    words = [re.sub(r"['-]", "", word) for word in re.split(r"[ ._]+", name) if word]
    if any(word.lower() in _NOT_NAMES for word in words):
        return False
    return sum(len(word) > 1 and word.isalpha() and word[0].isupper() for word in words) > 1


_LOOK = "translate(regexp_replace(lower(unaccent({})), '[ ._''-]', '', 'g'), 'i1|0', 'lllo')"


class Look(Func):
    """What is left of a name at a glance: no case, accents or marks between; i, l and 1 are one."""

    output_field = TextField()
    template = _LOOK.format("%(expressions)s")


def is_taken(name: str) -> bool:
    alike = Q(look=Look(Value(normalise(name)))) | Q(pseudonym__iexact=name)
    members = User.objects.alias(look=Look("pseudonym"))
    kept = Q(key=_reservation(name)) | Q(key=_retired(name))
    return members.filter(alike).exists() or Counter.objects.filter(kept).exists()


def reserve(name: str) -> None:
    """Take the name without an account, for as long as an unconfirmed account would.

    Somebody who signs up with the address of a member gets no account. If the name stayed free,
    a second try with the same name would tell that the address is known.
    """
    Counter.objects.get_or_create(
        key=_reservation(name),
        period_starts=_ALWAYS,  # one beginning for all, so that of two at once one row remains
        defaults={"period_ends": timezone.now() + UNCONFIRMED_FOR},
    )


def retire(name: str) -> None:
    """Nobody takes the name of somebody who has left. What is kept is a keyed hash of its look."""
    Counter.objects.get_or_create(
        key=_retired(name), period_starts=_ALWAYS, defaults={"period_ends": _FOR_GOOD}
    )


def _reservation(name: str) -> Concat:
    return Concat(Value("pseudonym:"), Look(Value(normalise(name))))


def _retired(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_LOOK.format('%s')}", [normalise(name)])
        look = cursor.fetchone()[0]
    return "left:" + salted_hmac("portal.accounts.pseudonyms", look, algorithm="sha256").hexdigest()
