"""Organisations: what is listed, when one of us last looked, and whether its address answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse

from articles.desk import DeskAdmin, sent
from articles.models import Organisation


class VerifiedFilter(admin.SimpleListFilter):
    """Organisations by when one of us last looked."""

    title = "checked by us"
    parameter_name = "verified"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("old", "Never, or over a year ago"), ("lately", "Within a year")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Organisation]
    ) -> QuerySet[Organisation]:
        old = Organisation.objects.to_verify().values("pk")
        if self.value() == "old":
            return queryset.filter(pk__in=old)
        return queryset.exclude(pk__in=old) if self.value() == "lately" else queryset


class OrganisationForm(forms.ModelForm):
    """An organisation; another address has not been checked yet."""

    url = forms.URLField(label="Address", max_length=300, assume_scheme="https")

    def save(self, commit: bool = True) -> Organisation:
        """What was checked was the address before."""
        if "url" in self.changed_data:
            self.instance.link, self.instance.link_checked_at = Organisation.Link.UNKNOWN, None
        return super().save(commit)


@admin.register(Organisation)
class OrganisationAdmin(DeskAdmin):
    form = OrganisationForm
    change_form_template = "admin/articles/organisation/change_form.html"
    verbs = {"verify": "articles.change_organisation"}
    list_display = ["name", "kind", "country", "last_verified_on", "link"]
    list_filter = ["link", VerifiedFilter, "kind"]
    search_fields = ["name", "country", "url", "conditions__name"]
    slug_from = "name"
    fields = ["name", "slug", "kind", "url", "country", "what", "conditions", "last_verified_on"]
    fields += ["link", "link_checked_at"]
    #: Those that nobody has looked at come first.
    ordering = [F("last_verified_on").asc(nulls_first=True), "name"]
    readonly_fields = ["last_verified_on", "link", "link_checked_at"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> list[str]:
        return [*self.readonly_fields, "slug"] if obj else self.readonly_fields

    def verify(self, request: HttpRequest, organisation: Organisation) -> HttpResponse:
        look = f"Open {organisation.url} and compare: the name, what it offers, for whom, where."
        return self.do(
            request, organisation, title=f"Is all that we say of “{organisation}” true today?",
            button="Verified today", form=forms.Form(sent(request)), act=organisation.verify,
            done="Noted. Readers see that it was checked today.", notes=[look],
        )  # fmt: skip
