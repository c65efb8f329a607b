"""Who helps: the page of all organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.reading import organisations


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Everybody who helps."""
    return render(request, "articles/organisations.html", {"groups": organisations.directory()})
