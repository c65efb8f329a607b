"""A pseudonym taken out of other people's words, and nothing else with it."""

from __future__ import annotations

import pytest

from forum.leaving.names import REMOVED_QUOTE, Name
from forum.leaving.removing import is_ordinary
from tests.factories import make_question


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Thanks Night Owl!", "Thanks a former member!"),
        ("NIGHT\nowl’s idea", "a former member’s idea"),
        ("@night owl, see", "a former member, see"),
        ("@ Night Owl", "a former member"),
        ("> **Night Owl** wrote:\n> yes", "> **a former member** wrote:\n> yes"),
        ("night owls and a night owlet, mid-night owl, night owl-like", None),
        ("nightowl, night-owl and owl", None),
    ],
)
def test_a_name_of_two_words_goes_wherever_it_stands(before, after):
    assert Name("Night Owl").taken_out_of(before) == (before if after is None else after)


def test_a_name_that_is_also_a_word_goes_only_where_it_is_a_name():
    name = Name("Hope", ordinary=True)
    text = "I hope so.\n> Hope: no\n> > **hope** writes:\n> we hope\n@Hope and @hopeful"
    assert name.taken_out_of(text) == (
        "I hope so.\n> a former member: no\n> > **a former member** writes:\n> we hope\n"
        "a former member and @hopeful"
    )


def test_other_scripts_and_signs_with_a_meaning_in_patterns():
    assert Name("Żaba.1").taken_out_of("ŻABA.1, Żabax1") == "a former member, Żabax1"
    assert Name("Z\u0307aba").taken_out_of("Pani Żaba") == "Pani a former member"
    assert Name("O'Neil x").taken_out_of("O’Neil X said") == "a former member said"
    assert Name("مها").taken_out_of("شكرا مها") == "شكرا a former member"


def test_a_quote_of_a_removed_text_goes_and_other_quotes_stay():
    name = Name("Night Owl", removed=["We *tried* the ketogenic diet\nfor a year. It helped."])
    text = "> we tried the ketogenic diet for\n\nReally?\n\n> It helped.\n> and a line of mine"
    assert name.taken_out_of(text) == (
        f"{REMOVED_QUOTE}\n\nReally?\n\n> It helped.\n> and a line of mine"
    )
    button = (
        "> **Night Owl** wrote: ([answer 3](http://x/questions/answers/12/))\n>\n> It helped.\n\nOh"
    )
    assert name.taken_out_of(button) == f"{REMOVED_QUOTE}\n\nOh"
    cut = (
        "> **Anonymous** wrote: ([question](http://x/questions/1/))\n>\n> We tried the ketogenic…\n"
    )
    assert name.taken_out_of(cut) == f"{REMOVED_QUOTE}\n"
    assert Name("night_owl").taken_out_of(r"> **night\_owl** wrote: x") == (
        "> **a former member** wrote: x"
    )


def test_words_are_told_from_names_by_what_others_write(db, alice, mo):
    hers = make_question(alice, "Dear Willow, what now?", body="Willow?", by=mo)
    assert not is_ordinary("Willow", [hers.pk])
    assert not is_ordinary("Night Owl", [])
    assert is_ordinary("Sun", [])
    for number in range(2):
        make_question(alice, f"What did Willow mean, {number}?", by=mo)
    assert not is_ordinary("Willow", [hers.pk]), "others speak of the member"
    often = make_question(alice, "What did Willow mean at all?", by=mo)
    assert is_ordinary("Willow", [hers.pk]), "as some languages write their nouns"
    other = make_question(alice, "Does a willow tree make hay fever worse?", by=mo)
    assert is_ordinary("Willow", [hers.pk, often.pk])
    assert not is_ordinary("Willow", [hers.pk, often.pk, other.pk])


@pytest.mark.parametrize(
    "line",
    ["> " * 2_500, "   >" * 2_500, "> " + "*" * 9_000, "> Night Owl" + "_" * 9_000],
    ids=lambda line: line[-3:],
)
def test_a_line_made_to_be_read_in_all_ways_is_read_in_one(line):
    """It would take for ever, and with it whoever leaves would never have left."""
    text = f"{line} x\n\nNight Owl"
    for name in (Name("Night Owl"), Name("Night Owl", removed=["It helped us a lot."])):
        assert name.taken_out_of(text).endswith("\n\na former member")
