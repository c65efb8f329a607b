"""Whether a text differs from another by typing mistakes only, so that a sign-off still holds.

It refuses far more than it lets pass: a reviewer who reads once too often costs five minutes, and
a "now" that became a "not" may cost a child's life. Without a dictionary nobody can say what is a
word, so three kinds of mending pass: well-known misspellings, and, where the reviewer signed the
right spelling elsewhere in the same text, two swapped letters and a letter that was doubled or not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from articles.blocks import BUILT_FROM_BLOCKS, blocks_of

if TYPE_CHECKING:
    from articles.models import Revision

#: More mended words than this are a new text.
AT_MOST = 3
#: Shorter ones are too like one another: now and not, form and from, dose and does.
SHORTEST = 5
#: Misspellings that are no words themselves.
MISSPELT = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
    accomodate:accommodate acheive:achieve accross:across adn:and adress:address
    agressive:aggressive apparant:apparent begining:beginning becuase:because beleive:believe
    benifit:benefit buisness:business calender:calendar childern:children chidlren:children
    commited:committed comittee:committee concious:conscious definately:definitely
    diffrent:different docter:doctor doctros:doctors enviroment:environment existance:existence
    familes:families famliy:family foward:forward freind:friend goverment:government
    happend:happened hosptial:hospital immediatly:immediately independant:independent
    knowlege:knowledge liason:liaison neccessary:necessary neccesary:necessary occured:occurred
    occurence:occurrence occuring:occurring posession:possession prefered:preferred
    probaly:probably publically:publicly reccomend:recommend recieve:receive recieved:received
    refered:referred relevent:relevant seperate:separate seperately:separately
    succesful:successful suprise:surprise symtom:symptom symtoms:symptoms teh:the thier:their
    tommorow:tomorrow tomorow:tomorrow truely:truly untill:until wich:which wierd:weird
        """,
    )
)
#: Words that may neither go nor come: they turn a sentence round, or are too like another word.
KEPT = set(
    re.findall(
        r"\w+",
        """
    barely cannot could decrease decreased decreases except hardly increase increased increases
    lesser might neither never nobody nothing rarely reduce reduced seldom should unless unlikely
    until without later latter loose desert dessert comma planed planned planing planning hoping
    hopping caning canning scared scarred staring starring diary dairy trail trial trails trials
    causal casual marital martial united untied unite untie quiet quite angel angle sacred bared
    barred filing filling discus discuss typed tapped taping tapping griping gripping perfuse
    profuse
        """,
    )
)
#: Ends of the names of medicines and of what they act on; of many harmless words as well.
MEDICINE = re.compile(
    r"(?:mab|nib|sen|ase|cel|vec|gene|stat|statin|ine|ate|ol|one|ide|am|in|vir|mycin|illin|um|"
    r"ium|an|en|il|xel|parin|zole|pril|tide)\Z"
)
#: A paragraph with one of these stays as it is: a heading, a box, a table, something indented,
#: code, anything in braces (evidence, a status), a link.
_STAYS = re.compile(
    r"^(?:#|!!!|\?\?\?|:::|///|\||>|\t| {2,}| *(?:=+|-+) *$)|[{}`|<]|\]\(|\]:|://", re.MULTILINE
)
_TOKENS = re.compile(r"[^\W\d_]+|\d[\d.,]*|\s+|[^\w\s]|_")
_BETWEEN_WORDS = re.compile(r"(?<=[^\s]) {2,}(?=[^\s])")


def is_only_typo(before: Revision, after: Revision) -> bool:
    """The signed text and the mended one say the same, word for word."""
    if before.title != after.title:
        return False
    built = after.article.kind in BUILT_FROM_BLOCKS
    if built and blocks_of(before.body) != blocks_of(after.body):
        return False
    mended: list[tuple[str, str]] = []
    for old, new in [(before.summary, after.summary), (before.body, after.body)]:
        pairs = _mended(old, new)
        if pairs is None:
            return False
        mended += pairs
    if len(mended) > AT_MOST:
        return False
    signed = Counter(_words(f"{before.summary}\n{before.body}"))
    return all(_is_slip(old, new, signed) for old, new in mended)


def _mended(before: str, after: str) -> list[tuple[str, str]] | None:
    """The words that differ, each with what stands in its place; None where more has changed."""
    old, new = _paragraphs(before), _paragraphs(after)
    if len(old) != len(new):
        return None
    pairs = []
    for was, now in zip(old, new, strict=True):
        if was == now:
            continue
        if _STAYS.search(was) or _STAYS.search(now):
            return None
        here, there = _tokens(was), _tokens(now)
        if len(here) != len(there):
            return None
        pairs += [(a, b) for a, b in zip(here, there, strict=True) if a != b]
    return pairs


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n[ \t]*\n", text.strip("\n"))


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(_BETWEEN_WORDS.sub(" ", text))


def _words(text: str) -> list[str]:
    return [token for token in _TOKENS.findall(text) if token.isalpha()]


def _is_slip(old: str, new: str, signed: Counter[str]) -> bool:
    if MISSPELT.get(old.lower(), "").lower() == new.lower() and _same_case(old, new):
        return True
    if not (old.isalpha() and new.isalpha() and old.islower() and new.islower()):
        return False  # figures, signs, names, genes, brands
    if min(len(old), len(new)) < SHORTEST or {old, new} & KEPT or MEDICINE.search(new):
        return False
    if signed[old] != 1 or not signed[new]:
        return False
    return _swapped(old, new) or _doubled(old, new) or _doubled(new, old)


def _same_case(old: str, new: str) -> bool:
    return (old.islower() and new.islower()) or (
        old[0].isupper() and new[0].isupper() and old[1:].islower() and new[1:].islower()
    )


def _swapped(old: str, new: str) -> bool:
    """Two neighbours inside the word changed places: "intrathceal"."""
    apart = [place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    return (
        len(old) == len(new)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and apart[0] > 0
        and (old[apart[0]], old[apart[1]]) == (new[apart[1]], new[apart[0]])
    )


def _doubled(once: str, twice: str) -> bool:
    """`twice` has a letter of `once` two times: "occured"."""
    return len(twice) == len(once) + 1 and any(
        twice[place] == twice[place - 1] and twice[:place] + twice[place + 1 :] == once
        for place in range(1, len(twice))
    )
