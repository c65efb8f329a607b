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

from articles import citations, structured_data
from articles.az import letters
from articles.models import Article, Condition, Revision

PER_PAGE = 20
#: The kinds of articles that have a list of their own; an overview opens its condition's page.
KINDS = [kind for kind in Article.Kind if kind != Article.Kind.OVERVIEW]
#: From how many headings on an article has a list of contents.
ENOUGH_HEADINGS = 3


@require_safe
def condition_list(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/conditions.html", {"letters": letters()})


@require_safe
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    condition = get_object_or_404(Condition.objects.for_page(), slug=slug)
    forms = Condition.objects.below(condition)
    family = [condition, *forms]
    overview = Article.objects.for_page(request.user).filter(overview_of=condition).first()
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
        "topics": _topics([*articles, overview] if overview else articles),
        "crumbs": crumbs,
    }
    if overview and (overview.live or overview.latest):
        draft = overview.latest if overview.state == Article.State.DRAFT else None
        context |= _text(overview, draft) | {"draft": draft}
    context["structured_data"] = structured_data.condition_page(condition, overview, crumbs)
    return render(request, "articles/condition.html", context)


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
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
    article = get_object_or_404(Article.objects.for_page(request.user), slug=slug)
    home = article.get_absolute_url()
    if article.state != Article.State.DRAFT and home != request.path:
        return HttpResponsePermanentRedirect(home)
    draft = article.latest if article.state == Article.State.DRAFT else None
    if not draft and not article.live:
        raise Http404("Nobody has written a text yet.")
    return article_page(request, article, draft=draft)


def article_page(request: HttpRequest, article: Article, *, draft: Revision | None) -> HttpResponse:
    """The page of an article: the text that readers see, or a revision for those who work on it."""
    conditions = list(article.conditions.all())
    about = conditions[0] if len(conditions) == 1 else None
    crumbs = _crumbs("Articles", reverse("articles:articles"), about)
    context = _text(article, draft) | {"conditions": conditions, "crumbs": crumbs, "draft": draft}
    if not draft:
        context["structured_data"] = structured_data.article_page(article, conditions, crumbs)
    response = render(request, "articles/article.html", context)
    if draft:
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
        text["references"] = citations.references(cited, article.summary_html)
    return {
        "article": article,
        "text": text,
        "contents": text["contents"] if len(text["contents"]) >= ENOUGH_HEADINGS else [],
        "references": text["references"],
        "signoff": getattr(draft, "signoff", None) if draft else article.signoff,
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
