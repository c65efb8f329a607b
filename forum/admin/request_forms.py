"""What those who handle requests from outside fill in."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.forms import widgets
from forum.fields import LineField, TidyField
from portal.leaving.forms import ClosingForAnotherForm
from portal.models import User

#: Words to begin with. None of them says whether a text or an account was ever here.
ANSWERS = {
    "Done as asked": (
        "Thank you for writing to us. We have looked into what you asked, and have done it as far "
        "as this portal holds anything about it. Copies that search engines keep disappear by "
        "themselves, mostly within some weeks."
    ),
    "Done in part": (
        "Thank you for writing to us. We have taken out whatever tells who somebody is. The rest "
        "of what was written stays, because it helps other families and points to nobody."
    ),
    "We must know first who asks": (
        "Thank you for writing to us. Before we do what you ask, we must be sure that it is yours "
        "to ask. Please write to us again through the same form, with the number of this request, "
        "and tell us how we can be sure. Please send no papers."
    ),
    "About somebody who has died": (
        "We are very sorry for your loss. We have seen to what you asked, as far as this portal "
        "holds an account of the person who died. You need not do anything else."
    ),
}


class NoteForm(forms.Form):
    text = TidyField(
        label="Note",
        max_length=1_000,
        widget=widgets.lines(4),
        help_text="Only those who handle requests read it.",
    )


class CheckForm(forms.Form):
    how = forms.ChoiceField(
        label="How do you know?",
        widget=forms.RadioSelect,
        choices=[
            ("The request came from the account's own address", "From the account's own address"),
            ("Told something that only the family knows", "They told what only the family knows"),
            ("A death notice was looked at", "A death notice was looked at"),
            ("A paper of a court or an authority was looked at", "A paper of a court or authority"),
            ("Spoken with on the telephone", "Spoken with on the telephone"),
        ],
    )
    text = LineField(
        label="What exactly was looked at",
        max_length=300,
        help_text="For example “notice in a newspaper of 3 May”. No copies, no numbers of papers.",
        widget=widgets.line(),
    )

    @property
    def in_words(self) -> str:
        return f"{self.cleaned_data['how']}: {self.cleaned_data['text']}"


class AnswerForm(forms.Form):
    begin = forms.ChoiceField(
        label="Words to begin with",
        required=False,
        choices=[("", "My own"), *((label, label) for label in ANSWERS)],
    )
    message = TidyField(
        label="Answer",
        required=False,
        max_length=3_000,
        widget=widgets.lines(8),
        help_text="Never say whether a text or an account is here unless you know who asks.",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("message") and "message" not in self.errors:
            offer = ANSWERS.get(values.get("begin") or "", "")
            self.data = self.data.copy()
            self.data["message"] = offer
            self.add_error(
                "message",
                "Here are words to begin with. Please make them yours."
                if offer
                else "Whoever asked is owed an answer in words.",
            )
        return values


class RefusalForm(AnswerForm):
    begin = None
    message = TidyField(
        label="Why not",
        required=False,
        max_length=3_000,
        widget=widgets.lines(8),
        help_text="In plain words. The mail adds where somebody can complain.",
    )


class CloseForm(ClosingForAnotherForm):
    pseudonym = LineField(label="Name of the member", max_length=30, widget=widgets.line())
    field_order = ["pseudonym"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        name = values.get("pseudonym", "")
        values["member"] = User.objects.called(name)
        if name and values["member"] is None:
            self.add_error("pseudonym", "No member has exactly this name.")
        return values
