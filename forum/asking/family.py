"""The part of a question's form that asks about the family. All of it is optional, and folded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django_countries import countries

from forum.models import Circumstances
from forum.models.circumstances import DETAILS

Audience = Circumstances.Audience
#: Chosen nothing: members see it, but that somebody has died only moderators.
USUAL_STAGE = ("", "Members (if bereaved: moderators only)")


def _one_of(label: str, choices: Any, nothing: str = "Rather not say") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=lambda: [("", nothing), *choices],
        error_messages={"invalid_choice": "Please choose from the list."},
    )


def _seen_by(label: str, *, usual: tuple[str, str] | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"Who may see {label}?",
        required=False,
        choices=[*([usual] if usual else []), *Audience.choices],
        error_messages={"invalid_choice": "Please choose from the list."},
    )


class FamilyFields(forms.Form):
    """For each detail a choice, and `<detail>_for`: who may see it."""

    condition_for = _seen_by("which condition it is about")
    relationship = _one_of("You are", Circumstances.Relationship.choices)
    relationship_for = _seen_by("who you are to the person")
    stage = _one_of("How things stand", Circumstances.Stage.choices)
    stage_for = _seen_by("how things stand", usual=USUAL_STAGE)
    age = _one_of("Age of the person with the condition", Circumstances.Age.choices)
    age_for = _seen_by("the age")
    country = _one_of("Country", countries)
    country_for = _seen_by("the country")
    remember = forms.BooleanField(
        label="Remember these details for my next question", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for detail in DETAILS:
            usual = Circumstances._meta.get_field(f"{detail}_for").default
            self.fields[f"{detail}_for"].initial = "" if detail == "stage" else usual

    @staticmethod
    def remembered(last: Circumstances | None) -> dict[str, Any]:
        """What the form begins with, for somebody who asked us to remember."""
        if last is None:
            return {}
        names = [*DETAILS, *(f"{detail}_for" for detail in DETAILS), "remember"]
        values = {name: getattr(last, name) for name in names}
        return values | {"condition": last.condition.slug if last.condition else ""}

    @property
    def family(self) -> list[tuple[BoundField, BoundField]]:
        """Each detail that is asked for here, with the choice of who may see it."""
        return [(self[detail], self[f"{detail}_for"]) for detail in DETAILS[1:]]

    @property
    def tells_of_family(self) -> bool:
        """Whether anything of it is filled in or wrong, so that it must not be folded."""
        names = [name for pair in self.family for name in (pair[0].name, pair[1].name)]
        return any(self[name].errors for name in names) or any(
            self[detail].value() for detail in DETAILS[1:]
        )

    def circumstances(self) -> Circumstances:
        values = {name: self.cleaned_data.get(name) for name in FamilyFields.base_fields}
        for detail in DETAILS:
            usual = Circumstances._meta.get_field(f"{detail}_for").default
            values[f"{detail}_for"] = values[f"{detail}_for"] or usual
        if values["stage"] == Circumstances.Stage.BEREAVED and not self.cleaned_data["stage_for"]:
            values["stage_for"] = Audience.MODERATORS
        return Circumstances(condition=self.cleaned_data["condition"], **values)
