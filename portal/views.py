"""The roof: home, search, topics, the pages about the portal, a member's own page, health."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.languages import CODES
from articles.models import Article, Condition
from forum.asking.urgent import what_to_do_now
from forum.models import Question
from portal import finding, inbox
from portal.leaving.models import AccountDeletion
from portal.models import Topic
from portal.notifications import bounces
from portal.search import clean_query, log
from portal.search.ranking import Filters


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.for_list(AnonymousUser()).without_overviews()
    context = {
        "conditions": Condition.objects.for_home(),
        "reviewed": articles.recently_reviewed()[:4],
        "newest": articles[:6],
        "questions": Question.objects.for_list(AnonymousUser())[:5],
    }
    return render(request, "portal/home.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results for the words in the address, narrowed as it says; what it cannot mean is ignored."""
    asked = request.GET
    conditions = list(Condition.objects.only("name", "slug").order_by("name"))
    condition = next((each for each in conditions if each.slug == asked.get("condition")), None)
    filters = Filters(
        kinds=(asked["kind"],) if asked.get("kind") in finding.Kind.values else (),
        condition=condition.pk if condition else None,
        language=asked.get("language", "") if asked.get("language") in CODES else "",
        reviewed=bool(asked.get("reviewed")),
    )
    context = {
        "conditions": conditions,
        "languages": finding.languages(),
        "now": what_to_do_now(clean_query(asked.get("q", "")), ""),
    }
    try:
        results = finding.find_in_time(asked.get("q", ""), filters)
    except finding.TooSlow:
        # Nothing is wrong with the portal: it has stopped, and says what helps.
        context["query"] = asked.get("q", "")
        return render(request, "portal/search_slow.html", context)
    if request.method == "GET" and not filters and results.query:
        log.searched(results.query, results.count)
    return render(request, "portal/search.html", context | {"results": results})


@csrf_exempt  # it only counts, whoever sends it, and never more often than was searched
@require_POST
def search_opened(request: HttpRequest) -> HttpResponse:
    """A result was opened; `static/js/opened.js` says at which place of its list."""
    place = request.POST.get("place", "")
    if place.isascii() and place.isdecimal() and 0 < int(place[:4]) <= finding.MOST:
        log.opened(clean_query(request.POST.get("q", "")), int(place[:4]))
    return HttpResponse(status=204)


@require_safe
def search_names(request: HttpRequest) -> JsonResponse:
    """Names of conditions for what has been typed so far; `static/js/complete.js` asks for them."""
    return JsonResponse({"names": finding.names_like(request.GET.get("q", ""))})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    articles = Article.objects.for_list(AnonymousUser()).filter(topics=topic)
    context = {
        "topic": topic,
        "articles": Paginator(articles, 20).get_page(request.GET.get("page")),
        "questions": Question.objects.for_list(AnonymousUser()).filter(topics=topic)[:10],
    }
    return render(request, "topic.html", context)


@require_safe
def about(request: HttpRequest, page: str) -> HttpResponse:
    """The pages about the portal itself; `page` comes from the URL table, never from a visitor."""
    return render(request, f"portal/about/{page}.html")


@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    page = Paginator(inbox.groups_of(request.user), 20).get_page(request.GET.get("page"))
    groups, new = inbox.fill(request.user, page), inbox.count_new(request.user)
    context = {
        "page": page,
        "groups": groups,
        "has_new": new,
        "unread": inbox.in_words(new),
        "deletion": AccountDeletion.objects.of(request.user),
        "mailbox": bounces.stopped(request.user.email),
    }
    response = render(request, "portal/me.html", context)
    inbox.read_here(groups)
    return response


@login_required
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    request.user.notifications.mark_read()
    return redirect("me")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(
            f"Disallow: /{path}/"
            for path in ("accounts", "admin", "mail", "me", "search", "questions/ask")
        ),
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@transaction.non_atomic_requests
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing about the database: see `readyz`."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers as well; where it does not, `portal.errors` makes this a 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")
