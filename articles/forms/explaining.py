"""What editors fill in about clinical trials."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.forms import widgets
from articles.forms.writing import Prose
from articles.models import Condition, Treatment, Trial, TrialEvent, TrialSnapshot, TrialSummary
from articles.trials.registry import Registration
from articles.trials.registry.registrations import registry_of
from articles.trials.terms import Registry, Stage, Status
from portal.markdown import check_article


class SummaryForm(forms.Form):
    """A study in plain words; it knows which record and which words its author had before them."""

    title = forms.CharField(
        label="Title in plain words", max_length=200, widget=widgets.line(),
        help_text="What is tried, for whom. No promises.",
    )  # fmt: skip
    summary = Prose(
        max_length=3_000,
        widget=widgets.lines(8, spellcheck="true"),
        help_text="What is tried, for whom, and why, in a few plain sentences.",
    )
    taking_part = Prose(
        label="What taking part involves",
        max_length=3_000,
        required=False,
        widget=widgets.lines(8, spellcheck="true"),
        help_text="Visits, tests, stays, how long, what is paid: only what the record says.",
    )
    stages = forms.MultipleChoiceField(
        label="At which stage",
        choices=Stage,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only where the criteria say so. None: they say nothing about it.",
    )
    #: The record that was shown beside the form.
    record = forms.IntegerField(widget=forms.HiddenInput, required=False)
    #: The number of the words that were shown when writing began.
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    merged = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        self.trial, self.latest = trial, trial.summaries.select_related("written_by").first()
        self.newer: TrialSummary | None = None
        newest = trial.snapshots.first()
        shown = self.latest
        kwargs["initial"] = {
            "title": shown.title if shown else "",
            "summary": shown.summary if shown else "",
            "taking_part": shown.taking_part if shown else "",
            "stages": shown.stages if shown else [],
            "record": newest.pk if newest else None,
            "based_on": shown.number if shown else 0,
        }
        super().__init__(*args, **kwargs)

    def clean_summary(self) -> str:
        return _shown(self.cleaned_data["summary"])

    def clean_taking_part(self) -> str:
        return _shown(self.cleaned_data["taking_part"])

    def clean(self) -> dict[str, Any]:
        """Of two who write at once, the second reads what the first has saved."""
        values = super().clean()
        number = self.latest.number if self.latest else 0
        if number > (values.get("based_on") or 0) and values.get("merged") != number:
            self.newer = self.latest
            raise ValidationError(
                "Somebody else has saved other words meanwhile. Both are kept: read below what "
                "differs, bring it together, tick that you have, and save again."
            )
        return values

    def words(self) -> dict[str, Any]:
        """What is written, with the record that its author had read."""
        names = ("title", "summary", "taking_part", "stages")
        return {name: self.cleaned_data.get(name) or self.data.get(name, "") for name in names}

    def snapshot(self) -> TrialSnapshot | None:
        """The newest, where what was sent is none of this study."""
        return self.trial.snapshots.filter(pk=self.cleaned_data["record"] or 0).first()


def _shown(words: str) -> str:
    check_article(words)
    return words


class TakeDownForm(forms.Form):
    """Why readers do not see it any more."""

    because = forms.CharField(
        label="Why", max_length=500, widget=widgets.lines(3),
        help_text="For the staff. Readers find no page at its address.",
    )  # fmt: skip


class AboutForm(forms.Form):
    """A condition of ours that the study is about; the registry's words for it, if it has any."""

    condition = forms.ModelChoiceField(Condition.objects.order_by("name").only("name"))
    term = forms.CharField(max_length=300, required=False)


class TreatmentChoiceForm(forms.Form):
    """Which treatment of ours is tried; none is an answer too."""

    treatment = forms.ModelChoiceField(
        Treatment.objects.order_by("name").only("name"),
        required=False,
        empty_label="None of ours",
    )


class ByHandForm(forms.Form):
    """What an editor has read today in a registry that no machine can ask."""

    number = forms.CharField(
        label="Id in the registry", max_length=60, widget=widgets.line(),
        help_text="Such as ISRCTN88667898, 2017-001438-25 (EudraCT) or 2022-501417-31-01 (CTIS).",
    )  # fmt: skip
    title = forms.CharField(label="Title", max_length=500, widget=widgets.line())
    status = forms.ChoiceField(
        label="Status", choices=[("", "Choose what the registry says"), *Status.choices]
    )
    verified_on = forms.DateField(
        label="Last changed in the registry", required=False, widget=widgets.day(),
        help_text="Empty, if it does not say.",
    )  # fmt: skip
    sponsor = forms.CharField(max_length=300, required=False, widget=widgets.line())
    conditions = forms.ModelMultipleChoiceField(
        Condition.objects.order_by("name").only("name"),
        label="What it is about",
        required=False,
        widget=widgets.checklist(),
    )

    def __init__(self, *args: Any, trial: Trial | None = None, **kwargs: Any) -> None:
        """Of a study that was entered before: only what may be otherwise by now."""
        self.trial = trial
        super().__init__(*args, **kwargs)
        if trial:
            del self.fields["number"], self.fields["conditions"]

    def clean_number(self) -> Registration:
        registry, number = registry_of(self.cleaned_data["number"].strip())
        if registry == Registry.NCT:
            raise ValidationError(
                "The portal reads ClinicalTrials.gov itself: see import_trials and fetch_trials."
            )
        there = Trial.objects.of_id(registry or Registry.OTHER, number).first()
        if there:
            raise ValidationError(f"It is here already: “{there}”.")
        return Registration(registry or Registry.OTHER, number)

    def clean_verified_on(self) -> date | None:
        day = self.cleaned_data["verified_on"]
        if day and day > timezone.localdate():
            raise ValidationError("That day has not come yet.")
        return day


class SettleForm(forms.Form):
    """What was looked at, with one note for all of it."""

    event = forms.ModelMultipleChoiceField(
        TrialEvent.objects.none(), error_messages={"required": "Tick what you have looked at."}
    )
    note = forms.CharField(
        label="Note", max_length=500, required=False, widget=widgets.lines(2),
        help_text="For the staff, if there is something to say.",
    )  # fmt: skip
    #: Of one study only: its words hold for what is new as well.
    keep = forms.BooleanField(required=False)

    def __init__(self, *args: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events
