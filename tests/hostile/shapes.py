"""Texts that are hard work for a parser of Markdown."""

from __future__ import annotations

from tests.hostile import records

N = 10_000
#: What Python-Markdown would take long for, and must not be given.
SLOW = {
    "brackets": "[" * N,
    "open links": "[a" * N,
    "links": "[](" * N,
    "images": "![" * N,
    "citations": "[@" * N,
    "spaced brackets": "[ " * N,
    "brackets in paragraphs": ("[a" * 95 + "\n\n") * 500,
    "links in paragraphs": ("[](" * 60 + "\n\n") * 400,
    "tags": "<a " * N,
    "addresses": "<http://" * N,
    "lines": "_" * N,
    "list markers": "+ " * 500,
    "numbers": "1. " * 500,
    "headings": "## a\n" * N,
    "underlined headings": "a\n===\n" * 5_000,
    "rules": "***\n" * N,
    "spaced rules": "> * * *\n" * N,
    "headings in a list": "- a\n\n" + "\t# a\n" * N,
    "rules in a list": "- a\n\n" + "\t---\n" * N,
    "boxes in a list": "- a\n\n" + "\t!!! note\n" * N,
    "boxes": "!!! note\n" * N,
    "folded parts": "??? details\n" * N,
    "abbreviations": "".join(f"*[a{n}]: b\n" for n in range(5_000)) + "\na1 " * 5_000,
}
#: What it manages in proportion: tests/benchmarks/markdown.py shows how much time that is.
MANY = {
    "stars": lambda n: "*a**" * n,
    "quotes": lambda n: ">" * n,
    "deep lists": lambda n: "".join("    " * depth + "- a\n" for depth in range(n // 10)),
    "deep quotes": lambda n: "".join(">" * depth + " a\n" for depth in range(n // 10)),
    "deep boxes": lambda n: "".join("    " * depth + '!!! note "x"\n' for depth in range(n // 20)),
    "a wide table": lambda n: "|".join("a" * n) + "\n" + "|".join("-" * n) + "\n",
    "a long table": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n,
    "pictures": lambda n: "![](picture:a)\n" * (n // 10),
    "backticks": lambda n: "`a" * n,
    "blank lines": lambda n: "a\n\n" * n,
}


def units() -> list[str]:
    """What is repeated until the text is as long as it may be."""
    marks = ["[", "![", "+ ", "- ", "> ", "1. ", "*", "_", "`", "<", "\\", "&", "|", "~", "\n"]
    marks += ["[a](", "**a ", "a@", *(record["unit"] for record in records("dos_markdown"))]
    return list(dict.fromkeys(marks))
