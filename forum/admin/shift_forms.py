"""What is filled in about shifts and at their end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from articles.forms import widgets
from forum.duty import people
from forum.fields import TidyField
from forum.models import DutyLimit, Shift
from portal.models import User


def clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class OwnShiftForm(forms.ModelForm):
    """A day and two times, where the portal is; an end before the beginning is on the next day."""

    day = forms.DateField(label="Day", widget=widgets.day())
    starts = forms.TimeField(label="From", widget=clock())
    ends = forms.TimeField(
        label="To", widget=clock(), help_text="An earlier time is on the next day."
    )

    field_order = ["moderator", "day", "starts", "ends", "weekly", "repeats_until"]

    class Meta:
        model = Shift
        fields = ["weekly", "repeats_until"]
        widgets = {"repeats_until": widgets.day()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            starts, ends = map(timezone.localtime, (self.instance.starts_at, self.instance.ends_at))
            self.initial |= {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        day, starts, ends = (values.get(name) for name in ("day", "starts", "ends"))
        if day and starts is not None and ends is not None:
            over = day if ends > starts else day + timedelta(days=1)
            self.instance.starts_at = timezone.make_aware(datetime.combine(day, starts))
            self.instance.ends_at = timezone.make_aware(datetime.combine(over, ends))
            if not values.get("weekly") and self.instance.ends_at < timezone.now():
                self.add_error("day", "That is over already.")
        return values


class ModeratorField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), **kwargs)


class ShiftForm(OwnShiftForm):
    """For whoever plans for others."""

    moderator = ModeratorField(label="Moderator")

    class Meta(OwnShiftForm.Meta):
        fields = ["moderator", *OwnShiftForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moderator"].queryset = people.moderators()


class LimitForm(forms.ModelForm):
    class Meta:
        model = DutyLimit
        fields = ["most"]
        labels = {"most": "Crisis items in a day"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.DISTRESSING_A_DAY
        self.fields["most"] = forms.IntegerField(
            label="Crisis items in a day",
            min_value=0,
            max_value=most,
            initial=most,
            help_text=f"From 0 to {most}. After so many, others are alerted before you, and “next” "
            "leads you to other things. You can still open all of it.",
        )


class HandOverForm(forms.Form):
    note = TidyField(
        label="Note for whoever comes next",
        required=False,
        max_length=2_000,
        widget=widgets.lines(5),
        help_text="What to keep an eye on. Copy nothing from texts, and name nobody from outside.",
    )
    to = ModeratorField(
        label="What you are looking at goes to",
        required=False,
        empty_label="Back to the queue, for whoever is free",
    )

    def __init__(self, *args: Any, by: User, holds: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people.moderators().exclude(pk=by.pk)
        if not holds:
            del self.fields["to"]
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "Please write a few words."
