"""How well the search finds: documents, queries and grades of a folder, by kind of query."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import math
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from portal.search import Shelf, clean_query, rank, read, upkeep
from portal.search.models import SearchDocument, SearchSynonym

#: Kinds of queries whose unweighted means are the two headlines.
HEADLINES = {
    "ARTICLES": [
        "name_typo_light", "name_typo_heavy", "syn_listed", "syn_unlisted", "syn_typo",
        "lay_question", "lay_question_typo", "symptom_lay_listed", "symptom_lay_unlisted",
        "real_subject", "real_rare",
    ],
    "THREADS": ["thread_short", "thread_long", "thread_rqe"],
}  # fmt: skip
SHELVES = {"article": Shelf.CURATED, "thread": Shelf.ASKED}
KINDS = {"article": SearchDocument.Kind.ARTICLE, "thread": SearchDocument.Kind.QUESTION}
#: Documents written for each query, and looked at by the scores.
WRITTEN, LOOKED_AT = 50, 10
MEASURES = ["nDCG@10", "MRR@10", "Recall@10"]
PARTS = ["repair", "synonyms", "parts", "chatter", "coverage", "balance", "opens", "sharpness"]


class Command(BaseCommand):
    help = (
        "Load DIR/docs.jsonl into a database of its own, run DIR/queries.jsonl through the search, "
        "and score the results with DIR/qrels.tsv. Files may be packed (.gz)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--run", metavar="FILE", type=Path, help="write the ranked ids there")
        parser.add_argument(
            "--without",
            choices=PARTS,
            action="append",
            default=[],
            help="switch a part of the engine off, to see what it is worth",
        )
        parser.add_argument("--types", nargs="*", help="only these kinds of queries")

    def handle(
        self, *, folder: Path, run: Path | None, without: list[str], types: Any, **options: Any
    ) -> None:
        queries = list(_all(folder, "queries.jsonl"))
        if types:
            queries = [query for query in queries if query["type"] in types]
        with _database_of_its_own():
            began = time.monotonic()
            ids = _load(folder)
            self.stderr.write(f"{len(ids)} documents in {time.monotonic() - began:.0f} s")
            began = time.monotonic()
            found = {query["id"]: _found(query, ids, frozenset(without)) for query in queries}
            each = (time.monotonic() - began) / max(len(queries), 1)
            self.stderr.write(f"{len(queries)} queries, {each * 1000:.0f} ms each")
        if run:
            lines = [f"{query}\t{doc}\n" for query, docs in found.items() for doc in docs]
            run.write_text("".join(lines))
        self.report(queries, found, _grades(folder))

    def report(
        self, queries: list[dict], found: dict[str, list[str]], grades: dict[str, dict[str, int]]
    ) -> None:
        by_type: dict[str, list[list[float]]] = defaultdict(list)
        for query in queries:
            if graded := grades.get(query["id"]):
                by_type[query["type"]].append(_scores(found[query["id"]], graded))
        means = {
            kind: [sum(column) / len(rows) for column in zip(*rows, strict=True)]
            for kind, rows in by_type.items()
        }
        self.stdout.write(f"{'type':22} {'n':>5} " + " ".join(f"{m:>9}" for m in MEASURES))
        for kind, values in means.items():
            self.stdout.write(_line(kind, values, len(by_type[kind])))
        for name, kinds in HEADLINES.items():
            rows = [means[kind] for kind in kinds if kind in means]
            if rows:
                mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
                self.stdout.write(_line(f"{name} headline", mean))


def _line(name: str, values: list[float], count: int | str = "") -> str:
    return f"{name:22} {count:>5} " + " ".join(f"{value:9.3f}" for value in values)


def _jsonl(folder: Path, name: str) -> Iterator[dict]:
    for line in _open(folder, name):
        if line.strip():
            yield json.loads(line)


def _open(folder: Path, name: str) -> io.TextIOBase:
    if (folder / name).exists():
        return (folder / name).open(encoding="utf-8", newline="")
    if (folder / f"{name}.gz").exists():
        return gzip.open(folder / f"{name}.gz", "rt", encoding="utf-8", newline="")
    raise CommandError(f"There is no {name} in {folder}.")


@contextlib.contextmanager
def _database_of_its_own() -> Iterator[None]:
    """A new database beside the portal's, which is left alone; it is dropped in the end."""
    own, name = connection.settings_dict["NAME"], "portal_search_eval"
    connection.ensure_connection()

    def on_the_portals(sql: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = own
        with connection.cursor() as cursor:
            cursor.execute(sql)

    on_the_portals(f"DROP DATABASE IF EXISTS {name}")
    on_the_portals(f"CREATE DATABASE {name} TEMPLATE template0")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        on_the_portals(f"DROP DATABASE IF EXISTS {name}")


def _load(folder: Path) -> dict[int, str]:
    """The documents and the everyday words of the folder; their ids by our numbers."""
    ids: dict[int, str] = {}
    rows = []
    for number, doc in enumerate(_all(folder, "docs.jsonl"), 1):
        ids[number] = doc["id"]
        name, _, section = doc["title"].rpartition(": ")
        about = [name or section, *doc.get("synonyms", [])] if doc["kind"] == "article" else []
        rows.append(
            SearchDocument(
                kind=KINDS[doc["kind"]], object_id=number, shelf=SHELVES[doc["kind"]],
                title=doc["title"], names=about, body=doc["text"] or "",
                opens=doc["kind"] == "article" and not name,
            )
        )  # fmt: skip
    for start in range(0, len(rows), 500):
        SearchDocument.objects.bulk_create(rows[start : start + 500])
    with contextlib.suppress(CommandError), _open(folder, "lay_terms.tsv") as file:
        lay = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        SearchSynonym.objects.bulk_create(
            [SearchSynonym(said=row["lay"][:100], meant=row["clinical"][:100]) for row in lay],
            ignore_conflicts=True,
        )
    upkeep.count()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return ids


def _all(folder: Path, name: str) -> Iterator[dict]:
    """Those of the folder, and of the folder `extra` in it where there is one."""
    yield from _jsonl(folder, name)
    with contextlib.suppress(CommandError):
        yield from _jsonl(folder / "extra", name)


def _found(query: dict, ids: dict[int, str], without: frozenset[str]) -> list[str]:
    """What the search page would list, of the kind that the query is after."""
    reading = read(clean_query(query["text"]), without=without)
    shelf = SHELVES[query["kind"]]
    ranked = rank(reading, shelf, most=WRITTEN, without=without)
    return [ids[one.object_id] for one in ranked]


def _grades(folder: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for place in (folder, folder / "extra"):
        if place == folder or place.exists():
            with _open(place, "qrels.tsv") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    grades[row["query"]][row["doc"]] = int(row["grade"])
    return grades


def _scores(ranked: list[str], grades: dict[str, int]) -> list[float]:
    """With linear gain and a discount of log2, as trec_eval has them."""
    top = list(dict.fromkeys(ranked))[:LOOKED_AT]
    gain = sum(grades.get(doc, 0) / math.log2(place + 2) for place, doc in enumerate(top))
    best = sorted(grades.values(), reverse=True)[:LOOKED_AT]
    ideal = sum(grade / math.log2(place + 2) for place, grade in enumerate(best))
    first = next((place for place, doc in enumerate(top, 1) if grades.get(doc)), 0)
    return [
        gain / ideal,
        1 / first if first else 0.0,
        sum(doc in grades for doc in top) / min(LOOKED_AT, len(grades)),
    ]
