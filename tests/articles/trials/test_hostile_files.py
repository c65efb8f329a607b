"""Files that are cut off, damaged, huge or made to do harm: one clear line each, and no error."""

from __future__ import annotations

import gc
import gzip
import io
import json
import os
from itertools import chain, repeat
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.trials.registry import Rejected, Study, read, size

STUDIES = Path(__file__).parent / "studies"


def minimal(number: int = 1, **more: object) -> dict:
    protocol = {
        "identificationModule": {"nctId": f"NCT{99_900_000 + number}"},
        "statusModule": {"overallStatus": "RECRUITING"},
    }
    return {"protocolSection": protocol | more}


def text(number: int = 1) -> str:
    return json.dumps(minimal(number))


class Flowing(io.RawIOBase):
    """A file of these pieces that exists nowhere as a whole."""

    def __init__(self, *pieces) -> None:
        self.pieces = iter(chain.from_iterable(pieces))
        self.left = b""

    def read(self, size: int = -1) -> bytes:
        while len(self.left) < size and (piece := next(self.pieces, b"")):
            self.left += piece
        found, self.left = self.left[:size], self.left[size:]
        return found


def numbers(source, **options) -> list[str]:
    """What was read: the number of each study, or why not."""
    return [
        one.number if isinstance(one, Study) else str(one) for one in read(source, **options)
    ]  # fmt: skip


