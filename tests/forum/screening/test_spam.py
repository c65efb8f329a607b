"""What nobody wrote for this forum, and what families write that looks odd."""

from __future__ import annotations

import pytest

from forum.screening import Context, screen
from forum.screening.spam import is_like, is_too_fast


def whys(typed: str, **context) -> set[str]:
    return {one.why for one in screen(typed, Context(**context)) if one.kind == "spam"}


@pytest.mark.parametrize(
    "typed",
    [
        "Best online casino bonus, click here",
        "Need an urgent loan? 3% interest, no credit check",
        "Gana dinero rápido desde casa",
        "Führerschein kaufen ohne Prüfung",
        "Лучшее онлайн казино http://kazino.example.com",
        "cheap airline tickets call our toll free number +1-888-555-0100",
        "see this https://bit.ly/3xyzabc",
        "https://a.example.com https://b.example.com https://c.example.com",
        "BUY NOW BUY NOW BUY NOW",
        "asdfgh jkl qwerty asdfgh",
        "lorem ipsum dolor sit amet",
        "Vіаgrа for everybody",  # three letters are Cyrillic
        "🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥 hot",
    ],
)
def test_what_nobody_wrote_for_this_forum_is_noticed(typed):
    assert whys(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "see https://www.nature.com/a https://www.nejm.org/b https://doi.org/1 https://x.nih.gov/1",
        "this leaflet helped us https://www.example.org/leaflet.pdf about feeding at night",
        "we had to take a loan to pay for the ramp, are there grants?",
        "my account was hacked and they posted bitcoin adverts, sorry everybody",
        "thank you thank you thank you so much",
        "😊😊 she slept through the night ❤️",
        "MLD HSCT ERT AAV CNS BBB what do all these mean",
        "c.465+1G>A p.(Pro426Leu) het, NM_000487.6, 2 μmol",
        "Krzyś śpi, Grzegorz też, wszystko w porządku",
        "Angstschweiß nachts, kennt das jemand",
        "ok thanks",
    ],
)
def test_what_families_write_is_none(typed):
    assert not whys(typed)


def test_what_was_sent_before_with_little_changed_is_known_again():
    before = "Hello dear friends, this new diet helped my cousin a lot, ask me about it today"
    again = "Hello dear friends, this new diet helped my cousin a lot, ask me about it!"
    other = "Hello dear friends, how do you feed your child at night when everybody is tired?"
    said = "Says the same as something this member sent before."
    assert said in whys(again, recent=(before,))
    assert said not in whys(other, recent=(before,))
    assert said not in whys(again)
    assert not is_like("thank you so much", "thank you so much")


@pytest.mark.parametrize(
    ("letters", "seconds", "answer"),
    [(500, 2, True), (5000, 60, True), (500, 60, False), (20, 4, False), (500, None, False)],
)
def test_nobody_types_as_fast_as_a_program(letters, seconds, answer):
    assert is_too_fast(letters, seconds) is answer
    assert ("Was sent faster than anybody types." in whys("a" * letters, seconds=seconds)) is answer
