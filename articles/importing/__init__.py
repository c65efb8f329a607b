"""Conditions, articles, sources and topics from a folder of text files.

    sources*.yaml   key: {title, citation, year, kind, doi | pmid | nct | url}
    topics.yaml     slug: {name, description}
    organisations.yaml  slug: {name, kind, url, country, what, conditions}
    treatments.yaml slug: {name, other_names, what, boxed_warning, statuses}
    glossary.yaml   slug: {term, forms, plain, language, source}
    *.md            front matter (`type: condition`, or an article), then Markdown;
                    the file's name is the slug
    *.txt           plain text; becomes a draft that nothing here publishes

All problems of all files are found before anything is stored, and everything is stored or nothing.
"""

from __future__ import annotations

from articles.importing.folder import Report, import_folder
from articles.importing.problems import ImportProblems, Problem

__all__ = ["ImportProblems", "Problem", "Report", "import_folder"]
