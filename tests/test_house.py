"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
#: Modules of `portal` that know both apps. Only they, and nobody imports them from below.
ROOF = {
    "demo", "demo.around", "demo.deciding", "demo.examples", "demo.scale",
    "demo.trials", "feeds", "finding",
    "finding.answers", "inbox", "settings", "sitemaps", "urls", "views", "wsgi",
    "management.commands.demo", "management.commands.demo_code",
    "management.commands.search_batch", "management.commands.start",
}  # fmt: skip
ROOMS = ["portal", "articles", "forum"]


def python_files(room: str) -> list[Path]:
    return [path for path in (HOUSE / room).rglob("*.py") if "migrations" not in path.parts]


def module(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def forbidden(importer: str, imported: str) -> bool:
    """forum → articles → portal's foundation. Only the roof knows all; nobody knows the roof."""
    room, _, rest = importer.partition(".")
    other, _, inside = imported.partition(".")
    if other not in ROOMS or (rest in ROOF and room == "portal"):
        return False
    if other == "portal" and any(inside == roof or inside.startswith(f"{roof}.") for roof in ROOF):
        return True
    allowed = {"portal": {"portal"}, "articles": {"articles", "portal"}, "forum": set(ROOMS)}
    return other not in allowed[room]


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_imports_what_stands_above(room):
    wrong = [
        f"{module(path)} imports {name}"
        for path in python_files(room)
        for name in imports(path)
        if forbidden(module(path), name)
    ]
    assert not wrong


def test_the_import_rule_itself_can_fail():
    assert forbidden("portal.models", "forum.models")
    assert forbidden("articles.views", "forum.models")
    assert forbidden("forum.views", "portal.settings")
    assert not forbidden("forum.views", "articles.models")
    assert not forbidden("portal.views", "forum.models")


def test_no_room_is_crowded():
    """A module that passes about 400 lines becomes a package."""
    crowded = {
        module(path): lines
        for room in ROOMS
        for path in python_files(room)
        if (lines := len(path.read_text().splitlines())) > 440
    }
    assert not crowded


def test_modules_are_named_for_their_subject():
    vague = {"utils", "helpers", "services", "managers", "core", "common"}
    assert not [path for room in ROOMS for path in python_files(room) if path.stem in vague]


def test_only_expected_things_stand_at_the_top():
    ignored = {
        ".git",
        *(line.strip("/") for line in (HOUSE / ".gitignore").read_text().splitlines()),
    }
    assert {path.name for path in HOUSE.iterdir()} - ignored <= {
        "manage.py", "pyproject.toml", "requirements.txt", "requirements-dev.txt", "README.md",
        "LICENSE", "CHANGELOG.md", ".ci", ".gitignore", "deploy", "portal", "articles", "forum",
        "templates", "static", "tests",
    }  # fmt: skip


def test_the_ci_runs_the_test_command_of_the_readme():
    readme = (HOUSE / "README.md").read_text()
    commands = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert len(commands) == 2
    assert commands[1].replace("pip install ", "pip install -q ") in (HOUSE / ".ci/run").read_text()


def test_no_template_holds_inline_style_or_script():
    """The content security policy would refuse it; the only inline scripts are data."""
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|javascript:",
        re.IGNORECASE,
    )
    wrong = [
        f"{path.relative_to(HOUSE)}: {match[0]}"
        for path in (HOUSE / "templates").rglob("*.html")
        if path.parent.name
        != "email"  # no policy holds in a mail program, and no style sheet either
        and (match := inline.search(path.read_text()))
    ]
    assert not wrong


def test_nothing_is_loaded_from_another_host():
    loads = re.compile(r"""(?:src|@import|url\()\s*=?\s*["'(]*\s*(?:https?:)?//""")
    wrong = [
        str(path.relative_to(HOUSE))
        for folder in ["templates", "static"]
        for path in (HOUSE / folder).rglob("*")
        if path.suffix in {".html", ".css", ".js"} and loads.search(path.read_text())
    ]
    assert not wrong
