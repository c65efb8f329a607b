"""Tables that stay tables on a phone.

On a narrow screen the style sheet puts the cells of a row below one another, each with the name of
its column. Browsers forget that such a thing is a table, so the roles are written out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element  # only built here, never parsed

from django.core.exceptions import ValidationError
from markdown.treeprocessors import Treeprocessor

#: Short rows are filled up, so a few characters can be many cells.
MOST_CELLS = 5_000
#: Each cell repeats the name of its column.
LONGEST_LABEL = 80
_RULE = re.compile(r"[ >|:\t-]*-[ >|:\t-]*")
_BOX = {"class": "table-scroll", "role": "group", "aria-label": "Table", "tabindex": "0"}
_ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "th": "columnheader",
    "td": "cell",
}


def check_tables(paragraphs: list[str]) -> None:
    """Raise ValidationError where tables would have more cells than anybody reads."""
    cells = 0
    for paragraph in paragraphs:
        lines = paragraph.strip("\n").split("\n")
        for above, line in pairwise(lines):
            if "|" in above and _RULE.fullmatch(line):
                cells += _columns(above) * len(lines)
                break
    if cells > MOST_CELLS:
        raise ValidationError(
            f"The tables of this text have more than {MOST_CELLS} cells.", code="too_much"
        )


def _columns(line: str) -> int:
    return line.strip(" >").removeprefix("|").removesuffix("|").count("|") + 1


class Tables(Treeprocessor):
    """Roles for every part, a label for every cell, and a box in which a wide table scrolls."""

    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for table in list(root.iter("table")):
            for part in table.iter():
                if part.tag in _ROLES:
                    part.set("role", _ROLES[part.tag])
            labels = []
            for header in table.iter("th"):
                header.set("scope", "col")
                labels.append(_label(header))
            for row in table.iter("tr"):
                for cell, label in zip(row.findall("td"), labels, strict=False):
                    if label:
                        cell.set("data-label", label)
            self.box(table, parents[table])

    def box(self, table: Element, parent: Element) -> None:
        box = Element("div", _BOX)
        box.tail, table.tail = table.tail, None
        parent[list(parent).index(table)] = box
        box.append(table)


def _label(header: Element) -> str:
    """The words of a column's head, without its citation markers."""
    words = " ".join("".join(_words(header)).split())
    if len(words) <= LONGEST_LABEL:
        return words
    # What Markdown has put aside stands there as \x02…\x03, which must not be cut in two.
    return re.sub(r"\x02[^\x03]*\x03?", "", words)[: LONGEST_LABEL - 1] + "…"


def _words(element: Element) -> list[str]:
    words = [element.text or ""]
    for child in element:
        if child.tag != "sup":
            words += _words(child)
        words.append(child.tail or "")
    return words
