"""How a line, a longer text, a day and a choice of many are filled in at the desk."""

from __future__ import annotations

from typing import Any

from django import forms


def line() -> forms.TextInput:
    """A sentence or a title."""
    return forms.TextInput(attrs={"class": "vLargeTextField"})


def lines(rows: int, **attrs: Any) -> forms.Textarea:
    """A text, with room for that many lines before it scrolls."""
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField", **attrs})


def day() -> forms.DateInput:
    """By the browser's own calendar, which takes a day in this format only."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def checklist() -> forms.CheckboxSelectMultiple:
    """Check boxes in a box that scrolls: by keyboard, by phone and without JavaScript."""
    return forms.CheckboxSelectMultiple(attrs={"class": "checklist"})
