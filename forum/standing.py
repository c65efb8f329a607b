"""Where a question stands, in words that promise nothing, and a list for each of them.

The database keeps `Question.standing` true (migration "questions know where they stand"); what is
not public counts for nothing. Each question stands in one place:

* a question that the asker says was helped is answered, whatever is written afterwards;
* one without somebody else's public answer is unanswered, however much is commented below it, and
  whatever its asker adds as an answer;
* otherwise it waits for the asker, if somebody else's words became public after the asker last
  wrote, or else its asker is still looking;
* nobody is waited for where the asker has left, or has said that no reply is needed. Who asked
  anonymously and leaves is waited for still: a change on that day would say who it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

#: After this time without an answer a question is shown to moderators and stands in a list.
TOO_LONG = timedelta(hours=48)


class Standing(TextChoices):
    UNANSWERED = "unanswered", "No answer yet"
    WAITING = "waiting", "Waiting for the person who asked"
    LOOKING = "looking", "Still looking"
    ANSWERED = "answered", "Answered"
    SETTLED = "settled", "No reply needed"


#: What is said of a question that stays unanswered, and of one that only its asker has answered.
UNANSWERED_LONG = "Unanswered for more than 48 hours"
UNANSWERED_BY_OTHERS = "Nobody else has answered yet"


@dataclass(frozen=True)
class Listing:
    """A list of questions: its name in addresses, its tab, its heading and what it means."""

    name: str
    tab: str
    heading: str
    meaning: str = ""
    #: What is said where it is empty.
    empty: tuple[str, str] = ("No questions here", "There is nothing to show at the moment.")


NEWEST = Listing(
    "questions",
    "Newest",
    "Questions",
    empty=(
        "No questions here yet",
        "Yours would be the first. You can ask under a name of your choosing.",
    ),
)
UNANSWERED = Listing(
    "unanswered",
    "Unanswered",
    "Unanswered questions",
    "No answer is public yet. Comments do not count. The longest waiting come first.",
    ("No unanswered questions here", "None waits for its first answer."),
)
LISTINGS = [
    NEWEST,
    UNANSWERED,
    Listing(
        "unanswered-long",
        "Over 48 hours",
        "Questions unanswered for more than 48 hours",
        "No answer is public more than 48 hours after the question was. Moderators are told of "
        "these every day.",
        ("Nothing waits that long here", "None waits for its first answer for more than 48 hours."),
    ),
    Listing(
        "waiting",
        "Waiting for the asker",
        "Questions waiting for the person who asked",
        "Somebody has answered, and the person who asked has neither written since then nor said "
        "what helped.",
    ),
    Listing(
        "looking",
        "Still looking",
        "Questions still looking for help",
        "The person who asked has written again after the last answer, and has not said that "
        "something helped.",
    ),
    Listing(
        "answered",
        "Answered",
        "Answered questions",
        "The person who asked said that at least one answer helped. It does not mean that "
        "clinicians agree with it.",
    ),
]
BY_NAME = {listing.name: listing for listing in LISTINGS}
