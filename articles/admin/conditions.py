"""Conditions, with their names and codes."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.articles import LONG_COLUMNS
from articles.desk import DeskAdmin
from articles.models import Condition, ConditionCode, ConditionName


class PartOfCondition(admin.TabularInline):
    """Whoever may change a condition may change its names and codes."""

    extra = 1
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 40})}}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_condition")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_condition")

    has_delete_permission = has_change_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_condition")


class NameInline(PartOfCondition):
    model = ConditionName


class CodeForm(forms.ModelForm):
    def clean_value(self) -> str:
        """Without the catalogue's name, which is chosen beside it: "ORPHA:512" is 512."""
        return re.sub(r"^[A-Za-z-]+:", "", self.cleaned_data["value"])


class CodeInline(PartOfCondition):
    model, form = ConditionCode, CodeForm


@admin.register(Condition)
class ConditionAdmin(DeskAdmin):
    change_form_template = "admin/articles/condition/change_form.html"
    verbs = {"rename": "articles.change_condition"}
    list_display = ["name", "parent", "genes", "overview"]
    list_select_related = ["parent", "overview"]
    search_fields = ["name", "names__name", "codes__value"]
    fields = ["name", "slug", "parent", "genes", "inheritance", "overview"]
    autocomplete_fields = ["parent", "overview"]
    inlines = [NameInline, CodeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Condition]:
        long = [f"overview__{name}" for name in LONG_COLUMNS if "__" not in name]
        return super().get_queryset(request).defer(*long)

    def get_readonly_fields(self, request: HttpRequest, obj: Condition | None = None) -> list[str]:
        return ["slug"] if obj else []

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Condition | None = None
    ) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}
