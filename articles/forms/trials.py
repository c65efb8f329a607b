"""What a family says to find trials. It lives in the address alone: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django_countries import countries

from articles.forms.feedback import PlainTextField
from articles.models import Condition
from articles.reading.trials import lists
from articles.trials import places
from articles.trials.ages import Age, read_age
from articles.trials.fitting import Situation
from articles.trials.terms import OVER, Sex, Stage, Status, StudyType

#: A status by itself, or one of these.
OPEN, ENDED, ALL = "", "ended", "all"
STATUSES = [
    (OPEN, "All that are not over"),
    (Status.RECRUITING.value, "Recruiting now"),
    (Status.NOT_YET_RECRUITING.value, "Not yet recruiting"),
    (Status.ENROLLING_BY_INVITATION.value, "By invitation only"),
    (Status.ACTIVE_NOT_RECRUITING.value, "Going on, recruiting nobody new"),
    (Status.SUSPENDED.value, "Paused"),
    (Status.UNKNOWN.value, "Unknown"),
    (Status.AVAILABLE.value, "Expanded access that is available"),
    (ENDED, "Only those that are over"),
    (ALL, "All, also those that are over"),
]
KINDS = [("", "All kinds")] + [
    (kind.value, kind.label) for kind in StudyType if kind != StudyType.OTHER
]
CHOOSE = "Please choose one of the list."
#: What is out of sight until somebody wants it.
FOLDED = ("sex", "near", "status", "kind")


class TrialFilter(forms.Form):
    """Every field can be left out. What cannot be read is said, and the rest still counts."""

    condition = forms.ChoiceField(label="Condition or form", required=False)
    age = PlainTextField(
        label="Age now",
        required=False,
        max_length=40,
        help_text="Such as 18 months, or 3 years. A number alone means years.",
        error_messages={"max_length": "Please write only the age, such as 18 months."},
    )
    stage = forms.ChoiceField(
        label="Stage",
        required=False,
        choices=[("", "Any, or we do not know"), *Stage.choices],
    )
    country = forms.ChoiceField(label="Country", required=False)
    near = PlainTextField(
        label="Near which town",
        required=False,
        max_length=80,
        help_text="To see how far it is to the nearest site, in a straight line.",
        error_messages={"max_length": "Please write only the name of the town."},
    )
    sex = forms.ChoiceField(
        label="Sex",
        required=False,
        choices=[("", "Any"), (Sex.FEMALE.value, "Girl or woman"), (Sex.MALE.value, "Boy or man")],
    )
    status = forms.ChoiceField(label="How the trial stands", required=False, choices=STATUSES)
    kind = forms.ChoiceField(label="Kind", required=False, choices=KINDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conditions = {each.slug: each for each in Condition.objects.all()}
        self.fields["condition"].choices = [
            ("", "All conditions"),
            *_tree(self.conditions.values()),
        ]
        self.fields["country"].choices = [("", "Any country"), *countries]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = CHOOSE
        self.town: places.Place | None = None
        self.read: Age | None = None

    def clean_age(self) -> str:
        text = self.cleaned_data["age"]
        self.read = read_age(text) if text else None
        return text

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if name := values.get("near"):
            self.town = places.find(name, values.get("country", "")) or places.find(name)
            if self.town is None:
                self.add_error("near", f"We do not know “{name}”. Please try the next larger town.")
        return values

    @cached_property
    def situation(self) -> Situation:
        """What could be understood of it. A town says the country as well."""
        said = self.cleaned_data
        condition = self.conditions.get(said.get("condition", ""))
        country = said.get("country") or (self.town.country if self.town else "")
        return Situation(
            about=lists.about(condition, self.conditions.values()) if condition else None,
            age=self.read,
            stage=said.get("stage", ""),
            sex=said.get("sex", ""),
            country=country,
            country_name=countries.name(country) if country else "",
            place=self.town,
        )

    def in_words(self) -> list[str]:
        """What was understood, to show above the list."""
        said, chosen = self.situation, []
        if said.about:
            chosen.append(said.about.condition.name)
        if said.age:
            chosen.append(said.age.words)
        for name in ("stage", "sex"):
            if value := getattr(said, name):
                chosen.append(dict(self.fields[name].choices)[value].lower())
        if said.place:
            chosen.append(f"near {said.place}")
        elif said.country:
            chosen.append(said.country_name)
        for name in ("status", "kind"):
            if value := self.cleaned_data.get(name):
                chosen.append(dict(self.fields[name].choices)[value].lower())
        return chosen

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FOLDED]

    @property
    def open_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in FOLDED]

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].value() or self[name].errors for name in FOLDED)

    def narrowed(self, trials: Any) -> Any:
        """By how they stand and of which kind: the two things that leave rows out."""
        status, kind = self.cleaned_data.get("status", OPEN), self.cleaned_data.get("kind")
        if kind:
            trials = trials.filter(study_type=kind)
        if status == OPEN:
            return trials.not_over()
        if status == ENDED:
            return trials.filter(status__in=OVER)
        if status == ALL:
            return trials
        # What its registry does not have any more stands nowhere.
        return trials.filter(status=status, gone_since=None)


def _tree(conditions: Iterable[Condition]) -> list[tuple[str, str]]:
    """Conditions from A to Z, each followed by its forms."""
    below: dict[int | None, list[Condition]] = {}
    for each in sorted(conditions, key=lambda each: each.name.casefold()):
        below.setdefault(each.parent_id, []).append(each)

    def walk(parent: int | None, depth: int) -> list[tuple[str, str]]:
        found = []
        for each in below.pop(parent, []):  # popped: a loop in the tree ends here
            found.append((each.slug, "\u2013 " * depth + each.name))
            found += walk(each.pk, depth + 1)
        return found

    return walk(None, 0)
