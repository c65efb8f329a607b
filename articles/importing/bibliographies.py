"""Sources from the files of reference managers: BibTeX and RIS.

Reading never fails as a whole because of one entry: what cannot be used says why.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import bibtexparser
import rispy
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry as BibEntry
from bibtexparser.model import Field as BibField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import Truncator, slugify

from articles import identifiers
from articles.models import Source

MOST_BYTES, MOST_ENTRIES = 1_000_000, 500
#: Characters of one field that are read; abstracts are not among the fields we want.
MOST_OF_A_FIELD = 2_000
#: Of one file: characters of fields with TeX in them, where each mark of TeX counts for many.
MOST_TEX, FOR_A_MARK = 2_000_000, 15
#: What they say of a file quotes it, and a log is no place for that.
for _name in ("bibtexparser", "pylatexenc"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
_RIS = re.compile(r"^TY  -", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
_TEX = re.compile(r"[\\{$%~&]|--|``|''")
_WANTED = {
    "title", "author", "editor", "journal", "journaltitle", "booktitle", "publisher", "year",
    "date", "volume", "number", "pages", "doi", "pmid", "url", "howpublished", "registry_id",
}  # fmt: skip
#: What kind of source it probably is; the editor decides. The first that fits.
_GUESSES = [
    (r"systematic review|meta-analysis|\breview\b", Source.Kind.REVIEW),
    (r"guideline|consensus|recommendation", Source.Kind.GUIDELINE),
    (r"randomi[sz]ed|\btrial\b|phase \d|open-label", Source.Kind.TRIAL),
    (r"cohort|natural history|retrospective|prospective|observational", Source.Kind.COHORT),
]  # fmt: skip
_BOOKS = {"book", "inbook", "incollection", "booklet", "chap", "edbook", "ebook", "echap"}
_DATABASES = {"dataset", "data", "dbase", "online", "electronic", "www", "elec"}


class Unreadable(Exception):
    """The file as a whole cannot be used, for this reason."""


@dataclass
class Entry:
    """One entry of a file as the source that it could become."""

    #: Where it stands: "line 12", "entry 3".
    place: str
    key: str = ""
    title: str = ""
    citation: str = ""
    year: int | None = None
    kind: str = Source.Kind.REVIEW
    #: Whether the entry says of which kind it is; otherwise somebody must choose.
    kind_is_known: bool = True
    doi: str | None = None
    pmid: str | None = None
    registry_id: str | None = None
    url: str | None = None
    #: Why it cannot be used, or empty.
    problem: str = ""
    #: The source that is already there.
    there: int | None = None

    @property
    def is_new(self) -> bool:
        return not self.problem and not self.there

    def source(self) -> Source:
        columns = asdict(self)
        for name in ("place", "problem", "there", "kind_is_known"):
            del columns[name]
        return Source(**columns)


def decode(content: bytes) -> str:
    """The text of an uploaded file. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("This file is larger than 1 MB. Please divide it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "This file is not in UTF-8. Please export it again and choose UTF-8 as its encoding."
        ) from error


