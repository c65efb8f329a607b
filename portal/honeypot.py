"""Forms that anybody may send, and how they tell a program from a person."""

from __future__ import annotations

from typing import Any

from django import forms


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
