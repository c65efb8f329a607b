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
from articles.desk import DeskAdmin, gaps
from articles.models import Article, Condition, ConditionCode, ConditionName


class GapFilter(admin.SimpleListFilter):
    """Conditions about which something is missing."""

    title = "what is missing"
    parameter_name = "gap"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("overview", "No published overview"),
            ("articles", "No article on treatment or daily life"),
        ]

    def queryset(
        self, request: HttpRequest, conditions: QuerySet[Condition]
    ) -> QuerySet[Condition]:
        if self.value() == "overview":
            return conditions.filter(gaps.without_overview())
        return gaps.without_articles(conditions) if self.value() == "articles" else conditions


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
    list_filter = [GapFilter]
    search_fields = ["name", "names__name", "codes__value"]
    slug_from = "name"
    fields = ["name", "slug", "parent", "genes", "inheritance", "overview"]
    inlines = [NameInline, CodeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Condition]:
        long = [f"overview__{name}" for name in LONG_COLUMNS if "__" not in name]
        return super().get_queryset(request).defer(*long)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Plain lists to choose from: they need no JavaScript."""
        if db_field.name == "overview":
            overviews = Article.objects.filter(kind=Article.Kind.OVERVIEW)
            kwargs["queryset"] = overviews.only("title", "kind").order_by("title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
