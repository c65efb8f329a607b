"""One dataclass for each kind of thing that a file describes, and how it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from articles.identifiers import NAMES as IDENTIFIERS
from articles.importing.marked import Fields, Marked, load, texts
from articles.importing.plain import read_plain
from articles.importing.problems import Place, Problems
from articles.models import Article, Condition, ConditionCode, ConditionName, Revision, Source
from portal.markdown import CITATION
from portal.models import Topic

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
#: What an article file may call itself; an overview comes with the file of its condition.
ARTICLE_KINDS = [kind for kind in Article.Kind.values if kind != Article.Kind.OVERVIEW]
MARKER = re.compile(r"\[@[^\]\n]*\]?")

References = list[tuple[str, Place]]


@dataclass
class SourceDocument:
    """What a file says of a source."""

    key: str
    place: Place
    columns: dict[str, object]


@dataclass
class TopicDocument:
    """What a file says of a topic."""

    key: str
    place: Place
    columns: dict[str, object]


@dataclass
class ArticleDocument:
    """What a file says of an article."""

    key: str
    place: Place
    slug: str
    kind: str
    title: str
    summary: str
    body: str
    conditions: References = field(default_factory=list)
    topics: References = field(default_factory=list)
    related: References = field(default_factory=list)
    treatments: References = field(default_factory=list)
    #: As of which day the text is true; None where the file does not say.
    written: date | None = None
    #: Every source that the text cites, with the line of its first marker.
    cited: References = field(default_factory=list)
    publishable: bool = True


@dataclass
class ConditionDocument:
    """What a file says of a condition, with the overview that opens its page."""

    key: str
    place: Place
    columns: dict[str, str]
    parent: tuple[str, Place] | None
    names: list[tuple[str, str]]
    codes: list[tuple[str, str, str]]
    overview: ArticleDocument


@dataclass
class Documents:
    """All that a folder holds."""

    sources: list[SourceDocument] = field(default_factory=list)
    topics: list[TopicDocument] = field(default_factory=list)
    conditions: list[ConditionDocument] = field(default_factory=list)
    #: Those of conditions among them.
    articles: list[ArticleDocument] = field(default_factory=list)
    #: The entries of the other lists, by the name of their file.
    lists: dict[str, list[Any]] = field(default_factory=dict)
    files: int = 0
    #: Kinds of which a file could not be read at all: what refers to them is not complained about.
    unread: set[str] = field(default_factory=set)


def read_sources(text: str, path: Path, problems: Problems) -> list[SourceDocument]:
    return [
        _source(key, fields, problems)
        for key, fields in read_entries(text, path, problems, "source", Source.key.field.max_length)
    ]


def _source(key: str, fields: Fields, problems: Problems) -> SourceDocument:
    fields.only("title", "citation", "year", "kind", "doi", "pmid", "nct", "url")
    year = fields.text("year")
    if year and not re.fullmatch(r"(19|20)\d\d", year):
        problems.add(fields.place("year"), f"“{year}” is not a year")
        year = ""
    columns: dict[str, object] = {
        "title": fields.text("title", required=True),
        "citation": fields.text("citation"),
        "year": int(year) if year else None,
        "kind": fields.one_of("kind", Source.Kind.values),
        "doi": fields.text("doi") or None,
        "pmid": fields.text("pmid") or None,
        "registry_id": fields.text("nct") or None,
        "url": fields.text("url") or None,
    }
    if not any(columns[name] for name in ("doi", "pmid", "registry_id", "url")):
        problems.add(fields.start, f"source “{key}” needs one of: doi, pmid, nct, url")
    names = {"registry_id": "nct"}
    places = {
        name: fields.place(names.get(name, name))
        for name, value in columns.items()
        if value and name != "kind"
    }
    source = Source(key=key, **columns)
    problems.check(source, places, fields.start, names)
    columns |= {name: getattr(source, name) for name in IDENTIFIERS}  # in their one spelling
    return SourceDocument(key, fields.start, columns)


def read_topics(text: str, path: Path, problems: Problems) -> list[TopicDocument]:
    documents = []
    for key, fields in read_entries(text, path, problems, "topic", Topic.slug.field.max_length):
        fields.only("name", "description")
        columns = {
            "name": fields.text("name", required=True),
            "description": fields.text("description"),
        }
        places = {name: fields.place(name) for name, value in columns.items() if value}
        problems.check(Topic(slug=key, **columns), places, fields.start, {})
        documents.append(TopicDocument(key, fields.start, columns))
    return documents


def read_markdown(
    text: str, path: Path, problems: Problems
) -> ConditionDocument | ArticleDocument | None:
    """A file with front matter between two lines of `---`."""
    start = Place(path)
    lines = text.split("\n")
    try:
        end = lines.index("---", 1) if lines[0] == "---" else 0
    except ValueError:
        end = 0
    if not end:
        problems.add(start, "the file must begin with front matter between two lines of ---")
        return None
    fields = Fields(load("\n".join(lines[1:end]), Place(path, 2), problems), Place(path), problems)
    if not fields.values:
        problems.add(start, "the front matter is empty or broken")
        return None
    key = path.stem
    if not SLUG.fullmatch(key) or len(key) > Condition.slug.field.max_length:
        problems.add(start, "the file's name becomes the address: use up to 100 of a-z, 0-9 and -")
    body = "\n".join(lines[end + 1 :]).strip("\n")
    blank = next((i for i, line in enumerate(lines[end + 1 :]) if line.strip()), 0)
    at = Place(path, end + 2 + blank)
    kind = fields.one_of("type", ["condition", "article"], default="article")
    reader = _condition if kind == "condition" else _article
    return reader(key, fields, body, at, problems)


def _article(key: str, fields: Fields, body: str, at: Place, problems: Problems) -> ArticleDocument:
    fields.only(
        "type", "title", "kind", "summary", "conditions", "topics", "related", "treatments",
        "written",
    )  # fmt: skip
    document = ArticleDocument(
        key=key,
        place=Place(at.path),
        slug=key,
        kind=fields.one_of("kind", ARTICLE_KINDS),
        title=fields.text("title", required=True),
        summary=fields.text("summary", required=True),
        body=body,
        conditions=fields.texts("conditions"),
        topics=fields.texts("topics"),
        related=fields.texts("related"),
        treatments=fields.texts("treatments"),
        written=_written(fields, problems),
    )
    _check_text(document, fields, at, problems)
    return document


def _condition(
    key: str, fields: Fields, body: str, at: Place, problems: Problems
) -> ConditionDocument:
    fields.only(
        "type", "name", "parent", "names", "codes", "genes", "inheritance", "summary", "topics",
        "written",
    )  # fmt: skip
    columns = {
        "name": fields.text("name", required=True),
        "genes": ", ".join(gene for gene, _ in fields.texts("genes")),
        "inheritance": fields.text("inheritance"),
    }
    places = {name: fields.place(name) for name, value in columns.items() if value}
    problems.check(Condition(slug=key, **columns), places, fields.start, {})
    parent = fields.text("parent")
    overview = ArticleDocument(
        key=f"{key}-overview",
        place=Place(at.path),
        slug=f"{key}-overview",
        kind=Article.Kind.OVERVIEW,
        title=columns["name"],
        summary=fields.text("summary", required=True),
        body=body,
        conditions=[(key, fields.start)],
        topics=fields.texts("topics"),
        written=_written(fields, problems),
    )
    _check_text(overview, fields, at, problems)
    return ConditionDocument(
        key=key,
        place=Place(at.path),
        columns=columns,
        parent=(parent, fields.place("parent")) if parent else None,
        names=_names(fields.mapping("names"), problems),
        codes=_codes(fields.mapping("codes"), problems),
        overview=overview,
    )


def _written(fields: Fields, problems: Problems) -> date | None:
    """A text that is installed years later does not claim to be new."""
    given = fields.text("written")
    if not given:
        return None
    try:
        written = date.fromisoformat(given)
    except ValueError:
        problems.add(fields.place("written"), f"“{given}” is not a day; write it as 2026-11-20")
        return None
    if written > timezone.localdate():
        problems.add(fields.place("written"), f"“{given}” is a day in the future")
    return written


def _names(fields: Fields, problems: Problems) -> list[tuple[str, str]]:
    fields.only(*ConditionName.Kind.values)
    names: dict[str, str] = {}
    for kind in fields.values:
        for name, place in fields.texts(kind):
            if name in names:
                problems.add(place, f"the name “{name}” stands here twice")
            problems.check(ConditionName(name=name), {"name": place}, place, {})
            names[name] = kind
    return sorted((kind, name) for name, kind in names.items())


def _codes(fields: Fields, problems: Problems) -> list[tuple[str, str, str]]:
    """Codes are given as one value, a list of values, or `{value, relation}` where not the same."""
    fields.only(*ConditionCode.System.values)
    codes: dict[tuple[str, str], str] = {}
    for system, marked in fields.values.items():
        for item in marked.value if isinstance(marked.value, list) else [marked]:
            relation: str = ConditionCode.Relation.EXACT
            value = ""
            if isinstance(item.value, dict):
                inner = Fields(item, item.place, problems)
                inner.only("value", "relation")
                value = inner.text("value", required=True)
                relation = inner.one_of("relation", ConditionCode.Relation.values, default=relation)
            elif found := texts(item, f"“{system}”", problems):
                value = found[0][0]
            if not value:
                continue
            if (system, value) in codes:
                problems.add(item.place, f"the code {system} {value} stands here twice")
            code = ConditionCode(value=value)
            problems.check(code, {"value": item.place}, item.place, {"value": system})
            codes[system, value] = relation
    return sorted((system, value, relation) for (system, value), relation in codes.items())


def read_text(text: str, path: Path, problems: Problems) -> ArticleDocument | None:
    """A plain text: a draft about understanding that cites nothing."""
    plain = read_plain(text)
    if not plain.title or not plain.body:
        problems.add(Place(path), "the file needs a title in its first line and a text below it")
        return None
    key = slugify(path.stem)[:100].strip("-") or "text"
    document = ArticleDocument(
        key=key,
        place=Place(path),
        slug=slugify(plain.title)[:100].strip("-") or key,
        kind=Article.Kind.UNDERSTANDING,
        title=plain.title,
        summary=plain.summary,
        body=plain.body,
        publishable=False,
    )
    _check_text(document, Fields(None, Place(path), problems), Place(path), problems)
    return document


def _check_text(document: ArticleDocument, fields: Fields, at: Place, problems: Problems) -> None:
    """What would keep this text from being stored or shown, and the sources that it cites."""
    if not document.body:
        problems.add(at, "there is no text below the front matter")
    for offset, line in enumerate(document.body.split("\n")):
        if "\x00" in line:
            problems.add(at.down(offset), "this line holds a character that cannot be stored")
        if re.match(r"# ", line):
            problems.add(
                at.down(offset), "headings begin with ##: the title is the only first-level one"
            )
    places = {"title": fields.place("title"), "summary": fields.place("summary"), "body": at}
    given = {name: place for name, place in places.items() if getattr(document, name)}
    text = Revision(title=document.title, summary=document.summary, body=document.body)
    problems.check(text, given, at, {})
    cited: dict[str, Place] = {}
    summary_lines = [(document.summary, fields.place("summary"))]
    body_lines = [(line, at.down(offset)) for offset, line in enumerate(document.body.split("\n"))]
    for line, place in summary_lines + body_lines:
        for marker in MARKER.findall(line):
            if whole := CITATION.fullmatch(marker):
                cited.setdefault(whole[1], place)
            else:
                problems.add(place, f"“{marker}” is not a citation: write [@key], one key each")
    document.cited = list(cited.items())


def read_entries(
    text: str, path: Path, problems: Problems, what: str, longest: int
) -> list[tuple[str, Fields]]:
    """The entries of a YAML file that maps keys to fields."""
    marked: Marked | None = load(text, Place(path), problems)
    listing = Fields(marked, Place(path), problems)
    found = []
    for key, value in listing.values.items():
        place = listing.keys[key]
        if not SLUG.fullmatch(key) or len(key) > longest:
            problems.add(place, f"“{key}” cannot name a {what}: use a-z, 0-9 and hyphens")
        fields = Fields(value, place, problems)
        fields.start = place
        found.append((key, fields))
    return found
