"""Texts that come out of a word processor."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.forms import pasting
from articles.importing import documents

STARTER = Path(documents.__file__).parents[1] / "starter"
LONG = "Leukodystrophies are a group of rare hereditary disorders of the white matter. " * 3 + "So."


@pytest.mark.parametrize(
    ("pasted", "tidied"),
    [
        ("•\tone\r\n•\ttwo", "- one\n- two"),
        ("· one\n● two\n▪two and a half", "- one\n- two\n- two and a half"),
        ("–\tone\n—\ttwo", "- one\n- two"),
        ("– not a list, but an aside –", "– not a list, but an aside –"),
        ("•\tone\no\tdeeper\n•\ttwo", "- one\n    - deeper\n- two"),
        ("1.\tfirst\n2)\tsecond", "1. first\n2. second"),
        ("Before:\n•\tone\nAfter.", "Before:\n\n- one\n\nAfter."),
        ("5\u00a0mg\u202fdaily", "5 mg daily"),
        ("leuko\u00addystro\u200bphy", "leukodystrophy"),
        ("one\u2028two\x0bthree", "one\ntwo\nthree"),
        (f"{LONG}\n{LONG}", f"{LONG}\n\n{LONG}"),
        (f"Conventional treatments\n{LONG}", f"Conventional treatments\n\n{LONG}"),
        ("“Typographic” quotes – and dashes", "“Typographic” quotes – and dashes"),
        ("wrapped by hand\nat some column", "wrapped by hand\nat some column"),
        ("\tindented by a tab", "indented by a tab"),
        ("- item\n\tgoes on", "- item\n\tgoes on"),
        ("```\n•\tcode\n```", "```\n•\tcode\n```"),
        (f"| a | b |\n| - | - |\n| {LONG} | c |", f"| a | b |\n| - | - |\n| {LONG} | c |"),
    ],
)
def test_a_paste_becomes_markdown(pasted, tidied):
    assert pasting.tidy(pasted) == tidied
    assert pasting.tidy(tidied) == tidied


def test_what_is_markdown_already_stays():
    texts = [path.read_text().partition("\n---\n")[2] for path in STARTER.rglob("*.md")]
    assert all(texts)
    assert [pasting.tidy(text) for text in texts] == texts


@given(st.text(max_size=200))
def test_no_word_is_lost(text):
    kept = [char for char in pasting.tidy(text) if char.isalpha() and char != "o"]
    assert kept == [char for char in text if char.isalpha() and char != "o"]
