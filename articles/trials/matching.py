"""Which of our conditions and treatments a study is about: what is certain, and what is proposed.

Certain is a MeSH id that is exactly a condition's, and one of its names in full. Abbreviations mean
too many things, and a name that two conditions share does not say which: these are proposed to an
editor, as similar names are. What an editor has decided is never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction

from articles.models import Condition, ConditionCode, ConditionName, Treatment
from articles.models.trials import Trial, TrialCondition, TrialIntervention

#: How alike two names must be for one to be proposed, as `pg_trgm` measures it.
ALIKE = 0.6
#: Conditions that one term may propose, the most alike first.
MOST_PROPOSED = 3
#: Studies that are matched anew at a time.
CHUNK = 500
#: Terms of which is remembered what they lead to.
MOST_KNOWN = 20_000
#: Words of other diseases: whoever names one of these does not mean a condition without it.
OTHER_DISEASES = {
    "leukaemia", "leukemia", "leucemia", "leukaemias", "leukemias", "leukosis", "lymphoma",
    "lipodystrophy", "muscular", "macular", "corneal", "retinal", "amyotrophic", "lateral",
    "tuberous", "systemic", "arthritis", "psoriasis", "anemia", "anaemia",
}  # fmt: skip
#: Names that begin alike and go on to another disease: with the first word comes the second.
SAID_TOGETHER = {"sjogren": "larsson", "aicardi": "goutieres"}

State, How = TrialCondition.State, TrialCondition.How
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True)
class Match:
    """That a study is about a condition, and how we know."""

    state: str
    how: str
    #: The registry's words or MeSH id that it was made from.
    term: str


@dataclass(frozen=True)
class Studied:
    """What of a study says what it is about."""

    pk: int
    mesh_ids: Iterable[str]
    terms: Iterable[str]


def folded(text: str) -> str:
    """Without case, accents and punctuation: "Krabbe’s Disease" is "krabbe disease"."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain))


def trigrams(name: str) -> frozenset[str]:
    """Of a folded name, as `pg_trgm` cuts them."""
    padded = (f"  {word} " for word in name.split())
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def look_alike(term: str, name: str) -> bool:
    """Whether these two folded names are those of different diseases, however alike they are."""
    said, ours = set(term.split()), set(name.split())
    if OTHER_DISEASES & (said ^ ours):
        return True
    return any(
        first in said & ours and (second in said) != (second in ours)
        for first, second in SAID_TOGETHER.items()
    )


