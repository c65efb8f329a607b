"""Articles: the list, the form, and what is done to one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles import blocks, citations
from articles.admin.publishing import PublishingVerbs
from articles.admin.signing import ReviewingVerbs
from articles.desk import comparing, gaps, standing, waiting, way
from articles.forms.publishing import CompareForm
from articles.forms.writing import ArticleForm
from articles.models import Article, Revision
from articles.views import article_page

LONG_COLUMNS = ["summary_html", "summary_text", "body_html", "body_text", "contents"]
LONG_COLUMNS += ["live__summary", "live__body"]


class ReviewFilter(admin.SimpleListFilter):
    """Articles by what they wait for."""

    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("overdue", "Due for a new review"),
            ("due-soon", f"Due within {waiting.SOON} days"),
            ("to-sign", "Newest text not signed"),
            ("to-publish", "Signed, to be published"),
            ("unsigned", "Readers see an unsigned text"),
            ("newer", "Has a newer text than readers see"),
            ("mine", "A draft of mine"),
            ("planned", "Planned to be published or retired"),
            ("old-sources", f"Rests on sources older than {gaps.OLD} years"),
        ]

    def queryset(self, request: HttpRequest, articles: QuerySet[Article]) -> QuerySet[Article]:
        ways = {
            "overdue": waiting.overdue(),
            "due-soon": waiting.due_soon(),
            "to-sign": waiting.TO_SIGN,
            "to-publish": waiting.TO_PUBLISH,
            "unsigned": waiting.UNSIGNED,
            "newer": waiting.NEWER,
        }
        if self.value() in {"mine", "planned", "old-sources"}:
            return articles.filter(pk__in=self._apart(request.user).values("pk"))
        return articles.filter(ways.get(self.value() or "", Q()))

    def _apart(self, user: Any) -> QuerySet[Article]:
        """What cannot be asked of the numbered list itself."""
        numbered = waiting.numbered(Article.objects.order_by())
        return {
            "mine": lambda: gaps.drafts_of(numbered, user),
            "planned": lambda: Article.objects.filter(plans__state="waiting"),
            "old-sources": lambda: gaps.on_old_sources(Article.objects.order_by()),
        }[self.value()]()


@admin.register(Article)
class ArticleAdmin(ReviewingVerbs, PublishingVerbs):
    """The text in the form is the latest revision; saving it never changes what readers see."""

    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    verbs = {
        "preview": "articles.view_article",
        "compare": "articles.view_article",
        **PublishingVerbs.publishing_verbs,
        **ReviewingVerbs.reviewing_verbs,
        "rename": "articles.change_article",
    }
    list_display = ["title", "kind", "state", "review", "newer_text", "updated_at"]
    list_filter = ["state", ReviewFilter, "kind"]
    list_select_related = ["live", "signoff"]
    search_fields = ["title", "slug", "conditions__name"]
    ordering = ["-pk"]  # see get_ordering(); without it the list says that it is sorted by title
    about = ["kind", "conditions", "topics", "treatments", "related"]
    changes = ["note", "significance", "public_note"]
    text = ["text_title", "summary", "body", *changes, "based_on"]
    in_language = ["language", "translation_of", "translated_from"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        numbered = waiting.numbered(super().get_queryset(request))
        return numbered.annotate(asked=standing.newest_request()).defer(*LONG_COLUMNS)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Overdue ones first, then drafts and newer texts, then the others, retired ones last."""
        overdue = When(waiting.overdue(), then=0)
        newer = Revision.objects.filter(article=OuterRef("pk"), number__gt=OuterRef("live__number"))
        unfinished = When(Q(Exists(newer)) | Q(state=Article.State.DRAFT), then=1)
        due = F("review_due_on").asc(nulls_last=True)
        changed = F("updated_at").desc(nulls_first=True)
        retired = When(waiting.RETIRED, then=3)
        return [Case(overdue, retired, unfinished, default=2), due, changed, "-pk"]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "related":
            match = request.resolver_match
            here = (match.kwargs.get("object_id", "") if match else "") or ""
            others = Article.objects.exclude(pk=here if here.isdecimal() and len(here) < 18 else 0)
            kwargs["queryset"] = others.only("title").order_by("title")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "translation_of":
            originals = Article.objects.filter(translation_of=None)
            kwargs["queryset"] = originals.only("title").order_by("title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ["where", "kind", "slug", "shown_about"]})]
        folded = [] if "translation_of" in request.GET else ["collapse"]
        fieldsets = [
            ("Text", {"fields": self.text}),
            ("What it is about", {"fields": self.about}),
            ("Language", {"fields": self.in_language, "classes": folded}),
        ]
        if obj:
            return [("Where it stands", {"fields": ["where", "slug"]}), *fieldsets]
        # Nothing has changed yet in a text that begins.
        begins = [name for name in self.text if name not in self.changes]
        fieldsets[0] = ("Text", {"fields": begins})
        return [*fieldsets, ("Address", {"fields": ["slug"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["where", "slug", "shown_about"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """`?kind=treatment` begins with the blocks, `?translation_of=7` with the original."""
        initial = super().get_changeform_initial_data(request)
        original = initial.get("translation_of", "")
        known = original.isascii() and original.isdecimal() and len(original) < 10
        article = Article.objects.filter(pk=original if known else 0).first()
        if article and (shown := article.live or article.latest):
            text = {"text_title": shown.title, "summary": shown.summary, "body": shown.body}
            about = ("conditions", "topics", "treatments")
            initial |= text | {"kind": article.kind}
            initial |= {name: list(getattr(article, name).all()) for name in about}
        elif initial.get("kind") in blocks.BUILT_FROM_BLOCKS:
            initial["body"] = blocks.skeleton()
        return initial

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        pk = object_id if object_id.isdecimal() and len(object_id) < 18 else 0
        article = Article.objects.select_related("live").filter(pk=pk).first()
        context = extra_context or {}
        if article:
            revisions = article.revisions.select_related("author", "signoff")
            revisions = revisions.annotate(asked=standing.last_request("pk"))
            # A refusal is shown until another text has been published.
            last = article.publications.first()
            since = Q(closed_at__gt=last.at) if last else Q()
            refused = Q(state="refused") & since
            plans = article.plans.filter(Q(state="waiting") | refused).order_by("-state", "-at")
            long = ["revision__summary", "revision__body"]
            context |= {
                "revisions": standing.with_standings(article, revisions.defer("summary", "body")),
                "plans": plans.select_related("revision", "by").defer(*long)[:5],
                "publications": article.publications.select_related("revision", "by").defer(*long)[
                    :20
                ],
            }
            writes = self.has_change_permission(request)
            context |= {"ahead": way.ahead(article) if writes else {}}
            latest = None if writes else article.latest
            context |= {"latest_text": citations.shown(latest)} if latest else {}
        return super().change_view(request, object_id, form_url, context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["built_from_blocks"] = sorted(blocks.BUILT_FROM_BLOCKS)
        form = context["adminform"].form
        if newer := getattr(form, "newer", None):
            mine = Revision(**form.text())
            context |= {"newer": newer, "diff": comparing.compare(newer, mine)}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, article: Article, form: ArticleForm, change: bool
    ) -> None:
        if change:
            # Nothing else of the row: it may have been published since it was read.
            article.save(update_fields=["kind", "language", "translation_of"])
        else:
            article.title = form.cleaned_data["text_title"]
            article.save()
        if not (form.text_has_changed or form.cleaned_data["note"]):
            return
        revision = article.write(
            **form.text(),
            by=request.user,
            note=form.cleaned_data["note"],
            public_note=form.cleaned_data["public_note"],
            significance=form.cleaned_data["significance"] or Revision.Significance.UPDATE,
            translated_from=form.made_from(),
        )
        if missing := citations.dangling(revision):
            keys = ", ".join(missing)
            self.message_user(request, f"Citations without a source: {keys}.", messages.WARNING)
        silent = not revision.public_note and revision.significance != "typo"
        if article.live_id and silent and change:
            self.message_user(
                request,
                "Readers will not be told what has changed. If they should be, save once more and "
                "write it under “What readers are told has changed”, with a note.",
                messages.WARNING,
            )

    # --- Verbs ---
    def preview(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Any revision as readers would see it."""
        revision = self._asked_for(request, article)
        if revision is None:
            raise Http404("Nobody has written a text yet.")
        return article_page(request, article, draft=revision)

    def compare(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Any two revisions; without a choice what readers see, or the one before, and the last."""
        revisions = list(article.revisions.select_related("author").defer("summary", "body"))
        if not revisions:
            return self.refuse(request, article, "There is no text to compare yet.")
        live = article.live.number if article.live else 0
        last = revisions[0].number
        first = live if 0 < live < last else revisions[min(1, len(revisions) - 1)].number
        numbers = {"from": request.GET.get("from", first), "to": request.GET.get("to", last)}
        before, after = (self.numbered(article, str(number)) for number in numbers.values())
        choices = [(each.number, f"Revision {each.number}, {each.created_at:%-d %B %Y}")
                   for each in revisions]  # fmt: skip
        context = self.admin_site.each_context(request) | {
            "title": f"From revision {before.number} to {after.number}", "opts": self.opts,
            "page": article, "before": before, "after": after, "alone": len(revisions) == 1,
            "form": CompareForm(initial=numbers, choices=choices),
            "parts": comparing.compare(before, after),
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    # --- What is shown ---
    @admin.display(description="review")
    def review(self, article: Article) -> str:
        if not article.live:
            return "Not published"
        due = f"{article.review_due_on:%Y-%m-%d}"
        signed = "Signed" if article.signoff else "Not signed"
        return f"OVERDUE since {due}" if article.is_overdue else f"{signed}, due {due}"

    @admin.display(description="newer text")
    def newer_text(self, article: Article) -> str:
        if not article.newest or (article.live and article.live.number == article.newest):
            return ""
        where = standing.of(
            article, article.newest, is_signed=article.signed == article.newest,
            last_request=article.asked,
        )  # fmt: skip
        return f"Revision {article.newest}: {where.label}"

    @admin.display(description="State")
    def where(self, article: Article) -> str:
        if article.live is None:
            return article.get_state_display()
        if article.state == Article.State.WITHDRAWN:
            return (
                f"Withdrawn: readers see no text, only why it is gone. "
                f"They are told: “{article.withdrawn_because}”"
            )
        live = f"readers see revision {article.live.number}"
        return (
            f"{article.get_state_display()}, {live}. Review of that text: {self.review(article)}."
        )

    @admin.display(description="About")
    def shown_about(self, article: Article) -> str:
        return ", ".join(str(each) for each in [*article.conditions.all(), *article.topics.all()])
