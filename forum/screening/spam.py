"""What nobody wrote for this forum: adverts, floods of links, the same thing again, noise."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from forum.screening.finding import Finding, Severity
from forum.screening.phrases import Phrases
from forum.screening.text import LATIN, Text

SELLS = "Advertises what has nothing to do with this forum."
LINKS = "Holds more links than an answer needs."
ODD_LINK = "Links to an address that hides where it leads."
SAME = "Says the same as something this member sent before."
REPEATS = "Says the same words over and over."
NOISE = "Has no words that make sense."
DISGUISED = "Writes words with letters of several alphabets, as nobody does by accident."
PICTURES = "Is mostly small pictures."
FAST = "Was sent faster than anybody types."

#: Links in one text above which it is said; in a short text fewer are too many.
MANY_LINKS = 4
#: Letters of a text in which a call to click is all there is.
SHORT = 200
#: Share of word pairs that two texts have in common, from which they are the same.
ALIKE = 0.7
#: Letters a second that nobody types; pasting a text one has written elsewhere takes a moment too.
LETTERS_A_SECOND, LEAST_SECONDS = 40, 3

_WORDS = Phrases("spam")
_HOST = re.compile(r"(?:https?://)?([^/\s?#]{1,200})")
_WORD = re.compile(r"[^\W_]{1,40}")
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouy]")
_CONSONANTS = re.compile("[bcdfghjklmnpqrstvwxz]{6,}")
#: Long for one word, which may be German or Polish; not for two words of five.
_CLUSTER = re.compile("[bcdfghjklmnpqrstvwxz]{5,}")
#: Words after which a text may begin anew, and how often it does so until it repeats itself.
PERIODS, TIMES = range(3, 13), 3
#: Hands on the keyboard: neighbours of the rows, in Latin layouts.
_KEYS = re.compile(
    r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|rtyu|tyui|yuio|uiop|zxcv|xcvb|cvbn|vbnm|qwert[yz]|azert|mnbv|lkjh|poiu|oiuw"
)


def find(text: Text) -> Iterator[Finding]:
    yield from _trades(text)
    yield from _adverts(text)
    yield from _links(text)
    yield from _again(text)
    yield from _repeats(text)
    yield from _noise(text)
    yield from _disguises(text)
    if is_too_fast(len(text.original), text.context.seconds) and text.original:
        yield Finding("spam", Severity.RAISED, 0, len(text.original), FAST)


def _trades(text: Text) -> Iterator[Finding]:
    if not _WORDS["warns"].search(text.plain):
        for found in _WORDS["trades"].finditer(text.plain):
            yield text.finding("spam", Severity.HIGH, *found.span(), SELLS)
        if len(text.plain) < SHORT or _WORDS["link"].search(text.plain):
            for found in _WORDS["click"].finditer(text.plain):
                yield text.finding("spam", Severity.RAISED, *found.span(), SELLS)


def _adverts(text: Text) -> Iterator[Finding]:
    """Of several wares and without a word of a family or an illness."""
    if _WORDS["ours"].search(text.plain) or _WORDS["warns"].search(text.plain):
        return
    adverts = {found[0]: found.span() for found in _WORDS["adverts"].finditer(text.plain)}
    if (
        len(adverts) + bool(_WORDS["reach"].search(text.plain)) - ("?" in text.plain) > 1
        and adverts
    ):
        for span in adverts.values():
            yield text.finding("spam", Severity.RAISED, *span, SELLS)


def _links(text: Text) -> Iterator[Finding]:
    # Where families look things up (“source-host”) a list of links is a list of sources.
    links = [
        link
        for link in _WORDS["link"].finditer(text.plain)
        if not _WORDS["source-host"].search(_host(link[0]))
    ]
    for found in _WORDS["hidden-link"].finditer(text.plain):
        yield text.finding("spam", Severity.RAISED, *found.span(), ODD_LINK)
    hosts = {_host(link[0]) for link in links}
    words = len(_WORD.findall(_WORDS["link"].sub(" ", text.plain)))
    if len(links) >= MANY_LINKS or len(hosts) > 2 or (links and words < 3 * len(links)):
        for link in links:
            yield text.finding("spam", Severity.RAISED, *link.span(), LINKS)


def _host(link: str) -> str:
    return _HOST.match(link)[1].removeprefix("www.")


def _again(text: Text) -> Iterator[Finding]:
    recent = text.context.recent
    if text.original and any(is_like(text.plain, Text(before).plain) for before in recent):
        yield Finding("spam", Severity.RAISED, 0, len(text.original), SAME)


def is_like(one: str, other: str) -> bool:
    """Whether two texts say the same with little changed: by the pairs of words they share."""
    first, second = _pairs(one), _pairs(other)
    if min(len(first), len(second)) < 4:  # “thank you” is no spam
        return False
    return len(first & second) / len(first | second) >= ALIKE


def _pairs(plain: str) -> set[tuple[str, str]]:
    words = _WORD.findall(plain)
    return set(pairwise(words))


def is_too_fast(letters: int, seconds: float | None) -> bool:
    """Whether so much text came so soon after the form was opened. Unknown is never too fast."""
    return (
        seconds is not None
        and letters > 0
        and (seconds < LEAST_SECONDS or letters / seconds > LETTERS_A_SECOND)
    )


def _repeats(text: Text) -> Iterator[Finding]:
    words = _WORD.findall(text.plain)
    sentences = [" ".join(_WORD.findall(part)) for part in re.split(r"[.!?\n]+", text.plain)]
    told = Counter(sentence for sentence in sentences if len(sentence) > 12)
    again = max((n * len(sentence) for sentence, n in told.items() if n > 2), default=0)
    few = 6 <= len(words) <= 80 and len(set(words)) <= len(words) / 3
    if (
        again > 0.4 * len(text.plain)
        or (few and not _CALM.search(text.plain))
        or any(_begins_anew(words, after) for after in PERIODS)
    ):
        yield Finding("spam", Severity.RAISED, 0, len(text.original), REPEATS)


def _begins_anew(words: list[str], after: int) -> bool:
    """Whether the whole text is its first words again and again."""
    return len(words) >= TIMES * after and words[after:] == words[:-after]


#: What people do say over and over.
_CALM = re.compile(
    r"\b(?:thank|thanks|no|yes|ha|haha|please|danke|merci|gracias|grazie|ba|ma|da|la|na)\b"
)


def _noise(text: Text) -> Iterator[Finding]:
    words = [
        word for word in _LETTERS.findall(_WORDS["link"].sub(" ", text.plain)) if len(word) > 3
    ]
    latin = [word for word in words if LATIN.search(word)]
    odd = [word for word in latin if _is_odd(word)]
    clusters = [word for word in latin if _is_odd(word) or _CLUSTER.search(word)]
    lorem = _WORDS["lorem"].search(text.plain)
    if (
        lorem
        or (len(odd) > 1 and len(odd) >= 0.4 * len(words))
        or (len(clusters) > 1 and len(clusters) >= 0.7 * len(words))
        or (odd and len(words) <= 2 and len(text.plain.strip()) >= 8)
    ):
        yield Finding("spam", Severity.RAISED, 0, len(text.original), NOISE)
    shown = [sign for sign in text.original if not sign.isspace()]
    pictures = [sign for sign in shown if unicodedata.category(sign) == "So"]
    if len(pictures) >= 10 and len(pictures) > 0.4 * len(shown):
        yield Finding("spam", Severity.RAISED, 0, len(text.original), PICTURES)
    signs = [sign for sign in shown if not sign.isalnum() and unicodedata.category(sign) != "So"]
    if len(shown) >= 12 and len(signs) > 0.7 * len(shown) and not pictures:
        yield Finding("spam", Severity.RAISED, 0, len(text.original), NOISE)


def _is_odd(word: str) -> bool:
    """No vowels, a heap of consonants, or a hand across the keyboard."""
    if len(word) > 4 and not _VOWELS.search(word):
        return True
    return bool(
        _CONSONANTS.search(word) or _KEYS.search(word) or len(set(word)) == 1 or len(word) > 45
    )


def _disguises(text: Text) -> Iterator[Finding]:
    """Words that mix alphabets: `text` reads them as Latin, the original shows what was typed."""
    for found in _LETTERS.finditer(text.original):
        scripts = {_script(letter) for letter in found[0]} - {None}
        if (
            len(found[0]) > 3
            and len(scripts) > 1
            and scripts & {"CYRILLIC", "GREEK"}
            and ("LATIN" in scripts)
        ):
            if sum(_script(letter) != "LATIN" for letter in found[0]) == 1 and "μ" in found[0]:
                continue  # μmol
            yield Finding("spam", Severity.RAISED, *found.span(), DISGUISED)


def _script(letter: str) -> str | None:
    if letter.isascii():
        return "LATIN"
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return name if name in {"LATIN", "CYRILLIC", "GREEK", "MATHEMATICAL", "FULLWIDTH"} else None
