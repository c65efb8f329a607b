"""Whatever was typed, rules read it alike, and what they find is where they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.screening import KINDS, MOST_OF_A_KIND, Context, screen
from forum.screening import screen as forum_screen
from forum.screening.text import Text
from tests.hostile.shapes import units

ODD = "aA eE'’`´\u200b\u00ad\u202e\x00\ud800ßİŁﬁ½é\u0301аеоΑρ한ﷺ.!?\n\r\t0123456789@+-()€µ😀"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I don’t", "i don't"),
        ("su\u200bic\u00adide", "suicide"),
        ("Stra\u00dfe", "strasse"),
        ("ÉPILEPSIE, cafe\u0301", "epilepsie, cafe"),
        ("żółć", "zolc"),
        ("s\u0435izur\u0435", "seizure"),
        ("судороги", "судороги"),
        ("a\x00b\r\nc", "ab \nc"),
        ("\uff28\uff45\uff4c\uff50", "help"),
    ],
)
def test_a_text_is_read_without_its_accidents(typed, read):
    text = Text(typed)
    assert text.plain == read
    assert len(text.cased) == len(text.plain)
    assert text.place(0, len(text.plain)) == (0, len(typed)) or typed.endswith("\u0301")


def test_places_lead_back_to_what_was_typed():
    typed = "Die Stra\u00dfe\u200b: \uff11\uff12 mg, don’t"
    text = Text(typed)
    at = text.plain.index("12 mg")
    start, end = text.place(at, at + 5)
    assert typed[start:end] == "\uff11\uff12 mg"


def test_a_link_within_the_portal_names_no_host():
    typed = "see [this](https://portal.example.org/questions/1/) and (https://other.example.org/)"
    context = Context(own_address="https://portal.example.org")
    found = [one for one in screen(typed, context) if one.kind == "link"]
    assert [typed[one.start : one.end] for one in found] == ["https://"]
    assert len([one for one in screen(typed) if one.kind == "link"]) == 2


@given(st.one_of(st.text(max_size=300), st.text(st.sampled_from(ODD), max_size=300)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_screened_alike_and_within_its_bounds(typed):
    found = screen(typed)
    assert found == screen(typed)
    for one in found:
        assert 0 <= one.start < one.end <= len(typed)
        assert one.why
        assert one.kind in {*KINDS, "link"}
    assert [-one.severity for one in found] == sorted(-one.severity for one in found)


def test_shapes_made_to_be_slow_are_screened_and_do_not_flood():
    for unit in units():
        assert len(screen((unit * 10_000)[:10_000])) <= MOST_OF_A_KIND * (len(KINDS) + 1)


def test_half_a_character_beside_a_sign_is_read_as_well():
    assert forum_screen("\ud800 & \\ nothing") == []
