"""Example studies, evidently nobody's: the files beside this one, imported as real ones are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from articles.models import Condition, Trial
from articles.trials.importing import import_all
from articles.trials.registry import read
from articles.trials.terms import Stage
from portal.models import User

FOLDER = Path(__file__).parent
EXAMPLE = "This is an example, not a real study."
#: What the registry said before, so that these have a history.
BEFORE = {"NCT99999902": "RECRUITING", "NCT99999903": "RECRUITING"}


@dataclass(frozen=True)
class Words:
    """An example in plain words, as an editor would write them."""

    number: str
    #: Slug of what it is about, for an editor to confirm.
    condition: str
    title: str
    summary: str
    taking_part: str = ""
    stages: tuple[Stage, ...] = ()


WORDS = [
    Words(
        number="NCT99999901",
        condition="late-infantile-metachromatic-leukodystrophy",
        title="Example: a gene brought into a child’s own cells before the first signs",
        summary="It would look at whether blood stem cells that carry a working gene are safe for "
        "small children who have no signs yet.",
        taking_part="- some weeks in a hospital, for many families far from home\n"
        "- strong medicines before the cells are given\n- visits for years afterwards",
        stages=(Stage.PRESYMPTOMATIC,),
    ),
    Words(
        number="NCT99999902",
        condition="juvenile-metachromatic-leukodystrophy",
        title="Example: an enzyme in the juvenile form",
        summary="It would look at whether an enzyme that is given again and again is safe.",
        stages=(Stage.EARLY,),
    ),
    Words(
        number="NCT99999903",
        condition="cerebral-adrenoleukodystrophy",
        title="Example: a tablet for boys and men with cerebral adrenoleukodystrophy",
        summary="It compared a tablet with one that has nothing in it.",
    ),
    Words(
        number="NCT99999904",
        condition="vanishing-white-matter-disease",
        title="Example: a register that nobody has heard of for years",
        summary="It would write down how people are over the years. Nobody is treated in it.",
    ),
    Words(
        number="NCT99999906",
        condition="metachromatic-leukodystrophy",
        title="Example: a gene therapy outside of a trial",
        summary="Doctors could ask for it for children who cannot join a trial.",
    ),
    Words(
        number="NCT99999907",
        condition="multiple-sclerosis",
        title="Example: a tablet for adults with multiple sclerosis",
        summary="It would compare a tablet with the usual medicine.",
    ),
]


def prepare(*, editor: User) -> None:
    """Take them over as of two days, and let readers see each in plain words."""
    today = timezone.localdate()
    earlier = [_earlier(number, status) for number, status in BEFORE.items()]
    import_all(read(json.dumps({"studies": earlier}).encode()), today - timedelta(days=90))
    import_all(read(FOLDER), today)
    for words in WORDS:
        condition = Condition.objects.filter(slug=words.condition).first()
        if condition:
            _publish(Trial.objects.get(slug=words.number.lower()), words, condition, editor)


def _earlier(number: str, status: str) -> dict[str, Any]:
    study = json.loads((FOLDER / f"{number}.json").read_text())
    standing = study["protocolSection"]["statusModule"]
    standing |= {"overallStatus": status, "lastUpdatePostDateStruct": {"date": "2026-01-15"}}
    standing.pop("whyStopped", None)
    return study


def _publish(trial: Trial, words: Words, condition: Condition, editor: User) -> None:
    if not trial.matches.filter(condition=condition, state="confirmed").exists():
        trial.add_condition(condition, by=editor)
    trial.write_summary(
        by=editor,
        title=words.title,
        summary=f"{EXAMPLE}\n\n{words.summary}",
        taking_part=words.taking_part,
        stages=words.stages,
    )
    trial.publish(by=editor)
