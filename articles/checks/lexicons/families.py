"""What several lexicons are made of."""

from __future__ import annotations

import re


def any_of(*families: str) -> re.Pattern[str]:
    """Any of these, as whole words and in whatever case."""
    return re.compile(rf"\b(?:{'|'.join(families)})(?!\w)", re.IGNORECASE)


#: Up to three words between two others.
GAP = r"(?:[\w'-]{1,30}[ ,]+){0,3}?"
CLINIC = (
    r"(?:clinics?|cent(?:er|re)s?|hospitals?|facilit(?:y|ies)|institutes?|laborator(?:y|ies)|"
    r"specialists?|experts?|doctors?|physicians?|surgeons?|coordinators?|consultants?|"
    r"representatives?|advis[eo]rs?|staff|team)"
)
TREATMENT = (
    r"(?:treatments?|therap(?:y|ies)|procedures?|cures?|protocols?|programme?s?|packages?|"
    r"stem cells?|infusions?|transplants?|drugs?|medicines?|medications?)"
)
PEOPLE = (
    r"(?:patients?|child(?:ren)?|boys?|girls?|babies|infants?|people|person|famil(?:y|ies)|men|"
    r"women|adults?|cases?|sufferers?|individuals?|parents?|carers?|caregivers?)"
)
