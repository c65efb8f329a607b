"""The ledger of treatments from a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Treatment, TreatmentStatus
from tests.factories import make_condition, make_source

pytestmark = pytest.mark.django_db
FILE = """\
arsa-cel:
  name: Arsa-cel
  other_names: [Lenmeldy]
  what: A gene therapy.
  boxed_warning: {text: Take care., source: fda}
  statuses:
    - {condition: mld, jurisdiction: EU, status: approved, population: Children, since: 2020-12,
       source: fda, as_of: 2026-01-10, valid_until: 2026-04-01}
    - {condition: mld, jurisdiction: US, status: approved, population: Children, since: 2024-03-18,
       source: fda, as_of: 2026-01-10, valid_until: 2026-04-01}
"""


@pytest.fixture
def folder(tmp_path):
    make_condition("MLD", slug="mld")
    make_source("fda")
    (tmp_path / "treatments.yaml").write_text(FILE)
    (tmp_path / "one.md").write_text(
        "---\ntitle: One\nkind: treatment\nsummary: S [@fda].\ntreatments: [arsa-cel]\n---\nText.\n"
    )
    return tmp_path


def bring(folder: Path, capsys) -> str:
    call_command("import_articles", folder)
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_a_file_becomes_a_ledger_and_a_second_run_changes_nothing(folder, capsys):
    assert "treatment: 1 created" in bring(folder, capsys)
    arsa = Treatment.objects.get()
    assert (arsa.boxed_warning, arsa.boxed_warning_source.key) == ("Take care.", "fda")
    eu, us = arsa.statuses.order_by("jurisdiction")
    assert (eu.since, eu.since_precision) == (date(2020, 12, 1), "month")
    assert (us.since, us.since_precision) == (date(2024, 3, 18), "day")
    assert arsa.articles.get().title == "One"
    assert "treatment: 1 unchanged" in bring(folder, capsys)
    assert TreatmentStatus.objects.count() == 2


def test_a_file_that_was_checked_later_adds_rows_and_keeps_the_old_ones(folder, capsys):
    bring(folder, capsys)
    path = folder / "treatments.yaml"
    later = "status: refused, population: Nobody, source: fda, as_of: 2026-02-10, valid_until: "
    lines = path.read_text().split("    - ")
    path.write_text(f"{lines[0]}    - {{condition: mld, jurisdiction: US, {later}2026-04-01}}\n")
    assert "treatment: 1 updated" in bring(folder, capsys)
    assert {(s.jurisdiction, s.status, str(s.as_of)) for s in TreatmentStatus.objects.all()} == {
        ("US", "approved", "2026-01-10"), ("US", "refused", "2026-02-10"),
    }  # fmt: skip
    assert "treatment: 1 unchanged" in bring(folder, capsys)


def test_what_an_editor_has_checked_stays(folder, capsys):
    bring(folder, capsys)
    us = TreatmentStatus.objects.get(jurisdiction="US")
    us.check_again(status="withdrawn")
    (folder / "treatments.yaml").write_text(FILE.replace("A gene therapy", "A cure"))
    output = bring(folder, capsys)
    assert "treatment: 1 kept" in output
    assert "was edited on the portal" in output
    assert Treatment.objects.get().what == "A gene therapy."
    assert TreatmentStatus.objects.newest().get(jurisdiction="US").status == "withdrawn"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2026-04-01}\n    -", "2026-05-01}\n    -", "8: A status holds for 1 to 90"),
        ("since: 2020-12", "since: 2027", "7: “Since” is later"),
        ("since: 2020-12", "since: soon", "7: “soon” is not a date"),
        ("as_of: 2026-01-10", "as_of: 2026-01", "8: “2026-01” is not a date"),
        ("as_of: 2026-01-10", "as_of: 2026-02-30", "8: “2026-02-30” is not a date"),
        ("jurisdiction: EU", "jurisdiction: US", "9: the status of mld in US is already in"),
        ("jurisdiction: EU", "jurisdiction: XX", "7: unknown jurisdiction “XX”"),
        ("status: approved", "status: cure", "7: unknown status “cure”"),
        ("condition: mld", "condition: nothing", "7: unknown condition “nothing”"),
        ("source: fda}", "source: nothing}", "5: unknown source “nothing”"),
        ("population: Children, ", "", "7: “population” is missing"),
        ("statuses:\n", "statuses: no\n  x:\n", "6: “statuses” must be a list"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(folder, capsys, old, new, message):
    assert old in FILE
    (folder / "treatments.yaml").write_text(FILE.replace(old, new, 1))
    with pytest.raises(CommandError):
        bring(folder, capsys)
    assert f"treatments.yaml:{message}" in capsys.readouterr().err
    assert not Treatment.objects.exists()
