"""The plain language of rules: what it finds, what it refuses, and that nobody can hang posting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.screening.patterns import NotAPattern, read
from forum.screening.text import Text


def found(pattern: str, words: str) -> list[str]:
    text = Text(words)
    return [words[slice(*text.place(*place))] for place in read(pattern).find(text)]


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        ("stem cell*", "Stem-cells. A stem at the cell", ["Stem-cells"]),
        ("stem cell*", "stém\u200b celle", ["stém\u200b celle"]),
        ("*zell*", "Stammzelltherapie", ["Stammzelltherapie"]),
        ("miracle … cure", "A miracle is the one true cure", ["miracle is the one true cure"]),
        ("miracle … cure", "miracle 1 2 3 4 5 6 cure", []),
        ("miracle ~6 cure", "miracle 1 2 3 4 5 6 cure", ["miracle 1 2 3 4 5 6 cure"]),
        ("(clinic | private ward) ~2 visit", "Our private ward: visit", ["private ward: visit"]),
        ("hope cells\nhopecells.example", "At www.HopeCells.example/x", ["HopeCells.example"]),
        ("secretome | exosomes", "No secret, but exosomes", ["exosomes"]),
        ("€ … week", "for 900 € each week", ["€ each week"]),
        ("cat", "concatenate", []),
    ],
)  # fmt: skip
def test_what_a_pattern_finds(pattern, words, expected):
    assert found(pattern, words) == expected


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "at least one word"),
        ("clinic |", "no word beside it"),
        ("… cure", "between two words"),
        ("clinic ~ price", "comes a number"),
        ("clinic ~90 price", "at most 20"),
        ("(clinic | price", "without a )"),
        ("clinic) price", "without a ("),
        ("((a | b) c)", "within brackets"),
        ("(clinic | )", "Between | and the brackets"),
        ("a*", "would find too much"),
        ("* cure", "would find too much"),
        ("!!!", "only letters and numbers"),
        ("a " * 13, "words in a row"),
        ("word | " * 70 + "word", "too long for one rule"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(pattern, why):
    with pytest.raises(
        NotAPattern, match="(?i)" + why.replace("(", r"\(").replace(")", r"\)").replace("|", r"\|")
    ):
        read(pattern)


@given(st.text(alphabet="ab*~…|() 5\n€", max_size=40), st.text(alphabet="ab 5€", max_size=60))
def test_whatever_is_written_is_read_or_refused_and_finds_places_in_the_text(pattern, words):
    try:
        places = list(read(pattern).find(Text(words)))
    except NotAPattern:
        return
    assert all(0 <= start < end <= len(words) for start, end in places)
    assert places == sorted(places)
