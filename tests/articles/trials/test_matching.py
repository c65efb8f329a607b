"""What a study is about: certain by MeSH id and full name, otherwise proposed, never guessed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles.models import ConditionName, Trial, TrialCondition
from articles.trials.matching import Vocabulary, match_anew, trigrams
from tests.articles.trials.records import stored
from tests.factories import make_condition, make_treatment

pytestmark = pytest.mark.django_db


@pytest.fixture
def conditions() -> dict[str, object]:
    group = make_condition("Leukodystrophy")
    mld = make_condition(parent=group, names=["Arylsulfatase A deficiency", "MLD"])
    late = make_condition("Late-infantile metachromatic leukodystrophy", parent=mld)
    aicardi = make_condition("Aicardi-Goutières syndrome", parent=group)
    ms = make_condition("Multiple sclerosis")
    krabbe = make_condition("Krabbe disease", parent=group, names=["Sulfatide lipidosis"])
    ConditionName.objects.create(condition=mld, name="Sulfatide lipidosis", kind="old")
    ConditionName.objects.create(condition=mld, name="Metacromatic disease", kind="misspelling")
    mld.codes.create(system="MeSH", value="D007966")
    late.codes.create(system="MeSH", value="D007966")
    krabbe.codes.create(system="MeSH", value="D056784", relation="broader")
    return {
        "group": group,
        "mld": mld,
        "late": late,
        "aicardi": aicardi,
        "ms": ms,
        "krabbe": krabbe,
    }


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("METACHROMATIC leukodystrophy", {"mld": "confirmed"}),
        ("Leukodystrophy, Metachromatic", {"mld": "confirmed"}),
        ("Leukodystrophy", {"group": "confirmed"}),
        ("arylsulfatase-A deficiency", {"mld": "confirmed"}),
        ("Aicardi Goutieres Syndrome", {"aicardi": "confirmed"}),
        ("Krabbe’s Disease", {"krabbe": "confirmed"}),
        ("Late Infantile Metachromatic Leukodystrophy", {"late": "confirmed"}),
        ("MLD", {"mld": "proposed"}),  # abbreviations mean too many things
        ("Sulfatide Lipidosis", {"mld": "proposed", "krabbe": "proposed"}),
        ("Relapsing Multiple Sclerosis", {"ms": "proposed"}),
        ("Metachromatic Leucodystrophy", {"mld": "proposed"}),
        ("Aicardi Syndrome", {}),
        ("Leukaemia", {}),
        ("Metachromatic Leukemia Leukodystrophy", {}),
        ("Tuberous Sclerosis", {}),
        ("Metacromatic disease", {}),
        ("", {}),
        ("!?", {}),
    ],
)
def test_a_name_is_certain_proposed_or_nothing(conditions, term, found):
    names = {condition.pk: name for name, condition in conditions.items()}
    matches = Vocabulary.read().conditions(mesh_ids=[], terms=[term])
    assert {names[pk]: match.state for pk, match in matches.items()} == found


def test_a_mesh_id_means_the_group_and_only_an_exact_one_counts(conditions):
    words = Vocabulary.read()
    found = words.conditions(mesh_ids=["D007966", "D056784"], terms=["MLD"])
    assert {pk: match.how for pk, match in found.items()} == {conditions["mld"].pk: "mesh"}


def test_likeness_is_that_of_the_database(db):
    from django.db import connection

    with connection.cursor() as cursor:
        for name in ("krabbe disease", "x linked", "a"):
            cursor.execute("SELECT show_trgm(%s)", [name])
            assert set(cursor.fetchone()[0]) == trigrams(name)


def test_names_that_come_later_are_matched_and_decisions_stand(eve, conditions):
    stored(terms=["Example White Matter Disease", "Relapsing Multiple Sclerosis"], tried=["EX-99"])
    stored("NCT99999902", terms=["Krabbe Disease"])
    one, two = Trial.objects.order_by("slug")
    assert [match.state for match in one.matches.all()] == ["proposed"]
    at = timezone.now()
    two.matches.update(state="refused", decided_by=eve, decided_at=at)
    assert match_anew() == 0
    ConditionName.objects.create(condition=conditions["ms"], name="relapsing multiple sclerosis")
    new = make_condition("Example white-matter disease")
    treatment = make_treatment("Example", other_names="EX 99, EX-100")
    assert match_anew() == 3
    assert match_anew() == 0
    states = dict(one.matches.values_list("condition", "state"))
    assert states == {new.pk: "confirmed", conditions["ms"].pk: "confirmed"}
    assert one.interventions.get().treatment == treatment
    assert two.matches.get().state == "refused"
    stored(terms=["Something Else"], updated="2026-10-20", tried=["EX-99"])
    assert TrialCondition.objects.filter(trial=one, state="confirmed").count() == 2