WHERE = "what was given"
LOCATIONS = "protocolSection.contactsLocationsModule.locations"
OLD = (
    "is in the old format of ClinicalTrials.gov (API v1), which ended in 2024. "
    "Please fetch it from https://clinicaltrials.gov/api/v2/studies."
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n ", "ends in the middle. Please fetch it again"),
        (b"<!doctype html><title>Sign in</title>", "is a web page or XML, not JSON"),
        (b"\n <?xml version='1.0'?>", "is a web page or XML, not JSON"),
        (b"PK\x03\x04rest", "is a ZIP archive. Please unpack it first"),
        (text().encode("utf-16"), "is UTF-16 or UTF-32. Please save it as UTF-8"),
        (text().encode("utf-16-le"), "is UTF-16 or UTF-32. Please save it as UTF-8"),
        (text().encode("utf-32-be"), "is UTF-16 or UTF-32. Please save it as UTF-8"),
        (b"Too many requests", "is not JSON"),
        (b"42", "is JSON, but neither a study nor a page of studies"),
        (b'{"message": "not found"}', "has no protocolSection, so it is not a study of API v2"),
        (b'{"studies": {}}', "is a page whose studies are not a list"),
        (b'{"studies": [1]}', "is not a study, but something else in JSON"),
        (b'{"protocolSection": null}', "protocolSection.identificationModule.nctId is missing"),
        (b'{"FullStudiesResponse": {"FullStudies": [{"Study": {}}]}}', OLD),
        (b'[{"Rank": 1, "Study": {"ProtocolSection": {}}}]', OLD),
        (b'{"protocolSection": {"a": NaN}}', "is not JSON"),
        (b'{"protocolSection": {"a": 1e999999}}',
         "protocolSection.a is not a number that anybody counts with"),
        (b'{"protocolSection": {"a": 1e' + b"9" * 5000 + b"}}", "is not JSON"),
        (b'{"protocolSection": {"a": ' + b"9" * 5000 + b"}}", "is not JSON"),
        (b'{"protocolSection": {"a": "\\u0000"}}', "protocolSection.a contains a NUL character"),
        (b'{"protocolSection": {"a": "\xed\xa0\x80"}}', "is not JSON"),
        (b'{"protocolSection": {"a": "\xff"}}', "is not JSON"),
        (b'{"protocolSection": {"a": 1, "a": 2}}', "has two fields called protocolSection.a"),
        (b'{"protocolSection": {}, "protocolSection": {}}',
         "has two fields called protocolSection"),
        (b'{"protocolSection": ' + b"[" * 100_000, "ends in the middle. Please fetch it again"),
        (b'{"protocolSection": {"a": ' + b'{"a":' * 5000 + b"1" + b"}" * 5002,
         "is nested deeper than 40 levels"),
        (b'{"protocolSection": {"a": ["' + b"x" * 9_000_000 + b'"]}}',
         "holds a text of more than 8,000,000 bytes"),
        (b" " * 9_000_000 + b"{}", "holds a text of more than 8,000,000 bytes"),
        (b"{" + b",".join(b'"%d": 1' % n for n in range(200)) + b"}", "has more than 100 fields"),
        (b"\x1f\x8bdamaged", "is compressed and damaged"),
        (gzip.compress(b"", mtime=0), "is empty"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_study_is_refused_in_one_line(content, reason):
    [line] = numbers(content)
    where, _, said = line.partition(": ")
    assert where.startswith(WHERE)
    assert said.split(" (in or after")[0] == reason


@pytest.mark.parametrize(
    ("content", "then"),
    [
        (f'{{"studies": [{text(1)}, {text(2)}, {text(3)[:60]}', "ends in the middle"),
        (f'{{"studies": [{text(1)}, {text(2)}, {{"protocolSection": NaN}}]}}', "is not JSON"),
        (f"{text(1)}\n{text(2)}\n{text(3)[:60]}", "ends in the middle"),
        (f"[{text(1)}, {text(2)}]]", "is not JSON"),
    ],
)
def test_studies_before_the_damage_count(content, then):
    first, second, end = numbers(content.encode())
    assert (first, second) == ("NCT99900001", "NCT99900002")
    assert then in end
    first, second, end = numbers(gzip.compress(content.encode()))
    assert (first, second) == ("NCT99900001", "NCT99900002")


def test_a_damaged_archive_keeps_what_it_gave():
    many = ", ".join(text(number) for number in range(2_000))
    content = gzip.compress(f"[{many}]".encode())
    *first, end = numbers(content[: len(content) // 2])
    assert first[:2] == ["NCT99900000", "NCT99900001"]
    assert end.endswith("Please fetch it again")
    content = gzip.compress(f"[{text(1)}, {text(2)}]".encode())
    spoilt = content[:-8] + b"\0" * 8
    assert numbers(spoilt)[:2] == ["NCT99900001", "NCT99900002"]
    assert "cannot be read to its end" in numbers(spoilt)[2]


@pytest.mark.parametrize(
    "content",
    [
        text(),
        "\ufeff" + text(),
        f'{{"studies": [{text()}], "nextPageToken": "x"}}',
        f'{{"nextPageToken": "x", "totalCount": 1, "studies": [{text()}]}}',
        f"[{text()}]",
        f"\n{text()}\n\n",
    ],
)
def test_one_study_in_any_wrapping(content):
    for given_as in (
        content.encode(),
        gzip.compress(content.encode()),
        io.BytesIO(content.encode()),
    ):
        assert numbers(given_as) == ["NCT99900001"]


def test_one_bad_study_does_not_keep_the_others_out():
    bad = [
        '{"protocolSection": {"a": 1, "a": [{"b": 2}]}}', "[[]]", "7", "{}",
        '{"protocolSection": {"a": ' + "[" * 50 + "]" * 50 + "}}", '{"studies": [{}]}',
    ]  # fmt: skip
    lines = numbers(f'{{"studies": [{text(1)}, {", ".join(bad)}, {text(2)}]}}'.encode())
    assert (lines[0], lines[-1]) == ("NCT99900001", "NCT99900002")
    assert [line.partition(": ")[0] for line in lines[1:-1]] == [
        f"{WHERE}, study {number}" for number in range(2, 8)
    ]


def test_a_study_that_comes_twice_counts_once():
    lines = numbers(f"[{text(1)}, {text(2)}, {text(1)}]".encode())
    assert lines[:2] == ["NCT99900001", "NCT99900002"]
    assert lines[2:] == [
        f"{WHERE}, study 3: NCT99900001 is here a second time. The first counts ({WHERE}, study 1)"
    ]


class Memory:
    """How much more the process holds than when this was made, looked at now and then."""

    def __init__(self) -> None:
        self.process = psutil.Process()
        gc.collect()
        self.before = self.process.memory_info().rss
        self.most = 0

    def watched(self, pieces):
        for piece in pieces:
            self.most = max(self.most, self.process.memory_info().rss - self.before)
            yield piece


def test_a_million_sites_are_refused_without_being_held():
    """Held, they would take 72 MB. The next study counts."""
    memory = Memory()
    sites = memory.watched(repeat(b"{}," * 10_000, 100))
    begin = text(1)[:-2].encode() + b', "contactsLocationsModule": {"locations": ['
    file = Flowing([b"[", begin], sites, [b"{}]}}}, ", text(2).encode(), b"]"])
    assert numbers(file) == [
        f"{WHERE}, study 1: {LOCATIONS} has more than 10,000 entries", "NCT99900002",
    ]  # fmt: skip
    assert memory.most < 40_000_000


def test_thousands_of_studies_take_the_memory_of_a_few():
    memory = Memory()
    summary = {"descriptionModule": {"briefSummary": "Example text. " * 2_000}}
    pieces = (json.dumps(minimal(n, **summary)).encode() + b"," for n in range(2, 1_501))
    file = Flowing([b'{"studies": ['], memory.watched(pieces), [text(1).encode(), b"]}"])
    assert sum(isinstance(one, Study) for one in read(file)) == 1_500
    assert memory.most < 20_000_000, "all of them are 42 MB"


def test_results_are_read_past_and_a_flood_of_nothing_ends():
    results = b', "resultsSection": {"x": [' + b'["y"],' * 20_000 + b'["y"]]}}'
    assert numbers(text(1)[:-1].encode() + results) == ["NCT99900001"]
    lines = numbers(Flowing([b"["], repeat(b"{},")))
    assert len(lines) == 1001
    assert lines[-1] == f"{WHERE}: has 1,000 studies that cannot be used; stopped"


# --- Files and folders ----------------------------------------------------------------------------
def test_pages_of_a_folder_are_read_one_after_the_other():
    assert numbers(STUDIES / "pages") == [f"NCT999999{n}" for n in range(21, 26)]
    first, end = numbers(STUDIES / "truncated.json")
    assert first == "NCT99999926"
    assert end.endswith("ends in the middle (in or after study 2). Please fetch it again")
    assert numbers(str(STUDIES / "api-v1.json")) == [f"{STUDIES / 'api-v1.json'}: {OLD}"]


def test_of_a_folder_only_what_is_meant_is_read(tmp_path):
    (tmp_path / "b.json").write_text(text(2))
    (tmp_path / "a.jsonl").write_text(f"{text(1)}\n")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.json.gz").write_bytes(gzip.compress(text(3).encode()))
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / "README.txt").write_text("Not a study")
    secret = tmp_path.parent / "elsewhere.json"
    secret.write_text(text(4))
    (tmp_path / "link.json").symlink_to(secret)
    (tmp_path / "around").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.json")
    seen = []
    lines = numbers(tmp_path, progress=seen.append)
    assert sorted(line for line in lines if line.startswith("NCT")) == [
        f"NCT9990000{n}" for n in (1, 2, 3)
    ]
    assert sorted(line for line in lines if not line.startswith("NCT")) == [
        f"{tmp_path / 'link.json'}: is a link: those are not followed out of a folder",
        f"{tmp_path / 'pipe.json'}: is not an ordinary file",
    ]
    assert sum(seen) == size(tmp_path) > 0


def test_paths_that_lead_nowhere(tmp_path):
    assert numbers(tmp_path / "none") == [f"{tmp_path / 'none'}: does not exist"]
    [line] = numbers(tmp_path)
    assert line.endswith("holds no file whose name ends in .json, .jsonl or .json.gz")
    assert "cannot be read" in numbers("a\0b")[0]
    assert (size(tmp_path / "none"), size(b"12"), size(io.BytesIO())) == (0, 2, 0)


def test_a_file_called_after_another_study_is_warned_about(tmp_path):
    path = tmp_path / "NCT99900002.json"
    path.write_text(text(1))
    [study] = read(path)
    assert study.number == "NCT99900001"
    assert study.warnings == ("the file is called after NCT99900002 and holds NCT99900001",)
    path.write_text(text(2))
    assert next(read(path)).warnings == ()


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode), st.integers(0, 200))
def test_any_bytes_are_read_or_refused(noise, place):
    whole = f'{{"studies": [{text(1)}, {text(2)}]}}'.encode()
    for content in (noise, whole[:place] + noise + whole[place:], whole[:place]):
        assert all(isinstance(one, Study | Rejected) for one in read(content))
