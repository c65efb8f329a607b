"""Articles: the list, the form, and what is done to one of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse

from articles import citations, desk_waiting
from articles.desk import DeskAdmin, sent
from articles.forms import ArticleForm, RevisionForm, SignForm
from articles.models import Article, Revision
from articles.views import article_page

LONG_COLUMNS = ["summary_html", "summary_text", "body_html", "body_text", "contents", "search"]
LONG_COLUMNS += ["live__summary", "live__body"]


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("overdue", "Due for a new review"),
            ("to-sign", "Newest text not signed"),
            ("to-publish", "Signed, to be published"),
            ("unsigned", "Readers see an unsigned text"),
            ("newer", "Has a newer text than readers see"),
        ]

    def queryset(self, request: HttpRequest, articles: QuerySet[Article]) -> QuerySet[Article]:
        ways = {
            "overdue": desk_waiting.overdue(),
            "to-sign": desk_waiting.TO_SIGN,
            "to-publish": desk_waiting.TO_PUBLISH,
            "unsigned": desk_waiting.UNSIGNED,
            "newer": desk_waiting.NEWER,
        }
        return articles.filter(ways.get(self.value() or "", Q()))


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """The text in the form is the latest revision; saving it never changes what readers see."""

    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    verbs = {
        "preview": "articles.view_article",
        "publish": "articles.publish",
        "retire": "articles.publish",
        "sign": "articles.sign",
        "rename": "articles.change_article",
    }
    list_display = ["title", "kind", "state", "review", "newer_text", "updated_at"]
    list_filter = ["state", ReviewFilter, "kind"]
    list_select_related = ["live", "signoff"]
    search_fields = ["title", "slug", "conditions__name"]
    ordering = ["-pk"]  # see get_ordering(); without it the list says that it is sorted by title
    RETIRING = (
        "The page stays at its address and says that it is no longer kept up to date. It leaves "
        "all lists, the search and the feeds. Publishing it again brings it back."
    )
    about = ["kind", "conditions", "topics", "related"]
    text = ["text_title", "summary", "body", "note", "significance", "based_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return desk_waiting.numbered(super().get_queryset(request)).defer(*LONG_COLUMNS)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Overdue ones first, then drafts and newer texts, then the others, retired ones last."""
        overdue = When(desk_waiting.overdue(), then=0)
        newer = Revision.objects.filter(article=OuterRef("pk"), number__gt=OuterRef("live__number"))
        unfinished = When(Q(Exists(newer)) | Q(state=Article.State.DRAFT), then=1)
        due = F("review_due_on").asc(nulls_last=True)
        changed = F("updated_at").desc(nulls_first=True)
        retired = When(desk_waiting.RETIRED, then=3)
        return [Case(overdue, retired, unfinished, default=2), due, changed, "-pk"]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Check boxes in a box that scrolls: by keyboard, by phone and without JavaScript."""
        if db_field.name == "related":
            kwargs["queryset"] = Article.objects.only("title").order_by("title")
        kwargs["widget"] = forms.CheckboxSelectMultiple(attrs={"class": "checklist"})
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ["standing", "kind", "slug", "shown_about"]})]
        where = ["standing", "slug"] if obj else ["slug"]
        return [
            ("Text", {"fields": self.text}),
            ("What it is about", {"fields": self.about}),
            ("Where it stands", {"fields": where}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["standing", "slug", "shown_about"] if obj else []

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        revisions = (
            Revision.objects.filter(article__pk=object_id if object_id.isdecimal() else 0)
            .select_related("author", "signoff")
            .defer("summary", "body")
        )
        context = (extra_context or {}) | {"revisions": revisions}
        article = Article.objects.filter(pk=object_id if object_id.isdecimal() else 0).first()
        if article and article.latest and not self.has_change_permission(request):
            context["latest_text"] = citations.shown(article.latest)
        return super().change_view(request, object_id, form_url, context)

    def save_model(
        self, request: HttpRequest, article: Article, form: ArticleForm, change: bool
    ) -> None:
        if change:
            # Nothing else of the row: it may have been published since it was read.
            article.save(update_fields=["kind"])
        else:
            article.title = form.cleaned_data["text_title"]
            article.save()
        if not (form.text_has_changed or form.cleaned_data["note"]):
            return
        revision = article.write(
            **form.text(),
            by=request.user,
            note=form.cleaned_data["note"],
            significance=form.cleaned_data["significance"] or Revision.Significance.UPDATE,
        )
        if missing := citations.dangling(revision):
            keys = ", ".join(missing)
            self.message_user(request, f"Citations without a source: {keys}.", messages.WARNING)

    # --- Verbs ---
    def preview(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Any revision as readers would see it."""
        number = request.GET.get("revision", "")
        revisions = article.revisions.all()
        if number:
            revisions = revisions.filter(number=number if number.isdecimal() else 0)
        revision = revisions.first()
        if revision is None:
            raise Http404("There is no such revision.")
        return article_page(request, article, draft=revision)

    def publish(self, request: HttpRequest, article: Article) -> HttpResponse:
        latest = article.latest
        if latest is None:
            return self.refuse(request, article, "There is no text to publish yet.")
        if missing := citations.dangling(latest):
            keys = ", ".join(missing)
            return self.refuse(
                request, article, f"Not yet: these citations have no source: {keys}. Please add "
                "the sources or correct the text, and save the text once more.",
            )  # fmt: skip
        form = RevisionForm(sent(request), latest=latest)
        return self.do(
            request, article, title=f"Publish “{latest.title}”", button="Publish", form=form,
            act=lambda: article.publish(latest, by=request.user),
            done=f"Published revision {latest.number}.",
            revision=latest, notes=self._before_publishing(article, latest),
        )  # fmt: skip

    def _before_publishing(self, article: Article, latest: Revision) -> list[str]:
        notes = []
        if not hasattr(latest, "signoff"):
            notes.append(
                "No clinician has signed this text, and readers will be told so"
                + (", although the text they see now is signed." if article.signoff else ".")
            )
        if not latest.citations.exists():
            notes.append("It cites no source.")
        if article.live_id == latest.pk and article.state == Article.State.PUBLISHED:
            notes.append("Readers already see this revision.")
        return notes

    def retire(self, request: HttpRequest, article: Article) -> HttpResponse:
        if article.state != Article.State.PUBLISHED:
            return self.refuse(request, article, "Only a published article can be retired.")
        return self.do(
            request, article, title=f"Retire “{article}”", button="Retire",
            form=forms.Form(sent(request)), act=lambda: article.retire(by=request.user),
            done="Retired. The page stays, with a notice.",
            notes=[self.RETIRING],
        )  # fmt: skip

    def sign(self, request: HttpRequest, article: Article) -> HttpResponse:
        latest = article.latest
        if latest is None:
            return self.refuse(request, article, "There is no text to sign yet.")
        if hasattr(latest, "signoff"):
            return self.refuse(request, article, f"{latest.signoff.name} has already signed this.")
        if latest.author == request.user:
            return self.refuse(
                request,
                article,
                "You wrote this text. Please ask somebody else to sign it.",
            )
        form = SignForm(sent(request), latest=latest)
        return self.do(
            request, article, title=f"Sign “{latest.title}”", button="Sign this text", form=form,
            act=lambda: form.sign(request.user), done=f"You signed revision {latest.number}.",
            revision=latest, rendered=citations.shown(latest), show_text=True,
            notes=["By signing you say that you have read exactly this text and agree with it."],
        )  # fmt: skip

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
        signed = "signed" if article.signed == article.newest else "not signed"
        return f"Revision {article.newest}, {signed}"

    @admin.display(description="State")
    def standing(self, article: Article) -> str:
        if article.live is None:
            return article.get_state_display()
        live = f"readers see revision {article.live.number}"
        return (
            f"{article.get_state_display()}, {live}. Review of that text: {self.review(article)}."
        )

    @admin.display(description="About")
    def shown_about(self, article: Article) -> str:
        return ", ".join(str(each) for each in [*article.conditions.all(), *article.topics.all()])
