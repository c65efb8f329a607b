"""What changed between two texts: readable, complete, and quick whatever the texts are."""

from __future__ import annotations

import random

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import diff

WORDS = st.lists(
    st.sampled_from(["a", "b", "milk", "not", ".", " ", "  ", "\n", "\n\n", "\n \n", "é", "\r\n"]),
    max_size=40,
).map("".join)


def both(stretches: list[diff.Stretch]) -> tuple[str, str]:
    pieces = [piece for stretch in stretches for piece in stretch.pieces]
    return (
        "".join(piece.text for piece in pieces if piece.kind != diff.ADDED),
        "".join(piece.text for piece in pieces if piece.kind != diff.REMOVED),
    )


@settings(max_examples=300, deadline=None)
@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
def test_both_texts_can_be_rebuilt(old, new):
    stretches = diff.changes(old, new)
    assert both(stretches) == (old, new)
    assert any(stretch.changed for stretch in stretches) == (old != new)


def test_a_changed_word_is_all_that_is_marked():
    old = "First stays.\n\nChildren can walk again.\n\nLast stays."
    new = old.replace("can", "cannot")
    first, middle, last = diff.changes(old, new)
    assert not first.changed
    assert not last.changed
    assert [(piece.kind, piece.text) for piece in middle.pieces] == [
        ("same", "Children "), ("removed", "can"), ("added", "cannot"),
        ("same", " walk again.\n\n"),
    ]  # fmt: skip


def test_neighbouring_changes_are_one_and_new_passages_are_whole():
    (only,) = diff.changes("Give it one time daily, please.", "Give it every second day, please.")
    assert [piece.text for piece in only.pieces if piece.kind != "same"] == [
        "one time daily", "every second day",
    ]  # fmt: skip
    whole = diff.changes("The liver makes an enzyme of its own.", "Ask your team about pain.")
    assert [piece.kind for stretch in whole for piece in stretch.pieces] == ["removed", "added"]


def test_a_paragraph_stands_beside_what_became_of_it():
    old = "Milk is given warm.\n\nSleep comes late.\n\nPain is treated early."
    new = "Milk is given cold.\n\nQuite another thing.\n\nPain is treated at once."
    marked = [
        [piece.text.strip() for piece in stretch.pieces if piece.kind != "same"]
        for stretch in diff.changes(old, new)
    ]
    assert marked == [
        ["warm", "cold"], ["Sleep comes late."], ["Quite another thing."], ["early", "at once"],
    ]  # fmt: skip


def test_a_change_in_each_of_very_many_paragraphs():
    old = "\n\n".join(f"Paragraph {number} says what it says." for number in range(2_000))
    new = old.replace("says what", "tells what")
    stretches = diff.changes(old, new)
    assert len(stretches) == 2_000
    assert all(len(stretch.pieces) == 4 for stretch in stretches)


def test_a_long_passage_without_a_change_folds():
    long = "It stays as it is. " * 40
    same, changed = diff.changes(f"{long}\n\nOne word.", f"{long}\n\nTwo word.")
    assert (same.folds, changed.folds) == (True, False)
    assert same.words == 200


def test_a_changed_space_can_be_seen():
    (only,) = diff.changes("a b", "a  b")
    assert [piece.shown for piece in only.pieces if piece.kind == "added"] == ["␣␣"]


@pytest.mark.parametrize("size", [100_000])
def test_the_longest_texts_stay_within_the_bound(size, monkeypatch):
    """Counted in comparisons, not in seconds."""
    compared = 0

    class Word(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other):
            nonlocal compared
            compared += 1
            return str.__eq__(self, other)

    chance = random.Random(3)  # noqa: S311 (no secret)
    shapes = [
        ["a", "b"],
        [str(number) for number in range(50)],
        ["a", "\n\n"],
    ]
    for shape in shapes:
        old = [Word(chance.choice(shape)) for _ in range(size // 2)]
        new = [Word(chance.choice(shape)) for _ in range(size // 2)]
        compared = 0
        runs = list(diff._runs(old, new, diff._Patience()))
        assert ["".join(before) for _, before, _ in runs if before]
        assert compared < 4 * diff.MOST_STEPS + 4 * size
    text = "".join(chance.choice("ab \n") for _ in range(size))
    other = "".join(chance.choice("ab \n") for _ in range(size))
    assert both(diff.changes(text, other)) == (text, other)


def test_many_hard_paragraphs_share_one_bound():
    """Each for itself stays within its own; together they would take ten seconds."""
    chance = random.Random(5)  # noqa: S311 (no secret)

    letters = "abcdefghijklmnopqrstuvwxyz"
    old = [chance.choices(letters, k=300) for _ in range(166)]
    new = [[chance.choice([word, chance.choice(letters)]) for word in words] for words in old]
    old, new = ("\n\n".join(map(" ".join, paragraphs)) for paragraphs in (old, new))
    stretches = diff.changes(old, new)
    assert both(stretches) == (old, new)
    kinds = [[piece.kind for piece in stretch.pieces] for stretch in stretches]
    assert diff.SAME in kinds[0]
    assert kinds[-1] == [diff.REMOVED, diff.ADDED]


def test_it_is_shown_escaped_and_in_words():
    parts = [("Text", diff.changes("<b>old</b> & stays", "<script>x</script> & stays"))]
    html = render_to_string("_diff.html", {"parts": parts})
    assert "<script" not in html
    assert "&lt;" in html
    assert "<del" in html
    assert "<ins" in html
    assert "removed" in html
    assert "added" in html
