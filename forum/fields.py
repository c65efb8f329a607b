"""Form fields that take text as people type it: any language, no tricks."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from forum.models.contributions import MAX_BODY
from portal.markdown import plain_text, render_contribution

#: Line breaks that word processors and PDF files leave behind.
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Characters that turn the direction of what stands around them, and two that mark search results.
#: Right-to-left writing needs none of them: left-to-right and right-to-left marks stay.
_DISGUISES = re.compile("[\u202a-\u202e\u2066-\u2069\ue000\ue001]")
#: Format characters without a place in one line: soft hyphens, zero-width spaces, and the tags that
#: spell a flag, wherever they do not follow one.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
#: Joiners are part of Persian and Hindi words and of emoji, never of English ones. A row of them is
#: read once: from its beginning, and never shorter.
_JOINER_IN_LATIN = re.compile(
    "(?<=[ -~])[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]++(?=[ -~])"
)
#: Letters by their category that show nothing.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: Marks upon one letter; no writing needs as many.
MOST_MARKS = 8


def tidy(text: str) -> str:
    """The same text in one normal form (NFC), with plain line breaks and without disguises."""
    text = _DISGUISES.sub("", _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def looks_empty(text: str) -> bool:
    """Whether nothing of it would be seen: spaces, zero-width characters, fillers."""
    return not any(
        unicodedata.category(character)[0] in "LNPS" and character not in _BLANKS
        for character in text
    )


def refuse_control_characters(text: str) -> None:
    if any(
        unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text
    ):
        raise forms.ValidationError(
            "There are invisible control characters in this text, perhaps from copying it. "
            "Please type that part anew.",
            code="control",
        )


class TidyField(forms.CharField):
    default_validators = [refuse_control_characters]

    def to_python(self, value: Any) -> str:
        text = tidy(super().to_python(value))
        return "" if looks_empty(text) else text


class LineField(TidyField):
    """One line: a title, a name."""

    def to_python(self, value: Any) -> str:
        text = _JOINER_IN_LATIN.sub("", _INVISIBLE.sub("", super().to_python(value)))
        return " ".join(text.split()) if not re.search("[\x00-\x08\x0e-\x1f]", text) else text


class MarkdownField(TidyField):
    """Several paragraphs, of which something must be left to see when they are rendered."""

    widget = forms.Textarea(attrs={"rows": 10})

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **{"max_length": MAX_BODY, **options})

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip("\n").rstrip()

    def validate(self, value: str) -> None:
        super().validate(value)
        too_long = self.max_length is not None and len(value) > self.max_length
        if value and not too_long and looks_empty(plain_text(render_contribution(value))):
            raise forms.ValidationError("Nothing of this text would be seen.", code="empty")


class VocabularyField(forms.ModelMultipleChoiceField):
    """Choices from a vocabulary, never typed."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        # Django hands these to the database as they come, and PostgreSQL has no NUL.
        if any("\x00" in str(choice) for choice in value or ()):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], params={"value": "?"}
            )
        return super().clean(value)
