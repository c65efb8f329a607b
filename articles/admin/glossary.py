"""The glossary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.desk import DeskAdmin
from articles.models import GlossaryTerm


class TermForm(forms.ModelForm):
    """A term, its other forms, and what they mean."""

    class Meta:
        widgets = {"plain": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "slug": "Its place on the page of the glossary. Usually the term itself.",
            "plain": "One or two short sentences, for somebody who hears the word today.",
        }

    def clean_other_forms(self) -> str:
        forms = self.cleaned_data["other_forms"].split(",")
        return ", ".join(dict.fromkeys(form.strip() for form in forms if form.strip()))

    def clean(self) -> dict[str, Any]:
        """A word can mean one thing only: another term may not have taken it."""
        cleaned = super().clean()
        mine = GlossaryTerm(
            term=cleaned.get("term", ""), other_forms=cleaned.get("other_forms", "")
        ).forms()
        for form in mine:
            if not form[0].isalnum():
                raise ValidationError(f"“{form}” must begin with a letter or a figure.")
        others = GlossaryTerm.objects.filter(language=cleaned.get("language") or "en")
        taken = {
            form.casefold(): other
            for other in others.exclude(pk=self.instance.pk)
            for form in other.forms()
        }
        for form in mine:
            if other := taken.get(form.casefold()):
                raise ValidationError(f"“{form}” is already explained by the term “{other}”.")
        return cleaned


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(DeskAdmin):
    form = TermForm
    list_display = ["term", "plain", "other_forms", "language", "source"]
    list_filter = ["language"]
    list_select_related = ["source"]
    search_fields = ["term", "other_forms", "plain"]
    slug_from = "term"
    fields = ["term", "other_forms", "plain", "language", "source", "slug"]

    def view_on_site(self, obj: GlossaryTerm) -> str:
        return obj.get_absolute_url()

    def has_delete_permission(self, request: HttpRequest, obj: GlossaryTerm | None = None) -> bool:
        """Nothing is lost with a term but the explanation of a word."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
