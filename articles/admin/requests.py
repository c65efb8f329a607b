"""Articles that editors have asked for, from the list of what families look for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.desk import DeskAdmin
from articles.models import ArticleRequest
from portal.states import IllegalMove


class AskForm(forms.Form):
    """A row of the list of gaps. Nobody types it."""

    words = forms.CharField(max_length=150)
    why = forms.CharField(max_length=100)
    times = forms.IntegerField(min_value=1, max_value=1_000_000_000)


@admin.register(ArticleRequest)
class ArticleRequestAdmin(DeskAdmin):
    actions = ["written", "not_needed", "ask_again"]
    list_display = ["words", "why", "times", "state", "asked_by", "asked_at", "begin"]
    list_filter = ["state"]
    search_fields = ["words"]
    list_select_related = ["asked_by"]
    fields = readonly_fields = ["words", "why", "times", "state", "asked_by", "asked_at", "begin"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from the list of gaps."""
        return False

    def get_urls(self) -> list[Any]:
        ask = self.admin_site.admin_view(self.ask)
        return [path("ask/", ask, name="articles_articlerequest_ask"), *super().get_urls()]

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Take one row of the list of gaps over, and go back there."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = AskForm(request.POST)
        if form.is_valid():
            asked, is_new = ArticleRequest.objects.ask(by=request.user, **form.cleaned_data)
            if is_new:
                self.log_addition(request, asked, "Asked for.")
            said = "is asked for now" if is_new else "was asked for before"
            self.message_user(request, f"An article on “{asked}” {said}.", messages.SUCCESS)
        else:
            self.message_user(request, "Nothing was asked for: please try again.", messages.ERROR)
        return redirect("admin:portal_searchlog_changelist")

    @admin.display(description="Article")
    def begin(self, asked: ArticleRequest) -> SafeString:
        url = f"{reverse('admin:articles_article_add')}?{urlencode({'title': asked.words})}"
        return format_html('<a href="{}">Begin it</a>', url)

    @admin.action(description="It is written", permissions=["change"])
    def written(self, request: HttpRequest, chosen: QuerySet[ArticleRequest]) -> None:
        self._settle(request, chosen, ArticleRequest.State.WRITTEN)

    @admin.action(description="It is not needed", permissions=["change"])
    def not_needed(self, request: HttpRequest, chosen: QuerySet[ArticleRequest]) -> None:
        self._settle(request, chosen, ArticleRequest.State.DECLINED)

    @admin.action(description="Ask for it again", permissions=["change"])
    def ask_again(self, request: HttpRequest, chosen: QuerySet[ArticleRequest]) -> None:
        self._settle(request, chosen, ArticleRequest.State.OPEN)

    def _settle(
        self, request: HttpRequest, chosen: QuerySet[ArticleRequest], to: ArticleRequest.State
    ) -> None:
        done = 0
        for asked in chosen:
            try:
                asked.settle(to)
            except IllegalMove:
                continue  # it is there already
            self.log_change(request, asked, f"{to.label}.")
            done += 1
        self.message_user(request, f"{to.label}: {done}.", messages.SUCCESS)
