"""What moderators fill in about a case."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.forms import widgets
from forum.fields import TidyField, VocabularyField
from forum.models import CasePoint, Road, SafeguardingCase


class NoteForm(forms.Form):
    text = TidyField(
        label="Note",
        max_length=3_000,
        widget=widgets.lines(5),
        help_text="Moderators read it, nobody else. It is kept for good: no names of people "
        "outside, and nothing copied from the text.",
    )


class LevelForm(forms.Form):
    level = forms.ChoiceField(
        label="Level", choices=SafeguardingCase.Level, widget=forms.RadioSelect
    )
    text = TidyField(label="Why", required=False, max_length=1_000, widget=widgets.lines(3))


class RoadForm(forms.Form):
    road = forms.ChoiceField(label="Kind of worry", choices=Road, widget=forms.RadioSelect)


class OpenForm(forms.Form):
    road = forms.ChoiceField(
        label="Kind of worry",
        choices=Road,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what worries you most."},
    )
    level = forms.ChoiceField(
        label="Level",
        choices=SafeguardingCase.Level,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how grave it is. If in doubt, the higher one."},
    )
    note = TidyField(
        label="Note",
        required=False,
        max_length=3_000,
        widget=widgets.lines(4),
        help_text="Moderators read it, nobody else. Copy nothing from the text.",
    )


class PointsForm(forms.Form):
    done = VocabularyField(
        label="Done",
        queryset=CasePoint.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "case__points"}),
        error_messages={"required": "Please tick what is done."},
    )

    def __init__(self, *args: Any, case: SafeguardingCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].queryset = case.points.filter(done_at=None)
