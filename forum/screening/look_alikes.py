"""Names of diseases that are taken for each other, where somebody seems to take them so.

Whoever speaks of both may do so rightly: a transplant ward is shared, a risk is explained. So names
count together with what is said of them: “a kind of”, “go to the leukaemia ward”, “chemo cures it”.
"""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text

LEUKAEMIA = "Speaks of leukaemia or cancer where leukodystrophy may be meant."
OTHERS = "Two diseases with like names may be taken for one another."
#: What counts for and against a mistake, once both are spoken of.
POINTS = {
    "conclusion": 3, "send there": 1, "place": 1, "same": 2, "cure carried over": 1,
    "told apart": -3, "company": -3, "tested for it": 1,
}  # fmt: skip
#: Who names both, and says nothing that tells them apart, may well mix them up.
BOTH_NAMED, ENOUGH = 2, 2
#: Hardly anybody names both of these but who mixes them up.
RARE_TOGETHER = [
    ("leukodystrophy", "leukosis"), ("ald", "amd"), ("ald", "alcoholic liver"),
    ("krabbe name", "crab food"), ("leukodystrophy", "lipodystrophy"), ("pmd", "pmdd"),
]  # fmt: skip
PAIRS = [
    ("als", "ald"), ("amd", "ald"), ("ms", "ald"), ("addison", "ald"), ("canavan", "cannabis"),
    ("leukodystrophy", "muscular dystrophy"), ("adem", "ald"), ("krabbe", "cancer"),
    ("cadasil", "canavan"), ("alexander", "alzheimer"), ("ald", "alcoholic liver"),
    ("mld", "lymph drainage"), ("leukodystrophy", "other leuko"), ("ald", "alzheimer"),
    ("alexander", "alexander technique"), ("ms", "als"), ("cadasil", "cach"),
    ("leukodystrophy", "ms"), ("leukodystrophy", "pml"), ("leukodystrophy", "als"),
    ("leukodystrophy", "adem"), ("leukodystrophy", "cerebral palsy"), ("ald", "adhd"),
    ("ms", "muscular dystrophy"), ("als", "muscular dystrophy"), ("leukodystrophy", "huntington"),
    ("aicardi", "aicardi goutieres"), ("sjogren", "sjogren larsson"),
    ("leukodystrophy", "myelofibrosis"),
]  # fmt: skip


def find(text: Text) -> Iterator[Finding]:
    for hit in text.hits.get("mixed name", ()):
        yield text.finding("look-alike", Severity.RAISED, *text.words.span(hit), LEUKAEMIA)
    if "leukodystrophy" in text.hits:
        other = text.hits.get("leukaemia") or text.hits.get("cancer") or ()
        points = sum(weight for name, weight in POINTS.items() if name in text.hits)
        points += BOTH_NAMED if "leukaemia" in text.hits else 0
        for hit in other if points >= ENOUGH else ():
            yield text.finding("look-alike", Severity.RAISED, *text.words.span(hit), LEUKAEMIA)
    elif {"leukaemia", "place", "send there"} <= text.hits.keys() and "company" not in text.hits:
        hit = text.hits["leukaemia"][0]
        yield text.finding("look-alike", Severity.RAISED, *text.words.span(hit), LEUKAEMIA)
    if "told apart" not in text.hits:
        said = "called the same" in text.hits
        for one, other in RARE_TOGETHER + (PAIRS if said else []):
            if {one, other} <= text.hits.keys():
                hit = text.hits[other][0]
                yield text.finding("look-alike", Severity.RAISED, *text.words.span(hit), OTHERS)
