"""`manage.py screen`: the very code that posting uses, for lines of JSON."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


def run(*arguments: str, stdin: bytes = b"", monkeypatch) -> tuple[list[dict], str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    out, wrong = io.StringIO(), ""
    try:
        call_command("screen", *arguments, stdout=out)
    except CommandError as error:
        wrong = str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], wrong


def test_each_line_is_answered_where_the_words_stand(monkeypatch, tmp_path):
    text = "Łukasz\u200b – she won’t wake up!! What do we do?"
    lines = json.dumps({"id": "a", "text": text}) + "\n\n" + json.dumps({"id": 2, "text": "Hi."})
    answers, wrong = run(stdin=lines.encode(), monkeypatch=monkeypatch)
    assert not wrong
    assert [answer["id"] for answer in answers] == ["a", 2]
    worst = answers[0]["findings"][0]
    assert set(worst) == {"kind", "severity", "start", "end", "why"}
    assert (worst["kind"], worst["severity"]) == ("emergency", "urgent")
    assert "won’t wake" in text[worst["start"] : worst["end"]]
    assert answers[1]["findings"] == []

    (tmp_path / "lines").write_text(lines)
    assert run(str(tmp_path / "lines"), monkeypatch=monkeypatch) == (answers, "")
    assert "No such file" in run(str(tmp_path / "none"), monkeypatch=monkeypatch)[1]


@pytest.mark.parametrize(
    "line",
    [b"{", b"\xff\xfe", b"[]", b"3", b'{"id": 1}', b'{"id": 1, "text": 5}', b"[" * 100_000],
)
def test_a_bad_line_is_named_and_the_others_are_answered(line, monkeypatch):
    good = json.dumps({"id": 7, "text": "We all sleep badly. \ud83d"}).encode()
    answers, wrong = run(stdin=line + b"\n" + good, monkeypatch=monkeypatch)
    assert answers[0]["error"].startswith("Line 1: ")
    assert answers[1] == {"id": 7, "findings": []}
    assert wrong == "1 line was no text."
