"""The languages in which an article may be written, with their own names."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

CODES = [
    "en", "ar", "bg", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hr", "hu", "it",
    "ja", "lt", "lv", "nb", "nl", "pl", "pt", "pt-br", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
    "ur", "zh-hans",
]  # fmt: skip
#: For a model's choices: the code, and the language's name in itself.
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in CODES]


def direction(code: str) -> str:
    """`rtl` for Arabic, Hebrew, Persian and Urdu, otherwise `ltr`."""
    return "rtl" if LANG_INFO[code]["bidi"] else "ltr"
