"""Documents into rows. A row that somebody has edited since its last import is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Max

from articles.importing.documents import (
    ArticleDocument,
    ConditionDocument,
    Documents,
)
from articles.importing.lists import LISTS
from articles.importing.steps import (
    COLUMNS,
    Steps,
    Wanted,
    apply_columns,
    fingerprint,
    maker,
)
from articles.models import (
    Article,
    Condition,
    ConditionCode,
    ConditionName,
    ImportRecord,
    Source,
)
from portal.models import Topic

#: Revisions that an import wrote have no author, and this in their note.
NOTE = "Imported"


@dataclass
class Report:
    """What an import has done, and what its operator should look at."""

    #: How many of each kind were "created", "updated", "unchanged" or "kept".
    counts: dict[str, Counter] = field(default_factory=dict)
    published: int = 0
    warnings: list[str] = field(default_factory=list)
    #: The texts that were created or updated.
    news: list[ArticleDocument] = field(default_factory=list)

    def count(self, kind: str, outcome: str) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += 1


class Shelf:
    """The rows of one kind, found by the key that files use for them."""

    def __init__(self, kind: str, model: type[models.Model], slug_field: str = "slug") -> None:
        self.kind = kind
        self.model = model
        self.records = {record.key: record for record in ImportRecord.objects.filter(kind=kind)}
        # What was imported may have moved to another slug since: its record knows the row.
        self.slugs = dict(model._default_manager.values_list(slug_field, "pk"))
        there = set(self.slugs.values())
        self.pks = self.slugs | {r.key: r.row for r in self.records.values() if r.row in there}
        self.rows: dict[str, models.Model] = {}

    @property
    def known(self) -> set[str]:
        return set(self.pks)

    def owners(self, column: str, values: list[tuple[Any, Any]]) -> dict[str, str]:
        """For each value that a row of the portal holds: the key of the row's file, or its slug."""
        keys = {pk: slug for slug, pk in self.slugs.items()} | {
            record.row: record.key for record in self.records.values()
        }
        rows = self.model._default_manager.filter(**{f"{column}__in": [v for v, _ in values]})
        return {value: keys.get(pk, "?") for value, pk in rows.values_list(column, "pk")}

    def find(self, documents: dict[str, Callable[[], models.Model]]) -> set[str]:
        """Load the rows of these documents and make the missing ones; the keys of those made."""
        rows = self.model._default_manager.in_bulk(
            [self.pks[key] for key in documents if key in self.pks]
        )
        made = set()
        for key, make in documents.items():
            row = rows.get(self.pks.get(key))
            if row is None:
                row = make()
                self.pks[key] = row.pk
                made.add(key)
            self.rows[key] = row
        return made

    def note(self, wanted: dict[str, Wanted]) -> None:
        """Remember what the files have set."""
        ImportRecord.objects.bulk_create(
            [
                ImportRecord(
                    kind=self.kind, key=key, row=self.rows[key].pk, fingerprint=fingerprint(w)
                )
                for key, w in wanted.items()
            ],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["row", "fingerprint"],
        )


class Store:
    """The whole portal as an import sees it."""

    def __init__(self) -> None:
        kinds = ImportRecord.Kind
        self.sources = Shelf(kinds.SOURCE, Source, "key")
        self.topics = Shelf(kinds.TOPIC, Topic)
        self.conditions = Shelf(kinds.CONDITION, Condition)
        self.articles = Shelf(kinds.ARTICLE, Article)
        self.lists = {stem: Shelf(each.kind, each.model) for stem, each in LISTS.items()}

    def save(self, documents: Documents, *, say: Callable[[str], None]) -> Report:
        """Rows first, then what they say: parents and related articles may come in any order."""
        report = Report()
        made = {
            self.sources: self.sources.find(
                {d.key: maker(Source, key=d.key, **d.columns) for d in documents.sources}
            ),
            self.topics: self.topics.find(
                {d.key: maker(Topic, slug=d.key, **d.columns) for d in documents.topics}
            ),
            self.conditions: self.conditions.find(
                {d.key: maker(Condition, slug=d.key, **d.columns) for d in documents.conditions}
            ),
            self.articles: self.articles.find(
                {
                    d.key: maker(Article, slug=d.slug, kind=d.kind, title=d.title)
                    for d in documents.articles
                }
            ),
        }
        for stem, group in documents.lists.items():
            shelf, listing = self.lists[stem], LISTS[stem]
            made[shelf] = shelf.find({d.key: partial(listing.make, d) for d in group})
        lists = [
            (self.lists[stem], group, LISTS[stem].steps) for stem, group in documents.lists.items()
        ]
        for shelf, group, steps in (
            (self.sources, documents.sources, COLUMNS),
            (self.topics, documents.topics, COLUMNS),
            (self.conditions, documents.conditions, CONDITION),
            *lists,
            (self.articles, documents.articles, ARTICLE),
        ):
            if group:
                say(f"Storing {len(group)} {shelf.model._meta.verbose_name_plural}…")
                self._store(shelf, group, made[shelf], steps, report)
        return report

    def _store(
        self, shelf: Shelf, group: list, made: set[str], steps: Steps, report: Report
    ) -> None:
        noted = {}
        for document in group:
            row, wanted = shelf.rows[document.key], steps.wanted(document, self)
            record = shelf.records.get(document.key)
            if document.key in made:
                outcome = "created"
                steps.apply(row, wanted)
            elif record and record.fingerprint == fingerprint(wanted):
                outcome = "unchanged"
            else:
                current = steps.current(row, wanted)
                if {name: current[name] for name in wanted} == wanted:
                    outcome = "unchanged"
                elif record and steps.untouched(record.fingerprint, current):
                    outcome = "updated"
                    steps.apply(row, wanted)
                else:
                    outcome = "kept"
                    report.warnings.append(
                        f"{document.place}: the {shelf.kind} “{row}” was edited on the portal and "
                        "stays as it is. Make the change there."
                    )
            if outcome != "kept":
                noted[document.key] = wanted
            report.count(shelf.kind, outcome)
            if shelf is self.articles and outcome in {"created", "updated"}:
                report.news.append(document)
        shelf.note(noted)

    def publish(
        self, documents: list[ArticleDocument], report: Report, *, say: Callable[[str], None]
    ) -> None:
        """Publish what was imported and cites something, unless somebody has decided otherwise."""
        say("Publishing…")
        rows = (
            Article.objects.select_related("live", "signoff", "overview_of")
            .annotate(newest=Max("revisions__number"))
            .in_bulk([self.articles.rows[document.key].pk for document in documents])
        )
        for document in documents:
            article = rows[self.articles.rows[document.key].pk]
            if (
                article.live
                and article.live.number == article.newest
                and article.state == "published"
            ):
                continue
            if reason := self._reason_to_wait(document, article):
                report.warnings.append(f"{document.place}: not published, because {reason}.")
                continue
            article.publish_as_imported()
            report.published += 1

    def _reason_to_wait(self, document: ArticleDocument, article: Article) -> str:
        latest = article.latest
        text = [document.title, document.summary, document.body]
        if not document.publishable:
            return "a plain text names no source. It is a draft for the editors"
        if not latest or [latest.title, latest.summary, latest.body] != text:
            return "an editor has written a newer text"
        if not document.cited:
            return "it cites no source"
        if article.state == Article.State.RETIRED:
            return "it was retired"
        if article.signoff:
            return "a clinician has signed what readers see: publish the new text in the admin"
        return ""


