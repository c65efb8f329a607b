"""What screening finds and what it finds wrongly, on labelled examples: figures only go up."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from forum.screening import Severity, screen
from forum.screening.measuring import HALVES, load, measure

#: Precision and recall, over both halves, below which a rule must be broken.
FLOORS = {
    "emergency": (0.88, 0.90),
    "crisis": (0.88, 0.78),
    "dosing": (0.95, 0.95),
    "look-alike": (0.92, 0.83),
    "despair": (0.80, 0.85),
}
SEED = "The child is sick with leukodystrophy – WHAT TO DO?! WHERE TO GO? HELP!!!"
ANSWER = (
    "send copies of the documents to the department of pediatric leukemia at the 1st Institute, or "
    "go for a consultation. We have a special department – we must help! Good luck to the child."
)


def kinds(text: str) -> set[str]:
    return {one.kind for one in screen(text)}


def test_precision_and_recall_stay_above_their_floors():
    scores = measure(load())
    for kind, (precision, recall) in FLOORS.items():
        both = [scores[kind, half] for half in HALVES]
        found = sum(score.found for score in both)
        assert sum(score.positives for score in both) >= 40
        assert found / sum(score.positives for score in both) >= recall, kind
        assert found / (found + sum(len(score.wrong) for score in both)) >= precision, kind


def test_a_desperate_question_and_its_dangerous_answer_are_noticed():
    assert "despair" in kinds(SEED)
    assert "look-alike" in kinds(ANSWER)


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("my son has ald, vomiting, floppy, on hydrocortisone, what dose?", "adrenal"),
        ("he has been fitting for 20 minutes", "seizure"),
        ("pump alarm and he's rigid with fever and itching", "pump"),
        ("she is not breathing properly", "breathing"),
        ("He swallowed a button battery just now", "other"),
        ("i dont want to live any more", "self-harm"),
        ("I think of ending it for both of us", "carer"),
        ("im 13 and i have ald and i dont want to live like this", "young"),
        ("the night carer hits my son when he cries", "abuse"),
        ("stop the hydrocortisone, it is poison", "stopping-medicine"),
        ("I know where you live", "threat"),
    ],
)
def test_each_grave_thing_takes_its_road(text, road):
    assert road in {one.road for one in screen(text)}, screen(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("emergency", "her peg came out an hour ago, I can't get it back in, her keppra is due"),
        ("emergency", "no lo podemos despertar, no responde"),
        ("crisis", "Manchmal denke ich daran, mich und das Kind umzubringen"),
        ("crisis", "I have been saving his morphine and the letters are written"),
        ("crisis", "at the care home he is not fed and they leave him in a wet nappy for hours"),
        ("crisis", "why should taxpayers' money be wasted on disabled kids"),
        ("dosing", "I would halve the clobazam and see"),
        ("look-alike", "The doctor said leukosis. So is that the same as leukodystrophy?"),
        ("look-alike", "ALD is that what my father has from drinking"),
        ("look-alike", "Is Krabbe something you get from crab?"),
        ("spam", "zxcmnb qwoeiu alskdj bnmwrt"),
        ("spam", "so good to read this so good to read this so good to read this"),
        ("promotion", "Take part in our survey about rare diseases, vouchers for all, click here"),
    ],
)
def test_what_belongs_to_a_class_is_noticed_however_it_is_said(kind, text):
    assert kind in kinds(text), screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "had a seizure last year that lasted two minutes and he is fine",
        "What should the school know in case he has a seizure? We are writing his care plan.",
        "We were told never to stop hydrocortisone suddenly.",
        "I could die of embarrassment, I called the professor by the wrong name",
        "She said mama today!!! First time in four months!!!",
        "He weighs 14 kg, drinks 200 ml of milk, blood sugar 92 mg/dl",
        "They changed the feeding tube today, it went back in without trouble.",
        "ALD and macular degeneration are two different things, do not worry.",
        "The bone marrow transplant is like the one children with leukaemia get.",
    ],
)
def test_what_is_past_supposed_denied_or_said_in_joy_is_no_alarm(text):
    assert not kinds(text), screen(text)


def test_long_words_are_known_with_a_slip_in_them_and_grave_words_sort_first():
    assert "emergency" in kinds("he is unconcious and wont stop siezing")
    found = screen("PLEASE HELP!!! he is unconscious")
    assert found[0].severity == Severity.URGENT
    assert {one.kind for one in found} == {"emergency", "despair"}


def test_the_command_prints_figures_and_names_a_bad_example(tmp_path):
    def run(*arguments: str) -> str:
        out = io.StringIO()
        call_command("screen_eval", str(tmp_path), *arguments, stdout=out)
        return out.getvalue()

    with pytest.raises(CommandError, match="no example"):
        run()
    rows = [
        {"text": "he is unconscious", "language": "en", "kinds": ["emergency"], "set": "tuning"},
        {"text": "a quiet day", "language": "en", "kinds": ["emergency"], "set": "tuning"},
        {"text": "a secret day", "language": "en", "kinds": ["emergency"], "set": "confirming"},
    ]
    file = tmp_path / "some.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    printed = run("--missed", "emergency")
    assert "1.00   0.50" in printed
    assert "a quiet day" in printed
    assert "a secret day" not in printed
    file.write_text('{"text": "x", "kinds": ["unknown"], "set": "tuning"}')
    with pytest.raises(CommandError, match=r"some\.jsonl:1"):
        run()