def read(text: str) -> list[Entry]:
    """All entries of a BibTeX or RIS text, each with what stands against it. Raises Unreadable."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unreadable("This is not a text file.")
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable("This is more than 1 MB. Please divide it.")
    ris, bibtex = len(_RIS.findall(text)), len(_BIBTEX.findall(text))
    if not ris and not bibtex:
        raise Unreadable(
            "This is neither BibTeX, where entries begin with @article{…, nor RIS, where they "
            "begin with TY  -."
        )
    if max(ris, bibtex) > MOST_ENTRIES:
        raise Unreadable(f"These are more than {MOST_ENTRIES} entries. Please divide the file.")
    entries = list(_ris(text) if ris else _bibtex(text))
    if not entries:
        raise Unreadable("There is no entry in it.")
    look(entries)
    return entries


def look(entries: list[Entry]) -> None:
    """Note which are already there, which are twice in the file, and which break a rule."""
    usable = [entry for entry in entries if not entry.problem]
    for entry in usable:
        source = entry.source()
        source.key = source.key or "k"
        try:
            source.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            entry.problem = " ".join(
                f"“{value}”: {message}"
                if (value := str(getattr(entry, name, "") or "")[:100])
                else message
                for name, messages in error.message_dict.items()
                for message in messages
            )
            continue
        for name in identifiers.NAMES:
            setattr(entry, name, getattr(source, name))
        if not any(getattr(entry, name) for name in identifiers.NAMES):
            entry.problem = "It has no DOI, PubMed id, registry id or address."
    usable = [entry for entry in usable if not entry.problem]
    known = _known(usable)
    taken = set(Source.objects.values_list("key", flat=True))
    for entry in usable:
        found = [known[each] for each in _marks(entry) if each in known]
        if found and isinstance(found[0], int):
            entry.there = found[0]
        elif found:
            entry.problem = f"It stands in this file already, at {found[0]}."
        else:
            known |= dict.fromkeys(_marks(entry), entry.place)
            entry.key = _free(entry.key, taken)
            taken.add(entry.key)


def create(entries: list[Entry]) -> list[Source]:
    """Make a source of each, or of none: then each `problem` says what stands against it.

    Raises ValidationError when any has one.
    """
    taken = set(
        Source.objects.filter(key__in=[e.key for e in entries]).values_list("key", flat=True)
    )
    known = _known(entries)
    sources = []
    for entry in entries:
        source = entry.source()
        entry.problem = ""
        try:
            source.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            entry.problem = " ".join(error.messages)
        if entry.key in taken:
            entry.problem = f"Another source has the key “{entry.key}”. Please choose another."
        elif any(each in known for each in _marks(entry)):
            entry.problem = "It was added in the meantime, or stands here twice."
        taken.add(entry.key)
        known |= dict.fromkeys(_marks(entry), entry.place)
        sources.append(source)
    if any(entry.problem for entry in entries):
        raise ValidationError("Nothing was created yet: see what is marked below.")
    try:
        with transaction.atomic():
            return Source.objects.bulk_create(sources)
    except IntegrityError as error:
        raise ValidationError(
            "Nothing was created: somebody added one of these a moment ago. Please look again."
        ) from error


def _known(entries: list[Entry]) -> dict[tuple[str, str], Any]:
    """By identifier: the source that has it."""
    ways = Q()
    for entry in entries:
        for name, value in _marks(entry):
            values = [value, f"{value}/"] if name == "url" else [value]
            ways |= Q(**{f"{name}__in": values})
    rows = Source.objects.filter(ways) if ways else []
    return {mark: row.pk for row in rows for mark in _marks(row)}


def _marks(each: Entry | Source) -> list[tuple[str, str]]:
    """What no two sources share. Addresses that differ in their last stroke are the same."""
    return [
        (name, value.rstrip("/") if name == "url" else value)
        for name in identifiers.NAMES
        if (value := getattr(each, name))
    ]


def _free(key: str, taken: set[str]) -> str:
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


# --- The two formats ------------------------------------------------------------------------------
def _bibtex(text: str) -> Iterator[Entry]:
    """Raises Unreadable."""
    library, tex = bibtexparser.parse_string(text), 0
    for block in library.blocks:
        entry = block if isinstance(block, BibEntry) else getattr(block, "ignore_error_block", None)
        place = f"line {(block.start_line or 0) + 1}"
        if isinstance(entry, BibEntry):
            fields = _fields(entry)
            tex += sum(_effort(value) for value in fields.values())
            if tex > MOST_TEX:
                raise Unreadable("There is too much TeX in this file. Please divide it.")
            fields = {name: _plain(name, value) for name, value in fields.items()}
            yield _entry(place, fields, entry.entry_type.lower(), entry.key)
        elif block in library.failed_blocks:
            why = getattr(block.error, "abort_reason", "") or str(block.error)
            short = Truncator(" ".join(why.split())).chars(200)
            yield Entry(place, problem=f"This is broken BibTeX. {short}")


def _fields(entry: BibEntry) -> dict[str, str]:
    """The fields we want, each once, as they stand in the file."""
    found: dict[str, str] = {}
    for field in entry.fields:
        if (name := field.key.lower()) in _WANTED:
            found.setdefault(name, str(field.value)[:MOST_OF_A_FIELD])
    return found


def _effort(value: str) -> int:
    """How long it takes to read its TeX, in characters."""
    marks = len(_TEX.findall(value))
    return len(value) + FOR_A_MARK * marks if marks else 0


def _plain(name: str, value: str) -> str:
    as_is = name in {"doi", "pmid", "url"} and "\\" not in value
    return value.strip(" {}") if as_is else _words(value)


def _words(latex: str) -> str:
    """Without TeX: `M{\\"u}ller` is Müller. What it cannot read loses its braces only."""
    if not _TEX.search(latex):
        return " ".join(latex.split())
    latex = re.sub(r"(?<!\\)%", r"\\%", latex)  # nobody comments within a title
    field = BibField("x", latex)
    read = LatexDecodingMiddleware().transform_entry(BibEntry("x", "x", [field]), Library())
    plain = read.fields[0].value if isinstance(read, BibEntry) else re.sub(r"[{}\\]", "", latex)
    return " ".join(str(plain).split())


def _ris(text: str) -> Iterator[Entry]:
    last = max((m.start() for m in _RIS.finditer(text)), default=0)
    if not re.search(r"^ER  -", text[last:], re.MULTILINE):
        text += "\nER  - \n"  # else the last entry would be lost without a word
    records = rispy.loads(text)
    for number, record in enumerate(records, start=1):
        names = {
            "title": ("title", "primary_title"),
            "journal": ("journal_name", "secondary_title", "alternate_title3", "alternate_title2"),
            "publisher": ("publisher",),
            "year": ("year", "publication_year", "date"),
            "volume": ("volume",),
            "number": ("number",),
            "doi": ("doi",),
        }
        fields = {name: _first(record, *tags) for name, tags in names.items()}
        pages = [_first(record, "start_page"), _first(record, "end_page")]
        fields["pages"] = "-".join(filter(None, pages))
        fields["author"] = _first(record, "authors", "first_authors", "secondary_authors")
        fields["url"] = next(iter(record.get("urls") or []), "")[:MOST_OF_A_FIELD]
        base = _first(record, "name_of_database", "database_provider").lower()
        number_there = _first(record, "accession_number")
        if number_there.isdecimal() and re.search(r"pubmed|medline|nlm", base):
            fields["pmid"] = number_there
        kind = _first(record, "type_of_reference").lower()
        yield _entry(f"entry {number}", fields, kind, "")


def _first(record: dict[str, Any], *names: str) -> str:
    for name in names:
        if value := record.get(name):
            value = value[0] if isinstance(value, list) else value
            return " ".join(str(value)[:MOST_OF_A_FIELD].split())
    return ""


def _entry(place: str, fields: dict[str, str], kind: str, own_key: str) -> Entry:
    year = re.search(r"\b(1[89]|20)\d\d\b", fields.get("year") or fields.get("date") or "")
    address = fields.get("url") or ""
    if not address and (found := re.search(r"https?://\S+", fields.get("howpublished", ""))):
        address = found[0]
    entry = Entry(
        place=place,
        title=Truncator(fields.get("title", "").rstrip(".")).chars(400),
        year=int(year[0]) if year else None,
        doi=fields.get("doi") or None,
        pmid=fields.get("pmid") or None,
        registry_id=fields.get("registry_id") or None,
        url=address or None,
    )
    entry.citation = _citation(fields, entry.year)
    known = _kind(kind, entry.title)
    entry.kind, entry.kind_is_known = known or Source.Kind.REVIEW, bool(known)
    entry.key = _key(fields.get("author") or fields.get("editor") or "", entry.year, own_key)
    if not entry.title:
        entry.problem = "It has no title."
    return entry


def _citation(fields: dict[str, str], year: int | None) -> str:
    """As in `Lancet 2022;399:372-383`."""
    names = ("journal", "journaltitle", "booktitle", "publisher")
    where = next((fields[name] for name in names if fields.get(name)), "")
    volume, number = fields.get("volume", ""), fields.get("number", "")
    issue = f"{volume}({number})" if volume and number else volume
    pages = re.sub(r"\s*[-–—]+\s*", "-", fields.get("pages", ""))
    place = f"{issue}:{pages}" if issue and pages else issue or pages
    dated = " ".join(filter(None, [where, str(year or "")]))
    return Truncator(f"{dated};{place}" if dated and place else dated or place).chars(300)


def _kind(kind: str, title: str) -> str | None:
    if kind in _BOOKS:
        return Source.Kind.BOOK
    if kind in _DATABASES:
        return Source.Kind.DATABASE
    fits = (guess for words, guess in _GUESSES if re.search(words, title, re.IGNORECASE))
    return next(fits, None)


def _key(authors: str, year: int | None, own_key: str) -> str:
    first = re.split(r"\s+and\s+", authors, maxsplit=1)[0]
    surname = first.partition(",")[0] if "," in first else (first.split() or [""])[-1]
    key = "-".join(filter(None, [slugify(surname), str(year or "")])) if slugify(surname) else ""
    return (key or slugify(own_key) or "source")[:50].strip("-_") or "source"
