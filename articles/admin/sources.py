"""Sources."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.desk import DeskAdmin
from articles.models import Source


class SourceForm(forms.ModelForm):
    doi = forms.CharField(label="DOI", max_length=220, required=False)
    url = forms.URLField(label="Address", max_length=300, required=False, assume_scheme="https")

    def clean_doi(self) -> str:
        """Without what browsers and journals write before it."""
        return re.sub(
            r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", self.cleaned_data["doi"], flags=re.I
        )

    def clean(self) -> dict[str, Any]:
        """An empty identifier is none: two sources without a DOI do not share one."""
        cleaned = super().clean()
        for name in ("doi", "pmid", "registry_id", "url"):
            cleaned[name] = cleaned.get(name) or None
        return cleaned


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    form = SourceForm
    list_display = ["key", "title", "year", "kind"]
    list_filter = ["kind", "year"]
    search_fields = ["key", "title", "doi", "pmid", "registry_id", "url"]
    fields = ["key", "title", "citation", "year", "kind", "doi", "pmid", "registry_id", "url"]

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        return ["key"] if obj else []  # texts cite it by this key
