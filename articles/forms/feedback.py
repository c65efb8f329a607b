"""What a reader may say of a text without an account, and how often."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest

from articles.models import Article, Feedback, Publication, Revision
from portal.honeypot import HoneypotForm
from portal.limits import Limit, network

#: Only the network tells one reader from another, and a whole hospital may share it.
LIMIT = Limit("feedback-network", 30, timedelta(days=1))
MAX_TEXT = 1_000  # characters
#: The largest number that the column of revisions holds.
LARGEST = 2**31 - 1
#: Also what turns the direction of the words around it, and can show a line the other way round.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WHY = [("", "No particular reason"), *Feedback.Why.choices[1:]]


class PlainTextField(forms.CharField):
    """Without control characters, which no page can show."""

    def to_python(self, value: Any) -> str:
        return super().to_python(_CONTROL.sub("", value or ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        return _CONTROL.sub("", data or "")


class FeedbackForm(HoneypotForm):
    """About exactly the revision that the reader saw."""

    helpful = forms.ChoiceField(
        label="Was this page helpful?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose yes or no."},
    )
    why = forms.ChoiceField(
        label="If something was not right, what was it?",
        choices=WHY,
        widget=forms.RadioSelect,
        required=False,
    )
    text = PlainTextField(
        label="Would you like to say more?",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only our editors read this, and they cannot answer you. Please write no names, "
        "and nothing by which somebody could be found. "
        f"Up to {MAX_TEXT:,} characters.",
        error_messages={"max_length": f"Please keep it below {MAX_TEXT:,} characters."},
    )
    revision = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.about = was_published(self.article, values.get("revision"))
        if self.about is None:
            self.errors.pop("revision", None)
            self.ask_again(
                "We could not tell which version of the text you mean. If it is the one that is "
                "shown now, please send once more.",
                revision=self.article.live.number,
            )
        return values

    def keep(self, request: HttpRequest) -> Feedback:
        """Raises portal.limits.TooMany. Nothing about the reader is kept with the answer."""
        LIMIT.hit(network(request))
        return Feedback.objects.submit(
            revision=self.about,
            helpful=self.cleaned_data["helpful"] == "yes",
            why=self.cleaned_data["why"],
            text=self.cleaned_data["text"],
        )


def was_published(article: Article, number: int | None) -> Revision | None:
    """The revision of that number, if readers of this article have ever seen it."""
    if number is None:
        return None
    shown = Publication.objects.filter(
        article=article, action=Publication.Action.PUBLISHED, revision__number=number
    )
    publication = shown.select_related("revision").first()
    return publication and publication.revision


def beginning(asked: dict[str, str], article: Article) -> dict[str, Any]:
    """What the link on the page has already answered."""
    number = asked.get("revision", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    seen = was_published(article, int(number)) if is_number else None
    helpful = asked.get("helpful")
    return {
        "revision": seen.number if seen else article.live.number,
        "helpful": helpful if helpful in {"yes", "no"} else None,
        "why": "",
    }
