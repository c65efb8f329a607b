"""What members write: nothing but words, lists, links and small tables."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

from portal.markdown.allowed import BLOCK, INLINE, SCHEMES, TABLE, safe_attribute

_contributions = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
_contributions.disable(["image", "heading", "lheading", "html_block", "html_inline"])
# One long address, and its short name a thousand times, would be megabytes of HTML.
_contributions.disable("reference")
#: Cells of all tables in one text. Short rows are filled up, so two characters can be many cells.
MOST_CELLS = 1_000


def _table_within_bounds(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, as long as the cells last; what comes after it stays as it was typed."""
    if state.env.get("cells_used_up") or not table(state, start, end, True):
        return False
    columns = state.src[state.bMarks[start] : state.eMarks[start]].count("|") + 1
    cells = state.env.get("cells", 0)
    line = start
    while line < end and not state.isEmpty(line) and cells <= MOST_CELLS:
        cells += columns
        line += 1
    if cells > MOST_CELLS:
        state.env["cells_used_up"] = True
        return False
    if not silent:
        state.env["cells"] = cells
    return silent or table(state, start, end, False)


_contributions.block.ruler.at("table", _table_within_bounds, {"alt": ["paragraph", "reference"]})


def render_contribution(text: str) -> str:
    """HTML of what a member wrote: no images, headings, raw HTML, ids or classes."""
    return nh3.clean(
        _contributions.render(text),
        tags=INLINE - {"abbr"} | BLOCK | TABLE,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=safe_attribute,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
        clean_content_tags={"script", "style"},
        strip_comments=True,
    )


def without_links(html: str) -> str:
    """The same HTML, in which links are mere words that lead nowhere."""
    return nh3.clean(
        html, tags=INLINE - {"a", "abbr"} | BLOCK | TABLE, attributes={"ol": {"start"}}
    )
