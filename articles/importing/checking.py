"""The publish checks over files, without a database: for importers, and for a CI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.checks import Finding, Severity, SourceFacts, Text, check_text
from articles.importing.documents import (
    ArticleDocument,
    ConditionDocument,
    SourceDocument,
    read_markdown,
    read_sources,
    read_text,
)
from articles.importing.files import read_file
from articles.importing.problems import Place, Problems
from articles.models import MAX_BODY, Source

SUFFIXES = {".md", ".txt"}


@dataclass(frozen=True)
class FileFinding:
    """A finding with its place in a file instead of in a text."""

    place: Place
    finding: Finding


def check_document(
    document: ArticleDocument, sources: dict[str, SourceFacts], *, language: str = "en"
) -> list[Finding]:
    """Every finding in the text of one file."""
    return check_text(
        Text(
            kind=document.kind,
            title=document.title,
            summary=document.summary,
            body=document.body,
            sources=sources,
            dated=document.written,
            language=language,
        )
    )


def objections(texts: list[ArticleDocument]) -> list[str]:
    """For each file that editors could not publish as it is: which checks stand against it."""
    keys = {key for document in texts for key, _ in document.cited}
    known = {
        source.key: SourceFacts(source.year, source.state)
        for source in Source.objects.filter(key__in=keys)
    }
    found = []
    for document in texts:
        findings = check_document(document, known)
        if codes := dict.fromkeys(each.code for each in findings if each.blocks):
            found.append(
                f"{document.place}: editors could not publish this as it is: {', '.join(codes)}. "
                f"“manage.py check_articles {document.place.path}” says why."
            )
    return found


def facts(documents: Iterable[SourceDocument]) -> dict[str, SourceFacts]:
    """What the checks ask of these sources, by key."""
    return {document.key: SourceFacts(document.columns["year"]) for document in documents}


def texts_below(paths: Iterable[Path]) -> list[Path]:
    """The texts among these files and folders, in the order of their names, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in below:
            parts = each.relative_to(path).parts if path.is_dir() else ()
            hidden = any(part.startswith(".") for part in parts)
            if each.is_file() and not hidden and (each == path or each.suffix in SUFFIXES):
                found[each] = None
    return list(found)


def check_files(paths: list[Path]) -> Iterator[FileFinding]:
    """What stands against each text, by file and line. Sources are looked for beside the files."""
    texts = texts_below(paths)
    problems = Problems()
    sources = facts(_sources(paths, texts, problems))
    yield from _as_findings(problems)
    for path in texts:
        yield from _check_file(path, sources)


def _check_file(path: Path, sources: dict[str, SourceFacts]) -> Iterator[FileFinding]:
    problems = Problems()
    content = read_file(path, problems)
    document = None
    if content is not None:
        reader = read_markdown if path.suffix == ".md" else read_text
        document = reader(content, path, problems)
    yield from _as_findings(problems)
    if isinstance(document, ConditionDocument):
        document = document.overview
    if document and len(document.body) <= MAX_BODY:  # a longer one was refused above
        findings = check_document(document, sources)
        said = {(each.code, each.quote) for each in findings if each.where != "Summary"}
        for finding in findings:
            again = finding.where == "Summary" and (finding.code, finding.quote) in said
            if again and path.suffix == ".txt":
                continue  # the summary of a plain text is its own beginning
            yield FileFinding(_place(finding, document, content, path), finding)


def _as_findings(problems: Problems) -> Iterator[FileFinding]:
    """What an import would refuse."""
    for problem in sorted(set(problems.found)):
        what = f"An import refuses this: {problem.message}."
        yield FileFinding(problem.place, Finding("FILE-FORMAT", Severity.BLOCKS, "File", what))


def _sources(paths: list[Path], texts: list[Path], problems: Problems) -> list[SourceDocument]:
    """Those of the folders that were named, of the texts' own folders, and of the ones above."""
    near = {
        folder.resolve() for text in texts for folder in (text.parent, text.resolve().parents[1])
    }
    files = {
        file.resolve() for path in paths if path.is_dir() for file in path.rglob("sources*.y*ml")
    }
    files |= {file for folder in near for file in folder.glob("sources*.y*ml")}
    found: list[SourceDocument] = []
    for file in sorted(files):
        content = read_file(file, problems)
        found += read_sources(content, file, problems) if content is not None else []
    return found


def _place(finding: Finding, document: ArticleDocument, content: str, path: Path) -> Place:
    """The line of the file. A plain text was changed on its way: its words are looked up."""
    if not finding.line or finding.where in {"Title", "Summary"}:
        return Place(path, _line_of(f"{finding.where.lower()}:", content))
    if path.suffix == ".txt":
        begin = document.body.split("\n")[finding.line - 1].lstrip("#>+-\\ ")
        words = begin.replace("\\", "").replace("&#91;", "[").replace("&lt;", "<")[:40]
        return Place(path, _line_of(words, content))
    first = document.body.split("\n")[0]
    lines = content.split("\n")
    try:
        start = lines.index(first, lines.index("---", 1) + 1)
    except ValueError:
        start = 0
    return Place(path, start + finding.line)


def _line_of(words: str, content: str) -> int:
    for number, line in enumerate(content.split("\n"), start=1):
        if words in " ".join(line.split()):
            return number
    return 1