# --- What a document wants its row to be, what the row is, and how to make it so ------------------
def _condition_wanted(document: ConditionDocument, store: Store) -> Wanted:
    parent = document.parent and store.conditions.pks[document.parent[0]]
    return document.columns | {
        "parent_id": parent,
        "overview_id": store.articles.rows[document.overview.key].pk,
        "names": [list(name) for name in document.names],
        "codes": [list(code) for code in document.codes],
    }


def _condition(row: Condition, wanted: Wanted) -> Wanted:
    names, codes = row.names.values_list("kind", "name"), row.codes
    return {name: getattr(row, name) for name in wanted if name not in {"names", "codes"}} | {
        "names": sorted(map(list, names)),
        "codes": sorted(map(list, codes.values_list("system", "value", "relation"))),
    }


def _apply_condition(row: Condition, wanted: Wanted) -> None:
    columns = {name: value for name, value in wanted.items() if name not in {"names", "codes"}}
    apply_columns(row, columns)
    row.names.all().delete()
    row.codes.all().delete()
    ConditionName.objects.bulk_create(
        ConditionName(condition=row, kind=kind, name=name) for kind, name in wanted["names"]
    )
    ConditionCode.objects.bulk_create(
        ConditionCode(condition=row, system=system, value=value, relation=relation)
        for system, value, relation in wanted["codes"]
    )


def _article_wanted(document: ArticleDocument, store: Store) -> Wanted:
    wanted = {"written": document.written.isoformat()} if document.written else {}
    if document.treatments:
        treatments = store.lists["treatments"].pks
        wanted["treatments"] = sorted(treatments[slug] for slug, _ in document.treatments)
    return wanted | {
        "kind": document.kind,
        "title": document.title,
        "summary": document.summary,
        "body": document.body,
        "conditions": sorted(store.conditions.pks[slug] for slug, _ in document.conditions),
        "topics": sorted(store.topics.pks[slug] for slug, _ in document.topics),
        "related": sorted(store.articles.pks[slug] for slug, _ in document.related),
    }


def _article(row: Article, wanted: Wanted) -> Wanted:
    latest = row.latest
    return {
        "written": latest.written_on.isoformat() if latest else "",
        "treatments": sorted(row.treatments.values_list("pk", flat=True)),
        "kind": row.kind,
        "title": latest.title if latest else "",
        "summary": latest.summary if latest else "",
        "body": latest.body if latest else "",
        "conditions": sorted(row.conditions.values_list("pk", flat=True)),
        "topics": sorted(row.topics.values_list("pk", flat=True)),
        "related": sorted(row.related.values_list("pk", flat=True)),
    }


def _apply_article(row: Article, wanted: Wanted) -> None:
    row.kind = wanted["kind"]
    row.save(update_fields=["kind"])
    row.conditions.set(wanted["conditions"])
    row.related.set(wanted["related"])
    row.topics.set(Topic.objects.filter(pk__in=wanted["topics"]))
    if "treatments" in wanted:
        row.treatments.set(wanted["treatments"])
    text = {name: wanted[name] for name in ("title", "summary", "body")}
    if "written" in wanted:
        text["written_on"] = date.fromisoformat(wanted["written"])
    latest = row.latest
    if latest is None or any(getattr(latest, name) != value for name, value in text.items()):
        row.write(**text, by=None, note=NOTE)


CONDITION = Steps(_condition_wanted, _condition, _apply_condition)
ARTICLE = Steps(_article_wanted, _article, _apply_article, optional=("treatments", "written"))
