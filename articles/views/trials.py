"""Clinical trials: which there are, which may fit, and one of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.forms.trials import ENDED, TrialFilter
from articles.models import Article, Trial
from articles.reading import structured_data
from articles.reading.trials import lists, one
from portal.notifications import seen
from portal.paging import BoundedPaginator

PER_PAGE = 20
#: What tells something about a family; no copy of the page is kept anywhere.
PERSONAL = ("age", "stage", "sex", "near")


@require_safe
def trial_list(request: HttpRequest) -> HttpResponse:
    """Those that readers can read about, with why one may not fit what they typed."""
    form = TrialFilter(request.GET)
    form.is_valid()  # what is wrong is said beside the list
    trials = Trial.objects.for_list(form.situation)
    page = BoundedPaginator(form.narrowed(trials), PER_PAGE).get_page(request.GET.get("page"))
    rows = lists.rows(page.object_list, form.situation)
    articles = Article.objects.for_list(AnonymousUser())
    asked = any(request.GET.get(name) for name in form.fields)
    context = {
        "form": form,
        "page": page,
        "groups": lists.groups(rows),
        "asked": asked,
        "over_url": _with(request, status=ENDED),
        "articles": articles.filter(kind=Article.Kind.TRIALS).order_by("title")[:3],
        "canonical_url": settings.SITE_URL + reverse("articles:trials"),
    }
    response = render(request, "articles/trials.html", context)
    if asked:
        response["X-Robots-Tag"] = "noindex"
    if any(request.GET.get(name) for name in PERSONAL):
        patch_cache_control(response, private=True, no_store=True)
    return response


def _with(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}"


@require_safe
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """One study: what people wrote of it, beside what its registry says."""
    found = Trial.objects.for_page(request.user).filter(slug=slug).first()
    if found is None:
        return _by_another_id(request, slug)
    if request.user.is_authenticated and request.method == "GET":
        seen(request.user, found)
    crumbs = [("Clinical trials", reverse("articles:trials"))]
    page = one.Page(found)
    context = {
        "trial": found,
        "page": page,
        "crumbs": crumbs,
        "structured_data": structured_data.trial_page(page, crumbs),
    }
    response = render(request, "articles/trial.html", context)
    if found.state != Trial.State.PUBLISHED:
        response["X-Robots-Tag"] = "noindex"
    return response


def _by_another_id(request: HttpRequest, slug: str) -> HttpResponse:
    """Its other ids, and its own in capitals, lead to its page for good."""
    trials = Trial.objects.visible_to(request.user)
    found = trials.filter(registrations__number__iexact=slug).first()
    if found is None:
        raise Http404("No such trial")
    return HttpResponsePermanentRedirect(found.get_absolute_url())
