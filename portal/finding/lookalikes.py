"""Names that are easily taken for each other, told apart in words above the results."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class LookAlike:
    #: Words of a query of which one calls for this notice.
    said: tuple[str, ...]
    words: str


LOOK_ALIKES = [
    LookAlike(
        ("leukaemia", "leukemia", "leucemia", "leukaemias", "leukemias", "leukodystrophy",
         "leucodystrophy", "leukodystrophies", "leukodistrophy"),
        "Leukodystrophies are diseases of the white matter of the brain. Leukaemia is a cancer of "
        "the blood. The names are alike; the diseases are not.",
    ),
    LookAlike(
        ("ald", "amd", "amn"),
        "ALD is adrenoleukodystrophy, an inherited disease of the adrenal glands and the white "
        "matter. AMD is a disease of the eye in older age (macular degeneration). AMN, "
        "adrenomyeloneuropathy, is a form of ALD in adults.",
    ),
    LookAlike(
        ("ms", "sclerosis", "carrier", "carriers"),
        "Women who carry the gene of ALD can have signs that look like multiple sclerosis (MS), "
        "and are sometimes told that they have MS. A blood test for very long-chain fatty acids "
        "and a gene test tell them apart.",
    ),
    LookAlike(
        ("als", "amyotrophic"),
        "ALS (motor neurone disease) and ALD (adrenoleukodystrophy) differ in one letter and are "
        "different diseases.",
    ),
    LookAlike(
        ("cadasil", "canavan", "cach"),
        "CACH is another name of vanishing white matter disease. Canavan disease and CADASIL are "
        "others, with other genes.",
    ),
]  # fmt: skip


def looking_alike(query: str) -> list[LookAlike]:
    """The notices that one of the words calls for."""
    words = set(re.findall(r"\w+", query.casefold()))
    return [one for one in LOOK_ALIKES if words.intersection(one.said)]