@dataclass
class Vocabulary:
    """Every name and MeSH id that leads to a condition or treatment; read once for many studies."""

    #: MeSH id: the conditions that are exactly this.
    mesh: dict[str, set[int]] = field(default_factory=dict)
    #: Folded name: the conditions that are called so.
    names: dict[str, set[int]] = field(default_factory=dict)
    abbreviations: dict[str, set[int]] = field(default_factory=dict)
    #: Folded name: the treatments that are called so.
    treatments: dict[str, set[int]] = field(default_factory=dict)
    _cut: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    _known: dict[str, dict[int, Match]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Vocabulary:
        words, parents = cls(), {}
        for pk, name, parent in Condition.objects.values_list("pk", "name", "parent"):
            parents[pk] = parent
            words.names.setdefault(folded(name), set()).add(pk)
        kinds = ConditionName.Kind
        others = ConditionName.objects.exclude(kind=kinds.MISSPELLING)
        for pk, name, kind in others.values_list("condition", "name", "kind"):
            names = words.abbreviations if kind == kinds.ABBREVIATION else words.names
            names.setdefault(folded(name), set()).add(pk)
        exact = ConditionCode.objects.filter(
            system=ConditionCode.System.MESH, relation=ConditionCode.Relation.EXACT
        )
        for pk, value in exact.values_list("condition", "value"):
            words.mesh.setdefault(value.upper(), set()).add(pk)
        words.mesh = {value: _topmost(pks, parents) for value, pks in words.mesh.items()}
        for treatment in Treatment.objects.only("name", "other_names"):
            for name in (treatment.name, *treatment.names):
                words.treatments.setdefault(folded(name), set()).add(treatment.pk)
        words._cut = [(name, trigrams(name)) for name in words.names if name]
        return words

    def conditions(self, *, mesh_ids: Iterable[str], terms: Iterable[str]) -> dict[int, Match]:
        """By the number of each condition: what is certain before what is only proposed."""
        found: dict[int, Match] = {}
        for value in mesh_ids:
            for pk in self.mesh.get(value.upper(), ()):
                found.setdefault(pk, Match(State.CONFIRMED, How.MESH, value))
        for term in terms:
            for pk, match in self._of_term(term).items():
                if pk not in found or (found[pk].state, match.state) == (
                    State.PROPOSED,
                    State.CONFIRMED,
                ):
                    found[pk] = match
        return found

    def treatment(self, names: Iterable[str]) -> int | None:
        """The one treatment of which these are names; none where they lead to several."""
        found = {pk for name in names for pk in self.treatments.get(folded(name), ())}
        return found.pop() if len(found) == 1 else None

    def _of_term(self, term: str) -> dict[int, Match]:
        if term not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[term] = dict(self._look_up(term))
        return self._known[term]

    def _look_up(self, term: str) -> Iterator[tuple[int, Match]]:
        # Catalogues turn names round: "Leukodystrophy, Metachromatic".
        ways = {folded(term), folded(" ".join(reversed(term.split(",", 1))))}
        full = {pk for way in ways for pk in self.names.get(way, ())}
        short = {pk for way in ways for pk in self.abbreviations.get(way, ())}
        state = State.CONFIRMED if len(full) == 1 else State.PROPOSED
        for pk in full or short:
            certain = state if full else State.PROPOSED
            yield pk, Match(certain, How.NAME, term[:300])
        if not full and not short:
            for pk in self._alike(folded(term)):
                yield pk, Match(State.PROPOSED, How.SIMILAR, term[:300])

    def _alike(self, term: str) -> list[int]:
        cut, best = trigrams(term), {}
        for name, other in self._cut:
            shared = len(cut & other)
            likeness = shared / (len(cut) + len(other) - shared) if shared else 0.0
            if likeness >= ALIKE and not look_alike(term, name):
                for pk in self.names[name]:
                    best[pk] = max(likeness, best.get(pk, 0.0))
        return sorted(best, key=lambda pk: (-best[pk], pk))[:MOST_PROPOSED]


def _topmost(pks: set[int], parents: dict[int, int | None]) -> set[int]:
    """An id of a group that its forms carry too means the group."""

    def above(pk: int) -> set[int]:
        found: set[int] = set()
        while (pk := parents.get(pk)) and pk not in found:
            found.add(pk)
        return found

    return {pk for pk in pks if not above(pk) & pks}


def match(studies: Iterable[Studied], words: Vocabulary, *, are_new: bool = False) -> int:
    """Write what these studies are about, and return how many rows that changed.

    What somebody decided stays, and so does what was certain once: the registry has said it. Only
    proposals that nobody has looked at go when the record gives no reason for them any more.
    """
    studies = list(studies)
    pks = [study.pk for study in studies]
    rows = [] if are_new else TrialCondition.objects.filter(trial__in=pks)
    known = {(row.trial_id, row.condition_id): row for row in rows}
    fresh, surer, idle = [], [], set(known)
    for study in studies:
        found = words.conditions(mesh_ids=study.mesh_ids, terms=study.terms)
        for condition, match in found.items():
            row = known.get((study.pk, condition))
            idle.discard((study.pk, condition))
            if row is None:
                row = TrialCondition(trial_id=study.pk, condition_id=condition)
                fresh.append(_said(row, match))
            elif row.state == State.PROPOSED and match.state == State.CONFIRMED:
                surer.append(_said(row, match))
    gone = [known[key].pk for key in idle if known[key].state == State.PROPOSED]
    TrialCondition.objects.bulk_create(fresh, ignore_conflicts=True)
    for row in surer:  # compared and swapped: an editor may have decided this moment
        here = TrialCondition.objects.filter(pk=row.pk, state=State.PROPOSED)
        here.update(state=row.state, how=row.how, term=row.term)
    if gone:
        TrialCondition.objects.filter(pk__in=gone, state=State.PROPOSED).delete()
    return len(fresh) + len(surer) + len(gone)


def _said(row: TrialCondition, match: Match) -> TrialCondition:
    row.state, row.how, row.term = match.state, match.how, match.term
    return row


def match_anew() -> int:
    """Look at every study again, as conditions, names and treatments are now. Returns how many
    rows that changed."""
    words, changed = Vocabulary.read(), 0
    rows = Trial.objects.order_by("pk").values_list("pk", "mesh_ids", "condition_terms")
    studies = (Studied(*row) for row in rows.iterator(chunk_size=CHUNK))
    while chunk := list(islice(studies, CHUNK)):
        with transaction.atomic():
            changed += match(chunk, words)
            changed += _treat([study.pk for study in chunk], words)
    return changed


def _treat(trials: list[int], words: Vocabulary) -> int:
    given = TrialIntervention.objects.filter(trial__in=trials, is_decided=False)
    changed = []
    for row in given.only("name", "other_names", "treatment"):
        treatment = words.treatment([row.name, *row.other_names])
        if treatment != row.treatment_id:
            row.treatment_id = treatment
            changed.append(row)
    for row in changed:
        given.filter(pk=row.pk).update(treatment=row.treatment_id)
    return len(changed)


def daily() -> None:
    """Conditions get names, codes and forms; treatments get names."""
    match_anew()
