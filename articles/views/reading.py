"""Conditions and articles as readers meet them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import citations
from articles.models import Article, Condition, Revision
from articles.reading import (
    glossary,
    history,
    links,
    organisations,
    overdue,
    reading_time,
    structured_data,
    translations,
    treatments,
)
from articles.reading.az import letters
from articles.reading.trials import lists as trials
from portal.notifications import seen

PER_PAGE = 20
#: The kinds of articles that have a list of their own; an overview opens its condition's page.
KINDS = [kind for kind in Article.Kind if kind != Article.Kind.OVERVIEW]
#: From how many headings on an article has a list of contents.
ENOUGH_HEADINGS = 3


@require_safe
def condition_list(request: HttpRequest) -> HttpResponse:
    """All conditions from A to Z."""
    return render(request, "articles/conditions.html", {"letters": letters()})


@require_safe
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    """One condition: its overview, its forms, and what is written about them."""
    condition = get_object_or_404(Condition.objects.for_page(), slug=slug)
    forms = Condition.objects.below(condition)
    family = [condition, *forms]
    overview, withdrawn = _overview(request, condition)
    listed = Article.objects.for_list(AnonymousUser()).without_overviews()
    articles = listed.about_conditions(family).prefetch_related("topics")
    crumbs = _crumbs("Conditions", reverse("articles:conditions"), condition.parent)
    context = {
        "condition": condition,
        "names": condition.names_by_kind(),
        "children": [form for form in forms if form.parent_id == condition.pk],
        "more_forms": [form for form in forms if form.parent_id != condition.pk],
        "family": family,
        "articles_by_kind": _by_kind(articles),
        "ledger": treatments.about_condition(condition, forms),
        "organisations": organisations.about(condition),
        "trials": trials.of_condition(condition),
        "topics": _topics([*articles, overview] if overview else articles),
        "crumbs": crumbs,
        "withdrawn": withdrawn,
    }
    if overview and (overview.live or overview.latest):
        _note_visit(request, overview)
        draft = overview.latest if overview.state == Article.State.DRAFT else None
        context |= _text(overview, draft) | {"draft": draft}
    context["structured_data"] = structured_data.condition_page(condition, overview, crumbs)
    response = render(request, "articles/condition.html", context)
    return _not_for_search_engines(response) if context.get("past_grace") else response


def _overview(request: HttpRequest, condition: Condition) -> tuple[Article | None, Article | None]:
    """The article that opens the page, or else what is said of one that was withdrawn."""
    if not condition.overview_id:
        return None, None
    shown = Article.objects.for_page(request.user).exclude(state=Article.State.WITHDRAWN)
    overview = shown.filter(overview_of=condition).first()
    gone = Article.objects.withdrawn().filter(overview_of=condition)
    return overview, None if overview else gone.first()


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """What was published, the newest first."""
    kind = next((kind for kind in KINDS if kind == request.GET.get("kind")), None)
    articles = Article.objects.for_list(AnonymousUser()).without_overviews()
    if kind:
        articles = articles.filter(kind=kind)
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
    query = {"kind": kind.value} if kind else {}
    query |= {"page": page.number} if page.number > 1 else {}
    path = reverse("articles:articles") + (f"?{urlencode(query)}" if query else "")
    context = {
        "page": page,
        "kind": kind,
        "kinds": KINDS,
        "canonical_url": settings.SITE_URL + path,
    }
    return render(request, "articles/articles.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article, or what became of it."""
    shown = Article.objects.for_page(request.user).exclude(state=Article.State.WITHDRAWN)
    article = shown.filter(slug=slug).first()
    if article is None:
        return _gone(request, get_object_or_404(Article.objects.withdrawn(), slug=slug))
    home = article.get_absolute_url()
    if article.state != Article.State.DRAFT and home != request.path:
        return HttpResponsePermanentRedirect(home)
    draft = article.latest if article.state == Article.State.DRAFT else None
    if not draft and not article.live:
        raise Http404("Nobody has written a text yet.")
    _note_visit(request, article)
    return article_page(request, article, draft=draft)


def _note_visit(request: HttpRequest, article: Article) -> None:
    """A member who follows what it is about has read now what their inbox says of it."""
    if request.user.is_authenticated and request.method == "GET":
        seen(request.user, article)


def _gone(request: HttpRequest, article: Article) -> HttpResponse:
    """The address of a withdrawn text says so in words, and shows nothing of it."""
    home = article.get_absolute_url()
    if home != request.path:  # an overview: the page of its condition says it
        return HttpResponsePermanentRedirect(home)
    return render(request, "articles/gone.html", {"withdrawn": article}, status=410)


def article_page(request: HttpRequest, article: Article, *, draft: Revision | None) -> HttpResponse:
    """The page of an article: the text that readers see, or a revision for those who work on it."""
    conditions = list(article.conditions.all())
    about = conditions[0] if len(conditions) == 1 else None
    crumbs = _crumbs("Articles", reverse("articles:articles"), about)
    context = _text(article, draft) | {"conditions": conditions, "crumbs": crumbs, "draft": draft}
    context["related"] = list(article.related.all()) if draft else links.read_next(article)
    context["ledger"] = ledger = treatments.about_article(article, conditions)
    if not draft:
        context["structured_data"] = structured_data.article_page(
            article, conditions, crumbs, ledger
        )
    response = render(request, "articles/article.html", context)
    return _not_for_search_engines(response) if draft or context["past_grace"] else response


def _not_for_search_engines(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


def _text(article: Article, draft: Revision | None = None) -> dict[str, Any]:
    """What the text parts of a page show: of the live revision, or rendered now from another."""
    if draft:
        text = citations.shown(draft)
    else:
        names = ("title", "summary_html", "summary_text", "body_html", "contents")
        text = {name: getattr(article, name) for name in names}
        cited = article.live.citations.all()
        html = [text["summary_html"], text["body_html"]]
        text["references"] = citations.references(cited, *html)
        for name in ("summary_html", "body_html"):
            text[name] = citations.marked(text[name], text["references"])
    past_grace = not draft and overdue.is_past_grace(article)
    if past_grace:
        text["body_html"] = overdue.folded(text["body_html"], article)
    minutes = reading_time.minutes(text["body_html"], article.language)
    explained = glossary.explain(text["summary_html"], text["body_html"], language=article.language)
    text["summary_html"], text["body_html"] = explained.html
    return {
        "article": article,
        "text": text,
        "contents": text["contents"] if len(text["contents"]) >= ENOUGH_HEADINGS else [],
        "references": text["references"],
        "retracted_sources": []
        if draft
        else citations.retracted_sources(article, text["references"]),
        "signoff": getattr(draft, "signoff", None) if draft else article.signoff,
        "past_grace": past_grace,
        "words": explained.words,
        "minutes": minutes,
        "changes": [] if draft else history.of(article),
        "translations": translations.Translations() if draft else translations.of(article),
    }


def _crumbs(name: str, url: str, condition: Condition | None) -> structured_data.Crumbs:
    below = [(condition.name, condition.get_absolute_url())] if condition else []
    return [(name, url), *below]


def _by_kind(articles: Any) -> list[tuple[str, list[Article]]]:
    """The articles under the names of their kinds, in the order in which families ask."""
    by_kind = {kind: [each for each in articles if each.kind == kind] for kind in KINDS}
    return [(kind.label, found) for kind, found in by_kind.items() if found]


def _topics(articles: Any) -> list[Any]:
    topics = {topic.pk: topic for article in articles for topic in article.topics.all()}
    return sorted(topics.values(), key=lambda topic: topic.name)
