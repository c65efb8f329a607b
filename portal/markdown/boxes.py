"""Boxes (`!!! urgent "…"`) and folded parts (`??? details "…"`), whose meaning stands in words."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element  # only built here, never parsed

from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

KINDS = ("emergency", "urgent", "warning", "inset", "note", "do", "dont")
TITLE = "admonition-title"
#: What a box says of itself, by the language of the text. A colour says nothing to many readers.
WORDS = {
    "en": {
        "emergency": "Emergency",
        "urgent": "Urgent",
        "warning": "Important",
        "do": "Do",
        "dont": "Do not",
    },
    "de": {"emergency": "Notfall", "urgent": "Dringend", "warning": "Wichtig"},
    "es": {"emergency": "Emergencia", "urgent": "Urgente", "warning": "Importante"},
    "fr": {"emergency": "Urgence vitale", "urgent": "Urgent", "warning": "Important"},
    "it": {"emergency": "Emergenza", "urgent": "Urgente", "warning": "Importante"},
    "nl": {"emergency": "Noodgeval", "urgent": "Dringend", "warning": "Belangrijk"},
    "pt": {"emergency": "Emergência", "urgent": "Urgente", "warning": "Importante"},
}
#: Where an emergency box may lead: to a number to call, or to a place on this site.
_STAYS = re.compile(r"#|/(?![/\\])|tel:")


class Boxes(AdmonitionProcessor):
    """Without a title of its own a box is called by its word, and an inset has none."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kind, title = super().get_class_and_title(match)
        return kind, None if match[2] is None and kind in KINDS and kind != "note" else title


class Folded(AdmonitionProcessor):
    """`??? details "Title"`: a box until `Words` makes it a native one that opens and closes."""

    CLASSNAME = "folded"
    RE = re.compile(r'(?:^|\n)\?\?\? ?(details)(?: +"(.*?)")? *(?:\n|$)')


class Words(Treeprocessor):
    """Put into words what only looks would tell."""

    language = "en"

    def run(self, root: Element) -> None:
        for box in root.iter("div"):
            name, _, kind = box.get("class", "").partition(" ")
            if name == "folded":
                self.fold(box)
            elif name == "admonition":
                self.say(box, kind)
            if kind == "emergency":
                self.keep_here(box)

    def fold(self, box: Element) -> None:
        box.tag = "details"
        box.attrib.clear()
        summary = _title(box)
        if summary is None:
            summary = Element("summary")
            summary.text = "Details"
            box.insert(0, summary)
        summary.tag = "summary"
        summary.attrib.clear()

    def say(self, box: Element, kind: str) -> None:
        """Begin the title with the box's word, visibly where the looks do not say it anyway."""
        word = WORDS.get(self.language, {}).get(kind)
        title = _title(box)
        if title is None and kind in WORDS["en"]:
            title = Element("p", {"class": TITLE})
            title.text = word or WORDS["en"][kind]
            box.insert(0, title)
        elif title is not None and word and not _begins(title, word):
            said = Element("span") if kind in {"do", "dont"} else _hidden()
            said.text, said.tail, title.text = f"{word}: ", title.text, None
            title.insert(0, said)

    def keep_here(self, box: Element) -> None:
        """Who needs help now must not be led away: links to elsewhere keep only their words."""
        for link in box.iter("a"):
            if not _STAYS.match(link.get("href", "")):
                link.tag = "span"
                link.attrib.clear()


def _title(box: Element) -> Element | None:
    first = box[0] if len(box) else None
    return first if first is not None and first.get("class") == TITLE else None


def _begins(title: Element, word: str) -> bool:
    said = "".join(title.itertext())
    return bool(re.match(rf"\W*{re.escape(word)}\b", said, re.IGNORECASE))


def _hidden() -> Element:
    return Element("span", {"class": "visually-hidden"})
