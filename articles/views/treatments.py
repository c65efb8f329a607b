"""Treatments, and where which of them is approved."""

from __future__ import annotations

from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import STATUS_HOLDS, Article, Condition, Treatment, TreatmentStatus
from articles.reading import structured_data, treatments
from articles.reading.trials import lists as trials


@require_safe
def treatment_list(request: HttpRequest) -> HttpResponse:
    """The whole ledger by condition. What the address asks for in vain is not asked for."""
    conditions = Condition.objects.filter(treatment_statuses__isnull=False).distinct()
    about = next((c for c in conditions if c.slug == request.GET.get("condition")), None)
    places = TreatmentStatus.Jurisdiction
    place = next((p for p in places if p == request.GET.get("jurisdiction")), None)
    statuses = TreatmentStatus.objects.all()
    if about:
        statuses = statuses.filter(condition=about)
    if place:
        statuses = statuses.filter(jurisdiction=place)
    found = sorted(treatments.groups(statuses), key=lambda group: group.condition.name.casefold())
    context = {
        "conditions": conditions,
        "places": places,
        "about": about,
        "place": place,
        "ledger": [
            (condition, list(each))
            for condition, each in groupby(found, key=lambda group: group.condition)
        ],
        "unconfirmed": [] if about or place else Treatment.objects.filter(statuses=None),
    }
    return render(request, "articles/treatments.html", context)


@require_safe
def treatment(request: HttpRequest, slug: str) -> HttpResponse:
    """One treatment, with its part of the ledger."""
    treatment = get_object_or_404(
        Treatment.objects.select_related("boxed_warning_source"), slug=slug
    )
    ledger = treatments.groups(treatment.statuses.all())
    crumbs = [("Treatments", reverse("articles:treatments"))]
    articles = Article.objects.for_list(AnonymousUser()).without_overviews()
    context = {
        "treatment": treatment,
        "ledger": ledger,
        "status_holds": STATUS_HOLDS,
        "changes": treatments.changes(treatment),
        "articles": articles.filter(treatments=treatment),
        "trials": trials.of_treatment(treatment),
        "crumbs": crumbs,
        "structured_data": structured_data.treatment_page(treatment, ledger, crumbs),
    }
    return render(request, "articles/treatment.html", context)
