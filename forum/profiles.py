"""The form in which a member chooses what others may know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django_countries import countries

from articles.languages import LANGUAGES
from articles.models import Condition
from forum.models import Profile

MOST_LANGUAGES = 6


class ProfileForm(forms.ModelForm):
    """Every detail is chosen from a list, and beside each stands who sees it."""

    condition = forms.ModelChoiceField(
        Condition.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        empty_label="I do not say",
        label="Condition in the family",
        error_messages={"invalid_choice": "Please choose a condition from the list."},
    )
    country = forms.ChoiceField(
        choices=[("", "I do not say"), *countries],
        required=False,
        label="Country",
        error_messages={"invalid_choice": "Please choose a country from the list."},
    )
    languages = forms.MultipleChoiceField(
        choices=sorted(LANGUAGES, key=lambda language: language[1].casefold()),
        required=False,
        label="Languages",
        widget=forms.CheckboxSelectMultiple,
        help_text=f"In which others may write to you. Up to {MOST_LANGUAGES}.",
        error_messages={"invalid_choice": "Please choose languages from the list."},
    )

    class Meta:
        model = Profile
        fields = [
            "relationship", "relationship_for", "condition", "condition_for", "country",
            "country_for", "languages", "languages_for", "since_for",
        ]  # fmt: skip
        labels = {
            "relationship": "Who you are to the person with the disease",
            "since_for": "Who sees the year in which you joined",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["condition"] = self.instance.condition  # which knows its slug
        relationship = self.fields["relationship"]
        relationship.choices = [("", "I do not say"), *relationship.choices[1:]]
        for name in Profile.DETAILS:
            if name != "since":
                self.fields[f"{name}_for"].label = "Who sees this"

    def details(self) -> list[list[BoundField]]:
        """The fields as they stand together: a detail, and who sees it."""
        return [
            [self[each] for each in (name, f"{name}_for") if each in self.fields]
            for name in Profile.DETAILS
        ]

    def clean_languages(self) -> list[str]:
        languages = self.cleaned_data["languages"]
        if len(languages) > MOST_LANGUAGES:
            raise forms.ValidationError(
                f"Please choose at most {MOST_LANGUAGES} languages.", code="many"
            )
        return languages
