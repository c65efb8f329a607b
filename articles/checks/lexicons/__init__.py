"""Families of wordings that mislead families, and what is honest although it sounds alike.

Each is written for texts nobody has seen yet: by stems and inflections, not by the sentences that
taught us. They warn and never block, since a lexicon cannot know what a sentence is for.
"""

from __future__ import annotations

from articles.checks.lexicons.absolute import (
    ABSOLUTE,
    ADVICE,
    CURE,
    DENIED_AFTER,
    DENIES,
    FORECAST,
    LIMITED,
)
from articles.checks.lexicons.adverts import (
    ADVERT,
    ASKS,
    ORDERS,
    PRICE,
    TESTIMONIAL,
    WARNS_OF_ADVERTS,
)
from articles.checks.lexicons.groups import (
    DIFFERS,
    GROUP_PROPERTY,
    GROUP_VERB,
    GROUPS,
    HEDGED,
    PROPERTY_VERB,
    TREATED_BY,
    WHO_GETS,
)
from articles.checks.lexicons.hype import HYPE
from articles.checks.lexicons.leftovers import LEFTOVER
from articles.checks.lexicons.status import STATUS
from articles.checks.lexicons.stigma import STIGMA
from articles.checks.lexicons.undated import DATED, UNDATED
from articles.checks.lexicons.vague import NO_RESULT, NUMBER, VAGUE, VAGUE_UNCITED

__all__ = [
    "ABSOLUTE",
    "ADVERT",
    "ADVICE",
    "ASKS",
    "CURE",
    "DATED",
    "DENIED_AFTER",
    "DENIES",
    "DIFFERS",
    "FORECAST",
    "GROUPS",
    "GROUP_PROPERTY",
    "GROUP_VERB",
    "HEDGED",
    "HYPE",
    "LEFTOVER",
    "LIMITED",
    "NO_RESULT",
    "NUMBER",
    "ORDERS",
    "PRICE",
    "PROPERTY_VERB",
    "STATUS",
    "STIGMA",
    "TESTIMONIAL",
    "TREATED_BY",
    "UNDATED",
    "VAGUE",
    "VAGUE_UNCITED",
    "WARNS_OF_ADVERTS",
    "WHO_GETS",
]
