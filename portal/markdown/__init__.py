"""Markdown to HTML: one renderer for articles, a stricter one for contributions.

Python-Markdown has what editors need (tables, admonitions, headings with ids), but it takes 9.5 s
for 10,000 `[` and overflows the stack on 1 kB of list markers. It therefore only ever sees texts of
editors, within bounds. What strangers write goes through markdown-it-py, which stays linear.
Both end in `nh3` with a strict allow-list, last, so that nothing can slip in afterwards.
"""

from __future__ import annotations

from portal.markdown.allowed import plain_text
from portal.markdown.articles import (
    RenderedArticle,
    article_words,
    check_article,
    cited_keys,
    render_article,
)
from portal.markdown.contributions import MOST_CELLS, render_contribution, without_links
from portal.markdown.figures import Figure, pictured_keys
from portal.markdown.house import CITATION

#: Raise it when the same text gives other HTML: `manage.py start` then renders stored pages anew.
VERSION = 1

__all__ = [
    "CITATION",
    "MOST_CELLS",
    "VERSION",
    "Figure",
    "RenderedArticle",
    "article_words",
    "check_article",
    "cited_keys",
    "pictured_keys",
    "plain_text",
    "render_article",
    "render_contribution",
    "without_links",
]
