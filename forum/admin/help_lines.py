"""Whom somebody in need is told to call: administrators keep the numbers, and look yearly."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_countries import countries

from articles.desk import DeskAdmin, sent
from forum.models import HelpLine

KEEP = "forum.keep_rules"


class KeptByAdministrators(DeskAdmin):
    """Rows that whoever keeps the rules may change, delete and nobody else sees."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KEEP)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(KEEP)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KEEP)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(KEEP)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(KEEP)


class CheckedFilter(admin.SimpleListFilter):
    title = "checked"
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("old", "Never, or over a year ago")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[HelpLine]) -> QuerySet[HelpLine]:
        return queryset.to_check() if self.value() == "old" else queryset


class HelpLineForm(forms.ModelForm):
    country = forms.ChoiceField(
        required=False,
        choices=[("", "Many countries"), *countries],
        help_text=HelpLine._meta.get_field("country").help_text,
    )
    source = forms.URLField(
        label="Where it stands",
        required=False,
        assume_scheme="https",
        help_text="The line's own page, or the government's.",
    )

    def save(self, commit: bool = True) -> HelpLine:
        """What was checked was the number before."""
        if "number" in self.changed_data:
            self.instance.verified_on = None
        return super().save(commit)


@admin.register(HelpLine)
class HelpLineAdmin(KeptByAdministrators):
    """Those that nobody has looked at come first."""

    form = HelpLineForm
    change_form_template = "admin/forum/helpline/change_form.html"
    verbs = {"verify": KEEP}
    list_display = ["name", "where", "kind", "number", "checked"]
    list_filter = ["kind", CheckedFilter]
    search_fields = ["name", "number", "country"]
    ordering = [F("verified_on").asc(nulls_first=True), "country", "kind"]
    fields = ["country", "kind", "name", "number", "language", "source", "verified_on"]
    readonly_fields = ["verified_on"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if count := HelpLine.objects.to_check().count():
            self.message_user(
                request,
                f"Nobody has looked for a year, or ever, whether {count} of these numbers are "
                "right. Readers see them all the same.",
                "WARNING",
            )
        return super().changelist_view(request, {"title": "Whom to call, by country"})

    @admin.display(description="Country", ordering="country")
    def where(self, line: HelpLine) -> str:
        return line.where

    @admin.display(description="Checked on", ordering="verified_on")
    def checked(self, line: HelpLine) -> SafeString | str:
        words = f"{line.verified_on:%-d %B %Y}" if line.verified_on else "never"
        return format_html("<strong>{}: please look</strong>", words) if line.is_to_check else words

    def verify(self, request: HttpRequest, line: HelpLine) -> HttpResponse:
        where = line.source or "the line's own page"
        look = f"Open {where} and compare: the number, for whom it is, and when it answers."
        return self.do(
            request, line, title=f"Is {line.number} still the number of {line.name}?",
            button="It is right today", form=forms.Form(sent(request)), act=line.verify,
            done="Noted: it was checked today.", notes=[look],
        )  # fmt: skip
