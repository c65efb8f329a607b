"""What a row shows of a text: how it begins, and what stands around the words that were noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from forum.excerpts import MOST, WHOLE, excerpt, mark

SPANS = st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 2_000)), max_size=30)


def test_a_short_text_is_whole_and_a_long_one_shows_its_beginning_and_its_matches():
    assert excerpt("He takes 5 mg.", [(9, 13)]).pieces == mark("He takes 5 mg.", [(9, 13)])
    assert [piece.text for piece in mark("He takes 5 mg.", [(9, 13)]) if piece.marked] == ["5 mg"]
    text = "It begins so. " + "word " * 400 + "5 mg" + " word" * 400
    start = text.index("5 mg")
    found = excerpt(text, [(start, start + 4)])
    shown = "".join(piece.text for piece in found.pieces)
    assert shown.startswith("It begins so.")
    assert "word 5 mg word" in shown
    assert " … " in shown
    assert not found.is_whole
    many = excerpt(text, [(place, place + 2) for place in range(200, 1_900, 100)])
    assert many.unseen > 0


@given(st.text(max_size=2_000), SPANS)
def test_whatever_is_noticed_nothing_is_invented_and_little_is_shown(text, spans):
    found = excerpt(text, spans)
    assert "".join(piece.text for piece in mark(text, spans)) == text
    assert all(piece.text in text for piece in found.pieces if "…" not in piece.text)
    assert sum(len(piece.text) for piece in found.pieces) <= max(WHOLE, 2 * MOST)
