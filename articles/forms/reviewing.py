"""What reviewers fill in when they sign, and editors when they ask for a review."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.forms import widgets
from articles.forms.revision import RevisionForm
from articles.models import Article, Reviewer, ReviewPolicy, ReviewRequest, Revision, SignOff
from articles.reviewing import requests
from portal.models import User


class SignForm(RevisionForm):
    """Readers see the profile of the reviewer, these interests and both dates."""

    interests = forms.CharField(
        label="Declared interests",
        max_length=500,
        widget=widgets.lines(3),
        help_text="For this text: who pays you for anything that it is about. Write “None” if "
        "nobody does. Readers see it.",
    )
    review_due_on = forms.DateField(label="To be reviewed again by", widget=widgets.day())

    def __init__(
        self, *args: Any, article: Article, reviewer: Reviewer | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at_most: date = ReviewPolicy.of(article.kind).due_after(timezone.localdate())
        self.fields["interests"].initial = reviewer.interests if reviewer else ""
        due = self.fields["review_due_on"]
        due.initial = self.at_most
        due.help_text = (
            f"At the latest {self.at_most:%-d %B %Y}: the policy for this kind of article. Choose "
            "an earlier day where something is about to change."
        )

    def clean_review_due_on(self) -> date:
        due = self.cleaned_data["review_due_on"]
        if not timezone.localdate() < due <= self.at_most:
            raise ValidationError(f"Choose a day from tomorrow to {self.at_most:%-d %B %Y}.")
        return due

    def sign(self, by: User) -> SignOff:
        fields = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return self.latest.sign(by=by, **fields)


class AskForm(RevisionForm):
    """Whom to ask for a review, until when, and how they read the text."""

    reviewer = forms.ModelChoiceField(
        Reviewer.objects.none(),
        required=False,
        empty_label="Any reviewer",
        help_text="Only people who may sign, and who wrote nothing of this text.",
    )
    answer_by = forms.DateField(required=False, label="If possible until", widget=widgets.day())
    message = forms.CharField(
        required=False,
        max_length=1_000,
        widget=widgets.lines(4),
        help_text="What to look at above all. It is shown where they sign, and not in the e-mail.",
    )
    by_link = forms.BooleanField(
        required=False,
        label="Also make a link for reading without an account",
        help_text="It opens the text once, within 14 days. You copy it on the next page and send "
        "it yourself. Signing still needs an account with a second step.",
    )

    def __init__(self, *args: Any, latest: Revision, **kwargs: Any) -> None:
        super().__init__(*args, latest=latest, **kwargs)
        can = requests.may_be_asked(latest)
        self.fields["reviewer"].queryset = can
        if not can.exists():
            self.fields["reviewer"].help_text = (
                "Nobody can sign this text at the moment: an administrator must first make a "
                "profile for somebody who wrote nothing of it. A link for reading works all the "
                "same."
            )

    def clean_answer_by(self) -> date | None:
        day = self.cleaned_data["answer_by"]
        if day and day < timezone.localdate():
            raise ValidationError("Please choose a day that is still to come.")
        return day

    def ask(self, by: User) -> ReviewRequest:
        cleaned = self.cleaned_data
        return ReviewRequest.objects.ask(
            self.latest,
            cleaned["reviewer"],
            by=by,
            answer_by=cleaned["answer_by"],
            message=cleaned["message"],
            # A link without a name is for somebody outside: no reviewer here need look at it.
            quietly=cleaned["by_link"] and cleaned["reviewer"] is None,
        )


class SendBackForm(forms.Form):
    """Why a reviewer does not sign."""

    answer = forms.CharField(
        label="What must change",
        max_length=5_000,
        widget=widgets.lines(8),
        help_text="Whoever asked you reads this here. Their e-mail does not quote it.",
    )


class ReasonForm(forms.Form):
    """Why something is taken back, for staff."""

    because = forms.CharField(
        label="Why",
        max_length=300,
        widget=widgets.lines(3),
        help_text="For staff. Editors who decide on the pages need to know.",
    )
