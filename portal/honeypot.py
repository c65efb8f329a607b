"""Forms that anybody may send, and how they tell a program from a person."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing

SALT = "portal.honeypot"


class HoneypotForm(forms.Form):
    """With a field that people do not see. Name it before other forms among the bases."""

    website = forms.CharField(
        label="Please leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    website.honeypot = True

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("website"):
            self.ask_again(
                "Something filled in a field that people do not see. Please send once more.",
                website="",
            )
        return values

    def ask_again(self, why: str, **instead: object) -> None:
        """Refuse it, with these values in the form: a person has lost nothing that was typed."""
        self.data = self.data.copy()
        for name, value in instead.items():
            self.data[name] = value
        self.add_error(None, why)


def now_signed() -> str:
    return signing.dumps(int(time.time()), salt=SALT)


class UnhurriedForm(HoneypotForm):
    """With the signed time at which it was shown: nobody fills it in within a moment.

    No puzzle keeps programs out that would not keep out somebody who sees badly, or is exhausted.
    Who was too fast is asked to send it once more, which by then is late enough.
    """

    shown_at = forms.Field(widget=forms.HiddenInput, required=False, initial=now_signed)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        try:
            shown = signing.loads(values.get("shown_at") or "", salt=SALT)
        except signing.BadSignature:
            shown = None
        if settings.FASTEST_FORM and (shown is None or time.time() - shown < settings.FASTEST_FORM):
            self.ask_again(
                "That was very fast, as only programs are. If you are a person, please look it "
                "over and send it once more: nothing is lost.",
                shown_at=values["shown_at"] if shown else now_signed(),
            )
        return values
