"""The whole import: read every file, check what they say of one another, store all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction

from articles.importing.checking import objections
from articles.importing.documents import (
    ConditionDocument,
    Documents,
    read_markdown,
    read_sources,
    read_text,
    read_topics,
)
from articles.importing.files import read_file
from articles.importing.lists import LISTS
from articles.importing.problems import ImportProblems, Place, Problems
from articles.importing.storing import Report, Store


def import_folder(
    folder: Path, *, publish: bool = False, dry_run: bool = False, say: Callable[[str], None]
) -> Report:
    """Import everything below `folder`. Raises ImportProblems, and then has changed nothing."""
    problems = Problems()
    documents = _read(folder, problems)
    say(
        f"Read {documents.files} files: {len(documents.conditions)} conditions, "
        f"{len(documents.articles) - len(documents.conditions)} articles, "
        f"{len(documents.sources)} sources, {len(documents.topics)} topics."
    )
    store = Store()
    _check_references(documents, store, problems)
    if problems.found:
        raise ImportProblems(problems.found)
    drafts = sum(not document.publishable for document in documents.articles)
    if drafts:
        say(f"{drafts} of them are plain text without sources: they stay drafts.")
    with transaction.atomic():
        report = store.save(documents, say=say)
        if publish:
            store.publish(documents.articles, report, say=say)
        report.warnings += objections(report.news)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _read(folder: Path, problems: Problems) -> Documents:
    documents = Documents()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or path.suffix not in {".md", ".txt", ".yaml", ".yml"}:
            continue
        documents.files += 1
        text = read_file(path, problems)
        if text is None:
            continue
        if path.suffix == ".md":
            document = read_markdown(text, path, problems)
            if isinstance(document, ConditionDocument):
                documents.conditions.append(document)
                documents.articles.append(document.overview)
            elif document:
                documents.articles.append(document)
            else:
                documents.unread |= {"condition", "parent", "related article"}
        elif path.suffix == ".txt":
            if document := read_text(text, path, problems):
                documents.articles.append(document)
        elif path.stem.startswith("sources"):
            documents.sources += (found := read_sources(text, path, problems))
            documents.unread |= set() if found else {"source"}
        elif path.stem == "topics":
            documents.topics += (found := read_topics(text, path, problems))
            documents.unread |= set() if found else {"topic"}
        elif listing := LISTS.get(path.stem):
            found = listing.read(text, path, problems)
            documents.lists[path.stem] = documents.lists.get(path.stem, []) + found
            documents.unread |= set() if found else {listing.kind}
        else:
            names = ", ".join(f"{stem}.yaml" for stem in ["topics", *LISTS])
            problems.add(Place(path), f"a YAML file is called sources….yaml, or one of: {names}")
    return documents


def _check_references(documents: Documents, store: Store, problems: Problems) -> None:
    """Everything that one document says of another, or of what the portal has already."""
    for what, group in (
        ("source", documents.sources),
        ("topic", documents.topics),
        ("condition", documents.conditions),
        ("article", documents.articles),
        *((LISTS[stem].kind, group) for stem, group in documents.lists.items()),
    ):
        _once(((document.key, document.place) for document in group), what, problems)
    _once(((d.slug, d.place) for d in documents.articles if d.slug != d.key), "address", problems)
    taken = {d.key: d.place for d in documents.articles}
    for document in documents.articles:
        if document.slug != document.key and document.slug in taken:
            problems.add(
                document.place,
                f"the address “{document.slug}” is also that of {taken[document.slug]}",
            )
    _unique(documents, store, problems)

    conditions = store.conditions.known | {d.key for d in documents.conditions}
    topics = store.topics.known | {d.key for d in documents.topics}
    articles = store.articles.known | {d.key for d in documents.articles}
    sources = store.sources.known | {d.key for d in documents.sources}
    listed = {
        listing.kind: store.lists[stem].known | {d.key for d in documents.lists.get(stem, [])}
        for stem, listing in LISTS.items()
    }
    references = [(d.parent, "parent", conditions) for d in documents.conditions if d.parent]
    for document in documents.articles:
        for what, group, known in (
            ("condition", document.conditions, conditions),
            ("topic", document.topics, topics),
            ("related article", document.related, articles),
            ("source", document.cited, sources),
            ("treatment", document.treatments, listed.get("treatment", set())),
        ):
            references += [(reference, what, known) for reference in group]
            _once(group, what, problems)
    everything = listed | {"condition": conditions, "source": sources, "article": articles}
    for stem, group in documents.lists.items():
        for document in group:
            for what, named in LISTS[stem].references(document):
                references += [(reference, what, everything[what]) for reference in named]
    for (slug, place), what, known in references:
        if slug not in known and what not in documents.unread:
            problems.add(place, f"unknown {what} “{slug}”")
    _check_tree(documents.conditions, problems)


def _once(keys: Iterable[tuple[str, Place]], what: str, problems: Problems) -> None:
    first: dict[str, Place] = {}
    for key, place in keys:
        if key in first:
            problems.add(place, f"the {what} “{key}” is already in {first[key]}")
        first.setdefault(key, place)


def _unique(documents: Documents, store: Store, problems: Problems) -> None:
    """What two rows may not share: a source's DOI, a condition's name."""
    for name, label in (("doi", "DOI"), ("pmid", "PMID"), ("registry_id", "NCT"), ("url", "url")):
        values = [(d.columns[name], d) for d in documents.sources if d.columns[name]]
        owners = store.sources.owners(name, values)
        _owned(values, owners, f"this {label} already belongs to the source", problems)
    values = [(d.columns["name"], d) for d in documents.topics]
    owners = store.topics.owners("name", values)
    _owned(values, owners, "this name already belongs to the topic", problems)
    values = [(d.columns["name"], d) for d in documents.conditions]
    owners = store.conditions.owners("name", values)
    _owned(values, owners, "this name already belongs to the condition", problems)
    for stem, group in documents.lists.items():
        for column in LISTS[stem].unique:
            values = [(d.columns[column], d) for d in group if d.columns[column]]
            owners = store.lists[stem].owners(column, values)
            message = f"this {column} already belongs to the {LISTS[stem].kind}"
            _owned(values, owners, message, problems)
    for document in documents.conditions:
        if any(name == document.columns["name"] for _, name in document.names):
            problems.add(document.place, "the condition's own name is among its other names")


def _owned(values: list, owners: dict[str, str], message: str, problems: Problems) -> None:
    for value, document in values:
        owner = owners.setdefault(value, document.key)
        if owner != document.key:
            problems.add(document.place, f"{message} “{owner}”: {value}")


def _check_tree(documents: list[ConditionDocument], problems: Problems) -> None:
    """No condition may stand below itself."""
    parents = {d.key: d.parent[0] for d in documents if d.parent}
    for document in documents:
        above, seen = parents.get(document.key), {document.key}
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == document.key and document.parent:
            problems.add(document.parent[1], f"“{document.key}” would stand below itself")
