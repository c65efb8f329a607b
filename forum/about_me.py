"""The form for somebody who is written about, and to which text an address on this portal leads."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from forum.fields import LineField, TidyField
from forum.forms import WritingForm
from forum.models import (
    Answer,
    ArticleComment,
    Comment,
    Contribution,
    PrivacyRequest,
    Question,
)
from portal.honeypot import UnhurriedForm
from portal.limits import Limit, network

#: Anybody may use the door, so only the network tells one person from another.
LIMIT = Limit("about-me-network", 10, timedelta(days=1))
SALT = "forum.about_me"
#: Seconds. No person reads and fills in the form faster; a page left open for longer is offered
#: once more, with all that was typed.
FASTEST, LONGEST = 4, 24 * 3600
#: The views that show one contribution, by the names of their addresses.
SHOWN_BY = {
    "question": Question, "question-by-number": Question, "answer": Answer, "comment": Comment,
}  # fmt: skip


class AboutMeForm(UnhurriedForm, WritingForm):
    who = forms.ChoiceField(
        label="Whom is it about?",
        choices=PrivacyRequest.Who,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose whom it is about."},
    )
    wish = forms.ChoiceField(
        label="What would you like us to do?",
        choices=PrivacyRequest.Wish,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what you would like."},
    )
    address = LineField(
        label="Address of the page",
        required=False,
        max_length=500,
        help_text="Copy it from the top of your browser, if you can.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    description = TidyField(
        label="Or: which text is it, or whose account?",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example the title of the question, or the name under which they wrote.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="For our answer only. It is never published, and deleted a year after the end.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Please give an e-mail address, so that we can answer.",
            "invalid": "Please enter a complete e-mail address.",
        },
    )
    words = TidyField(
        label="Anything else that we should know",
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Please send no papers and no health records. If we must be sure who you are, we "
        "write to you first.",
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = now_signed

    def clean_email(self) -> str:
        return get_adapter().clean_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not (values.get("address") or values.get("description")) and not (
            {"address", "description"} & set(self.errors)
        ):
            self.add_error(
                "address", "Please give the address of the page, or describe the text below."
            )
        if not self.errors and not FASTEST <= _age(values.get("opened", "")) <= LONGEST:
            self.ask_again(
                "We must be sure that no program filled this in. Everything is still here: please "
                "look through it, then send once more.",
                opened=now_signed(),
            )
        return values

    def keep(self, request: HttpRequest) -> PrivacyRequest:
        """Raises portal.limits.TooMany."""
        LIMIT.hit(network(request))
        values = {name: self.cleaned_data[name] for name in ["submission", *self.typed_fields]}
        return PrivacyRequest.objects.submit(about=contribution_at(values["address"]), **values)


def now_signed() -> str:
    """When a form was opened, so that nobody can say it was earlier."""
    return signing.dumps(int(time.time()), salt=SALT)


def _age(opened: str) -> float:
    try:
        return time.time() - signing.loads(opened, salt=SALT)
    except signing.BadSignature:
        return -1


def contribution_at(address: str) -> Contribution | None:
    """What stands at this address, whether or not everybody may see it; None for anything else."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    ours = urlsplit(settings.SITE_URL).hostname
    if parts.hostname not in {ours, None} or len(address) > 500:
        return None
    if anchor := re.fullmatch(r"(comment|answer)-([0-9]{1,9})", parts.fragment):
        return _at_anchor(found, anchor[1], int(anchor[2]))
    model = SHOWN_BY.get(found.url_name or "") if found.namespace == "forum" else None
    return model.objects.filter(pk=found.kwargs["pk"]).first() if model else None


def _at_anchor(found: Any, kind: str, number: int) -> Contribution | None:
    """A comment or an answer that the address names after its "#"."""
    if found.namespace == "articles":
        comments = ArticleComment.objects.filter(article__slug=found.kwargs.get("slug", ""))
        return comments.filter(pk=number).first()
    pk = found.kwargs.get("pk")
    if kind == "answer":
        return Answer.objects.filter(question=pk, number=number).first()
    of_question = Comment.objects.filter(question=pk) | Comment.objects.filter(answer__question=pk)
    return of_question.filter(pk=number).first()
