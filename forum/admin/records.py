"""What is on record, to look things up. Nothing is changed here, and no address is shown."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from forum.admin import figures
from forum.admin.filters import ReasonFilter
from forum.admin.read_only import ReadOnlyAdmin
from forum.admin.undoing import undo_link
from forum.models import (
    Answer,
    ArticleComment,
    Comment,
    Contribution,
    Decision,
    Deflection,
    Question,
)
from forum.wording import ago
from portal.models import User
from portal.search import CONFIG, clean_query


class ContributionAdmin(ReadOnlyAdmin):
    """Found by words where there is an index of them, by the author's pseudonym, or by number."""

    list_display = ["heading", "writer", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["author"]
    ordering = ["-pk"]
    search_fields = ["pk"]  # shows the search box; get_search_results() does the work
    search_help_text = "Words of the text, the author's exact pseudonym, or a number."
    fields = [
        "heading",
        "writer",
        "state",
        "text",
        "created_at",
        "published_at",
        "in_place",
        "to_decide",
    ]
    readonly_fields = fields
    has_words = True

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        term = clean_query(search_term)
        if not term:
            return queryset, False
        writer = User.objects.called(term)
        found = Q(author=writer) if writer else Q(pk=None)
        if self.has_words:
            found |= Q(search=SearchQuery(term, config=CONFIG, search_type="websearch"))
        if term.isascii() and term.isdigit() and len(term) < 19:
            found |= Q(pk=int(term))
        return queryset.filter(found), False

    @admin.display(description="Author")
    def writer(self, contribution: Contribution) -> SafeString | str:
        """Who wrote it, for moderators, who know that of anonymous questions as well."""
        if not contribution.author:
            return contribution.byline.name
        url = reverse("admin:portal_user_timeline", args=[contribution.author_id])
        return format_html('<a href="{}">{}</a>', url, contribution.author)

    @admin.display(description="Text")
    def text(self, contribution: Contribution) -> SafeString:
        html = mark_safe(contribution.body_html)  # noqa: S308  (sanitised when it was saved)
        return format_html('<div class="prose">{}</div>', html)

    @admin.display(description="On the site")
    def in_place(self, contribution: Contribution) -> SafeString:
        url = contribution.get_absolute_url()
        return format_html('<a href="{}">See it in its place</a>', url)

    @admin.display(description="Decide")
    def to_decide(self, contribution: Contribution) -> SafeString:
        address = reverse("admin:forum_reviewitem_open")
        query = f"{contribution.kind}={contribution.pk}"
        return format_html('<a href="{}?{}">Decide about it</a>', address, query)


@admin.register(Question)
class QuestionAdmin(ContributionAdmin):
    list_select_related = ["author", "condition"]
    list_display = ["heading", "condition", "writer", "state", "created_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("search")


@admin.register(Answer)
class AnswerAdmin(ContributionAdmin):
    list_select_related = ["author", "question"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super().get_queryset(request).defer("search", "question__search", "question__body_html")
        )


@admin.register(Comment)
class CommentAdmin(ContributionAdmin):
    list_select_related = ["author", "question", "answer__question"]
    search_help_text = "The author's exact pseudonym, or a number."
    has_words = False


@admin.register(ArticleComment)
class ArticleCommentAdmin(ContributionAdmin):
    list_select_related = ["author", "article"]
    search_help_text = "The exact pseudonym of a member, or a number."
    has_words = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("email", "article__body_html")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Append-only: the database itself refuses to change or delete a row."""

    list_display = ["about", "decision", "reason", "by", "at"]
    list_filter = ["decision", ReasonFilter]
    ordering = ["-at", "-pk"]
    sortable_by = ()
    fields = ["about", "decision", "reason", "message", "note", "by", "at", "taken_back"]
    readonly_fields = fields
    list_select_related = [
        "by",
        "reason",
        "item__question",
        "item__answer__question",
        "item__comment__question",
        "item__comment__answer__question",
        "item__article_comment__article",
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("figures/", view(figures.show), name="forum_decision_figures"),
            path("statements/", view(figures.statements), name="forum_decision_statements"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related(*self.list_select_related)
            .defer("item__article_comment__email")
        )

    @admin.display(description="Taken back")
    def taken_back(self, decision: Decision) -> SafeString | str:
        if decision.can_be_undone:
            return undo_link(decision)
        undone = getattr(decision, "undone_by", None)
        return f"{ago(undone.at)}, by {undone.by}" if undone else "-"

    @admin.display(description="About")
    def about(self, decision: Decision) -> str:
        return decision.item.target.heading


@admin.register(Deflection)
class DeflectionAdmin(ReadOnlyAdmin):
    """What answers families before they ask, so that it is kept true and easy to find."""

    list_display = ["day", "kind", "found", "count"]
    list_display_links = None
    list_select_related = ["article", "question"]
    date_hierarchy = "day"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        texts = ["body_html", "body_text"]
        return (
            super()
            .get_queryset(request)
            .select_related(*self.list_select_related)
            .defer("question__search")
            .defer(*(f"{kind}__{name}" for kind in ("article", "question") for name in texts))
        )

    @admin.display(description="Kind")
    def kind(self, deflection: Deflection) -> str:
        return "Article" if deflection.article_id else "Question"
