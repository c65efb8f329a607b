"""For what is done to a text that somebody has read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Revision


class RevisionForm(forms.Form):
    """For what is done to the latest revision: nobody acts on a text that they have not seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, latest: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.fields["revision"].initial = latest.number

    def clean_revision(self) -> int:
        if self.cleaned_data["revision"] != self.latest.number:
            raise ValidationError(
                "There is a newer text now than the one that you read. Please open this page "
                "anew, and read it first."
            )
        return self.cleaned_data["revision"]
