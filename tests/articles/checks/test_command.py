"""`manage.py check_articles`: the checks over files, without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article

STARTER = Path(__file__).parents[3] / "articles" / "starter"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
SOURCES = "a: {title: A study, year: 2024, kind: cohort, pmid: 12345}\n"
GOOD = """---
title: Feeding at night
kind: living
summary: What helps at night.
written: 2026-11-20
---
Some families find that thickened drinks help [@a].
"""
ADVERT = """Stem cells for white matter

Our specialists repair myelin. Recently the method has become available in our clinic.

It always works, and it has no side effects.

For appointments, visit us online.
"""


@pytest.fixture
def run(capsys):
    """Run it; what it wrote, and the status with which the shell would see it end."""

    def run(*paths: Path, **options) -> tuple[str, int]:
        try:
            call_command("check_articles", *map(str, paths), **options)
        except CommandError as error:
            return capsys.readouterr().out, error.returncode
        return capsys.readouterr().out, 0

    return run


def rows(output: str) -> list[dict]:
    return json.loads(output)


def test_a_clean_text_passes_and_an_advert_does_not(tmp_path, run):
    (tmp_path / "sources.yaml").write_text(SOURCES)
    good, bad = tmp_path / "feeding.md", tmp_path / "advert.txt"
    good.write_text(GOOD)
    bad.write_text(ADVERT)
    assert run(good) == ("0 block and 0 warn, in 1 file(s).\n", 0)
    output, status = run(bad)
    assert status == 1
    for line in (
        f"{bad}:1 SRC-NONE blocks ", f"{bad}:1 DATE-NONE blocks ", f"{bad}:3 ADVERT-PHRASE warns ",
        f"{bad}:3 UNDATED-RECENT warns ", f"{bad}:5 ABSOLUTE warns ",
        f"{bad}:7 ADVERT-PHRASE warns ",
    ):  # fmt: skip
        assert line in output, line
    assert run(tmp_path)[1] == 1


def test_the_line_is_that_of_the_file(tmp_path, run):
    (tmp_path / "sources.yaml").write_text(SOURCES)
    path = tmp_path / "feeding.md"
    path.write_text(GOOD + "\n## More\n\n- It always works.\n- See [@nobody].\n")
    found = {row["code"]: row for row in rows(run(path, format="json")[0])}
    assert found["ABSOLUTE"]["line"] == 11
    assert found["SRC-DANGLING"]["line"] == 12
    assert found["SRC-DANGLING"] | {"message": ""} == {
        "file": str(path), "line": 12, "code": "SRC-DANGLING", "severity": "blocks",
        "where": "Text, under “More”", "message": "", "quote": "[@nobody]",
    }  # fmt: skip


def test_a_file_is_read_from_its_beginning_to_its_end_what_blocks_first(tmp_path, run):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(ADVERT)
    found = rows(run(tmp_path, format="json")[0])
    order = [(row["file"], row["severity"] == "warns", row["line"]) for row in found]
    assert len({file for file, _, _ in order}) == 2
    assert order == sorted(order)


def test_warnings_fail_only_where_they_are_asked_to(tmp_path, run):
    (tmp_path / "sources.yaml").write_text(SOURCES)
    path = tmp_path / "feeding.md"
    path.write_text(GOOD.replace("Some", "It always works. Some"))
    assert run(path)[1] == 0
    assert run(path, fail_on="warns")[1] == 1


def test_sources_are_found_beside_the_text_and_one_folder_above(tmp_path, run):
    path = tmp_path / "articles" / "feeding.md"
    path.parent.mkdir()
    path.write_text(GOOD)
    assert run(path)[1] == 1
    (tmp_path / "sources-more.yaml").write_text(SOURCES)
    assert run(path)[1] == 0
    assert run(path.parent)[1] == 0


def test_what_an_import_would_refuse_is_said_as_well(tmp_path, run):
    broken = {
        "front.md": "No front matter.",
        "kind.md": GOOD.replace("living", "advert"),
        "day.md": GOOD.replace("2026-11-20", "yesterday"),
        "title.txt": "Only a title",
        "empty.txt": "",
    }
    (tmp_path / "sources.yaml").write_text(SOURCES)
    for name, text in broken.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "bytes.txt").write_bytes(b"A title\n\n\xff\xfe")
    output, status = run(tmp_path, format="json")
    assert status == 1
    refused = {Path(row["file"]).name for row in rows(output) if row["code"] == "FILE-FORMAT"}
    assert refused == {*broken, "bytes.txt"}


def test_a_text_that_is_too_long_to_be_stored_is_not_looked_at_further(tmp_path, run):
    """Some shapes of a megabyte would keep the checks busy for minutes."""
    (tmp_path / "long.txt").write_text("A title\n\n" + "It always works.\n\n" * 7_000)
    output, status = run(tmp_path, format="json")
    assert status == 1
    (only,) = rows(output)
    assert only["code"] == "FILE-FORMAT"
    assert "at most 100000 characters" in only["message"]


def test_a_path_that_is_not_there_is_another_failure(tmp_path, run):
    assert run(tmp_path / "nobody.md") == ("", 2)
    assert run(tmp_path) == ("", 2)


def test_the_starter_articles_pass(run):
    output, status = run(STARTER, format="json")
    assert status == 0, [row for row in rows(output) if row["severity"] == "blocks"]
    # They are held against the lexicons as any other text: a false alarm shows here first.
    wordings = [row for row in rows(output) if row["code"] != "NEWEST-SOURCE-OLD"]
    assert len(wordings) < 10, wordings


@pytest.mark.django_db
def test_an_import_tells_which_files_editors_could_not_publish(tmp_path, capsys):
    (tmp_path / "sources.yaml").write_text(SOURCES)
    (tmp_path / "feeding.md").write_text(GOOD)
    (tmp_path / "advert.txt").write_text(ADVERT)
    call_command("import_articles", str(tmp_path))
    warned = capsys.readouterr().err
    assert f"{tmp_path / 'advert.txt'}:1: editors could not publish" in warned
    assert "SRC-NONE, DATE-NONE" in warned
    assert "feeding.md" not in warned
    call_command("import_articles", str(tmp_path))
    assert "could not publish" not in capsys.readouterr().err, "nothing is new"
    assert Article.objects.count() == 2  # a warning refuses nothing


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not part of this repository")
def test_the_seeds_have_the_faults_that_reviewers_found(run):
    output, status = run(SEEDS, format="json")
    assert status == 1
    found: dict[str, set[str]] = {}
    for row in rows(output):
        found.setdefault(Path(row["file"]).name[:3], set()).add(row["code"])
    assert len(found) == 5
    for codes in found.values():
        assert {"SRC-NONE", "DATE-NONE"} <= codes
    for seed in ("000", "001", "002", "004"):
        assert {"UNDATED-RECENT", "HYPE"} <= found[seed]
    assert "GROUP-GENERALISE" in found["003"]
    assert "REPEATED" in found["003"]
    assert {"ADVERT-PHRASE", "NO-NUMBER"} <= found["004"]
    assert "ABSOLUTE" in found["001"] & found["002"]
