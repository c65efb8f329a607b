"""`import_trials`: what became of each study, and an exit code that a script can trust."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Trial, TrialEvent, TrialSnapshot
from tests.articles.trials.records import record

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    """What it says; the message comes last where it fails."""
    out = StringIO()
    try:
        call_command("import_trials", *map(str, arguments), stdout=out, stderr=out)
    except CommandError as error:
        out.write(f"{error.returncode}: {error}")
    return out.getvalue()


def test_what_can_be_kept_is_kept_and_the_rest_is_named(tmp_path):
    good = [record(f"NCT9999990{n}") for n in range(1, 4)]
    bad = {"protocolSection": {"identificationModule": {"nctId": "NCT99999909"}}}
    misc = {"miscInfoModule": {"versionHolder": "2025-11-05"}}
    good[0]["derivedSection"] |= misc
    (tmp_path / "page.json").write_text(json.dumps({"studies": [good[0], bad, good[1]]}))
    (tmp_path / "one.json").write_text(json.dumps(good[2]))

    said = run(tmp_path, "--dry-run")
    assert "would be created: NCT99999901 Example study NCT99999901" in said
    assert "3 created, 0 updated, 0 unchanged, 1 rejected" in said
    assert "dry run: nothing was kept" in said
    for model in (Trial, TrialEvent, TrialSnapshot):
        assert not model.objects.exists()

    said = run(tmp_path)
    assert "rejected: " in said
    assert "overallStatus is missing" in said
    assert said.endswith("1: 1 rejected: see above.")
    assert str(Trial.objects.get(slug="nct99999901").seen_on) == "2025-11-05"
    (tmp_path / "page.json").unlink()
    assert run(tmp_path, "--snapshot-date", "2025-11-07").strip() == (
        "0 created, 0 updated, 1 unchanged, 0 rejected"
    )
    assert str(Trial.objects.get(slug="nct99999903").seen_on) != "2025-11-07", "it was seen since"
    assert "has not come yet" in run(tmp_path, "--snapshot-date", "2099-01-01")
    assert "does not exist" in run(tmp_path / "nowhere.json")
    assert not Trial.objects.exclude(state="unpublished").exists()
