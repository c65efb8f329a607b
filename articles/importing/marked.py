"""YAML whose every value knows its line.

Scalars stay as they were written: `0018868` is not an octal number here, nor `NO` a falsehood.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from articles.importing.problems import Place, Problems


@dataclass
class Marked:
    """A value: text, None, a list of values or a mapping of values."""

    value: str | list[Marked] | dict[str, Marked] | None
    place: Place
    #: Where each key of a mapping stands.
    keys: dict[str, Place]


def load(text: str, start: Place, problems: Problems) -> Marked | None:
    """The document that begins at `start`, or None when it is broken or empty."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(start.down(mark.line if mark else 0), f"broken YAML: {error.problem}")
        return None
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", None) or "it cannot be read"
        before = text[: getattr(error, "position", 0)]
        problems.add(start.down(before.count("\n")), f"broken YAML: {reason}")
        return None
    except RecursionError:
        problems.add(start, "broken YAML: nested too deeply")
        return None
    return _mark(node, start, problems, set()) if node else None


def _mark(node: yaml.Node, start: Place, problems: Problems, seen: set[int]) -> Marked:
    place = start.down(node.start_mark.line)
    marked = Marked(None, place, {})
    if id(node) in seen:  # a node that is used twice can be made to grow without end
        problems.add(place, "broken YAML: anchors and aliases are not used here")
        return marked
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        is_null = node.tag == "tag:yaml.org,2002:null"
        marked.value = None if is_null else " ".join(node.value.split())
    elif isinstance(node, yaml.SequenceNode):
        marked.value = [_mark(item, start, problems, seen) for item in node.value]
    else:
        marked.value = {}
        for key_node, value_node in node.value:
            key_place = start.down(key_node.start_mark.line)
            if not isinstance(key_node, yaml.ScalarNode):
                problems.add(key_place, "broken YAML: a key must be a word")
                continue
            if key_node.value in marked.value:
                problems.add(key_place, f"“{key_node.value}” stands here twice")
                continue
            marked.keys[key_node.value] = key_place
            marked.value[key_node.value] = _mark(value_node, start, problems, seen)
    return marked


class Fields:
    """A mapping read field by field: what is missing, unknown or misshapen is a problem."""

    def __init__(self, marked: Marked | None, start: Place, problems: Problems) -> None:
        self.problems = problems
        self.start = marked.place if marked else start
        self.values: dict[str, Marked] = {}
        self.keys: dict[str, Place] = {}
        if marked and isinstance(marked.value, dict):
            self.values, self.keys = marked.value, marked.keys
        elif marked and marked.value is not None:
            problems.add(self.start, "expected lines of the form “name: value”")

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                use = ", ".join(known)
                self.problems.add(self.keys[key], f"unknown field “{key}”; the fields are: {use}")

    def place(self, key: str) -> Place:
        return self.keys.get(key, self.start)

    def text(self, key: str, *, required: bool = False) -> str:
        marked = self.values.get(key)
        if marked is None or marked.value in (None, ""):
            if required:
                self.problems.add(self.place(key), f"“{key}” is missing")
            return ""
        if not isinstance(marked.value, str):
            self.problems.add(self.place(key), f"“{key}” must be one text")
            return ""
        if "\x00" in marked.value:
            self.problems.add(self.place(key), f"“{key}” holds a character that cannot be stored")
        return marked.value

    def one_of(self, key: str, choices: list[str], *, default: str = "") -> str:
        value = self.text(key, required=not default) or default
        if value and value not in choices:
            self.problems.add(
                self.place(key), f"unknown {key} “{value}”; use one of: {', '.join(choices)}"
            )
        return value

    def texts(self, key: str) -> list[tuple[str, Place]]:
        """A list of texts; one text counts as a list of one."""
        marked = self.values.get(key)
        return [] if marked is None else texts(marked, f"“{key}”", self.problems)

    def mapping(self, key: str) -> Fields:
        return Fields(self.values.get(key), self.place(key), self.problems)


def texts(marked: Marked, what: str, problems: Problems) -> list[tuple[str, Place]]:
    items = marked.value if isinstance(marked.value, list) else [marked]
    found = []
    for item in items:
        if isinstance(item.value, str) and item.value and "\x00" not in item.value:
            found.append((item.value, item.place))
        elif item.value is not None or isinstance(marked.value, list):
            problems.add(item.place, f"{what} must be a list of texts")
    return found
