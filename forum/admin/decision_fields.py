"""What single decisions need beside a reason and a message; of each only what was chosen counts."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve

from articles.models import Article, Condition
from forum import screening
from forum.models import Decision, Question, ReviewItem
from forum.models.contributions import Label
from forum.redacting import MOST_WORDS
from forum.screening.personal_data import names

Kind = Decision.Kind
#: The fields of each decision, in the order in which they are shown.
FIELDS = {
    Kind.REDACT: ["personal", "pictures", "sure"],
    Kind.LABEL: ["label", "article"],
    Kind.MOVE: ["condition"],
    Kind.DUPLICATE: ["first"],
    Kind.MERGE: ["first"],
    Kind.LOCK: ["words"],
    Kind.ESCALATE: ["note"],
}
#: For which decisions each of them is shown, for the style sheet.
SHOWN_FOR: dict[str, list[str]] = {}
for _kind, _names in FIELDS.items():
    for _name in _names:
        SHOWN_FOR.setdefault(_name, []).append(_kind.value)


class DecisionFields(forms.Form):
    """Beneath the form of one item. Without `:has()` all of it is shown."""

    personal = forms.CharField(
        label="Words to take out",
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text="One on each line, as they stand in the text. Readers see that a moderator has "
        "removed personal data. Nothing brings them back.",
    )
    pictures = forms.TypedMultipleChoiceField(
        label="Pictures to delete", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(
        label="I am sure: delete this for good", required=False, widget=forms.CheckboxInput
    )
    label = forms.ChoiceField(
        label="What readers are told",
        required=False,
        choices=[*Label.choices, ("", "Nothing: take the label away")],
        widget=forms.RadioSelect,
    )
    article = forms.ModelChoiceField(
        Article.objects.none(), label="Article that says what holds", required=False
    )
    condition = forms.ModelChoiceField(
        Condition.objects.order_by("name"), label="Condition it belongs to", required=False
    )
    first = forms.CharField(
        label="The question that was there first",
        required=False,
        max_length=300,
        help_text="Its number, or its address.",
    )
    words = forms.CharField(
        label="What readers are told",
        required=False,
        max_length=300,
        help_text="Empty: “Moderators have closed this question. What was written stays.”",
    )
    note = forms.CharField(
        label="Note to the second moderator",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only moderators read it.",
    )

    def __init__(self, *args: Any, item: ReviewItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        if item is None:
            for name in SHOWN_FOR:
                del self.fields[name]
            return
        articles = Article.objects.published().only("title", "slug").order_by("title")
        self.fields["article"].queryset = articles
        self.fields["personal"].initial = "\n".join(personal_words(item))
        photos = item.target.photos.all() if hasattr(item.target, "photos") else ()
        self.fields["pictures"].choices = [(photo.pk, str(photo)) for photo in photos]
        if not photos:
            del self.fields["pictures"]
        for name, kinds in SHOWN_FOR.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-for"] = " ".join(kinds)

    def given(self) -> dict[str, Any]:
        """What goes with the decision, for `ReviewItem.decide()`."""
        values = self.cleaned_data
        needed = FIELDS.get(values.get("decision"), [])
        given = {name: values[name] for name in needed if name in values and name != "sure"}
        if "personal" in given:
            given["personal"] = tuple(given["personal"].splitlines())
            given["pictures"] = tuple(given.get("pictures", ()))
        return given

    def clean_first(self) -> Question | None:
        text = self.cleaned_data["first"].strip()
        number = text if re.fullmatch("[0-9]{1,18}", text) else self._number(text)
        found = Question.objects.filter(pk=number).first() if number else None
        if text and found is None:
            raise forms.ValidationError("There is no such question.")
        return found

    @staticmethod
    def _number(address: str) -> int | None:
        try:
            return resolve(urlsplit(address).path).kwargs.get("pk")
        except (Resolver404, ValueError):
            return None

    def complain_of_fields(self, decision: str) -> None:
        """What this decision cannot do without."""
        values, missing = self.cleaned_data, {}
        if decision == Kind.REDACT:
            if not values.get("personal") and not values.get("pictures"):
                missing["personal"] = "Please say which words are to go."
            elif len(values.get("personal", "").splitlines()) > MOST_WORDS:
                missing["personal"] = f"At most {MOST_WORDS} lines at once, please."
            elif not values.get("sure"):
                missing["sure"] = "This cannot be undone. Please look once more, then tick this."
        elif decision == Kind.LABEL and values.get("label") in {"outdated", "contradicts"}:
            if not values.get("article"):
                missing["article"] = "Please choose the article that says what holds instead."
        elif decision == Kind.LABEL and not values.get("label") and not self.item.target.label:
            missing["label"] = "Please choose what readers are told."
        elif decision in {Kind.DUPLICATE, Kind.MERGE} and not values.get("first"):
            missing["first"] = "Please say which question was there first."
        elif decision == Kind.ESCALATE and not values.get("note", "").strip():
            missing["note"] = "Please tell the second moderator what you ask of them."
        for name, words in missing.items():
            if name not in self.errors:
                self.add_error(name, words)


def personal_words(item: ReviewItem) -> list[str]:
    """What screening takes for personal data in it, to begin with; first names alone as well."""
    words = screening.words_of(item.target)
    found = [
        each for each in screening.screen_contribution(item.target) if each.kind == "personal-data"
    ]
    said = [words[one.start : one.end].strip() for one in found]
    said += [
        words[one.start : one.end].split()[0]
        for one in found
        if one.why in {names.CHILD, names.RELATIVE}
    ]
    return list(dict.fromkeys(filter(None, said)))
