"""Doses: a number and a unit near a medicine or a word of giving.

Nobody but the person's own team can set a dose. Weights, ages, values of a laboratory and drinks
have numbers and units too; they are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

WHY = "Speaks of a dose."
CHANGES = "Speaks of giving more or less of a medicine."
AMOUNT = (
    r"(?<![\w.,])(?:an?|une?|un|\d{1,7}(?:[.,]\d{1,4})?|half\s(?:a|an|the)|a\shalf|half|a\squarter|one|two|three|four|five"
    r"|six|eight|ten|fifteen|twenty|fifty|hundred|eine?|zwei|drei|halbe|deux|trois|demi|dos|tres|medio|media"
    r"|due|mezza|mezzo|dois|meia|twee|drie|halve|dwie|trzy|pol)\s{0,3}-?\s?"
)
#: What only medicines are measured in.
MEDICAL = compiled(
    AMOUNT
    + r"""(?:mg|mgs|mcg|ug|microgram\w{0,3}|mikrogramm?\w{0,3}|milligram\w{0,3}|miligram\w{0,3}
    |milligramm?\w{0,3}|milligrammi|units?|iu|ui|ie|i\.e\.|einheiten|unites|unidades|unita|eenheden
    |jednostek|puffs?|hub|bouffees)(?:\s?/\s?(?:\w{1,9}))*\b"""
)
#: What milk is measured in as well: needs a medicine beside it.
HOUSEHOLD = compiled(
    AMOUNT
    + r"""(?:mls?|millilit\w{1,4}|mililit\w{1,4}|milliliter|cc|g|gr|grams?|gramm
    |grammes?|gramos?|gramas?|grammi|drops?|tropfen|gouttes?|gotas?|gocce|druppels|kropli|krople|teaspoons?|tsp
    |spoons?|spoonfuls?|cuill\w{2,5}|cuchar\w{1,5}|cucchia\w{1,4}|colher\w{0,4}|lyzecz\w{1,3}|lepels?|loffel|syringes?|tablets?|tabs?|pills?|caps?|capsules?|tabletten?|tablettes?|comprim\w{1,6}
    |pastillas?|compress\w{1,2}|pillen|pil|tabletk\w{1,2}|kapsul\w{1,3}|sachets?|patch(?:es)?|ampoules?|drops)(?:\s?/\s?(?:\w{1,9}))*\b"""
)
#: What a laboratory measures: “92 mg/dl”, “2.1 nmol/h/mg”.
OF_A_LABORATORY = re.compile(r"/\s?(?:dl|l|h|hour|mmol|mol|mg\s?protein|24\s?h)\b")
LABORATORY = re.compile(
    r"\b(?:lab|laboratory|labor|blood sugar|glucose|level|levels|urine|serum|plasma|sugar|range"
    r"|reference|haemoglobin|hemoglobin|cholesterol|creatinine|csf|nmol|pg|ng|protein|enzyme|activity|result)\b"
)
#: What is drunk or fed by the same measures.
FOOD = re.compile(
    r"\b(?:milk|water|juice|soup|formula|feeds?|tea|milch|wasser|lait|eau|leche|agua|latte)\b"
)
#: Words before and after an amount in which a medicine or a word of giving makes it a dose.
NEAR = 9


def find(text: Text) -> Iterator[Finding]:
    severity = Severity.ORDINARY if text.context.is_clinician else Severity.RAISED
    for hit in text.hits.get("dose change", ()):
        yield text.finding("dosing", severity, *text.words.span(hit), CHANGES)
    for rule, needs in ((MEDICAL, ("drug", "giving")), (HOUSEHOLD, ("drug", "dose every"))):
        for found in rule.finditer(text.plain):
            if not _is_measured(text, found) and _stands_near(text, found, needs):
                yield text.finding("dosing", severity, *found.span(), WHY)


def _is_measured(text: Text, found: re.Match[str]) -> bool:
    """A value, not a dose."""
    if OF_A_LABORATORY.search(found[0]) or text.plain[found.end() : found.end() + 4].startswith(
        ("/dl", "/l ", "/h", " /dl")
    ):
        return True
    if FOOD.search(text.plain, found.end(), found.end() + 30):
        return not _stands_near(text, found, ("drug",))
    before = text.plain[max(0, found.start() - 60) : found.start()]
    return bool(LABORATORY.search(before)) and not _stands_near(text, found, ("drug",))


def _stands_near(text: Text, found: re.Match[str], names: tuple[str, ...]) -> bool:
    words = text.words
    first = _word_at(text, found.start())
    last = _word_at(text, found.end())
    own = range(found.start(), found.end())
    return any(
        first - NEAR <= hit.first <= last + NEAR and words.starts[hit.first] not in own
        for name in names
        for hit in text.hits.get(name, ())
    )


def _word_at(text: Text, place: int) -> int:
    """The number of the first word that begins there or later."""
    return bisect_left(text.words.starts, place)
