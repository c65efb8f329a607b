"""The glossary from A to Z."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.languages import LANGUAGES, direction
from articles.models import GlossaryTerm
from articles.models.glossary import glossary_url
from articles.reading.az import plain


@require_safe
def glossary(request: HttpRequest, language: str = "") -> HttpResponse:
    """The words of one language; without one of the portal's own."""
    if language == "en":
        return redirect("articles:glossary", permanent=True)
    language = language or "en"
    terms = GlossaryTerm.objects.filter(language=language).select_related("source")
    if not terms and language != "en":
        raise Http404("There is no glossary in this language.")
    letters: dict[str, list[GlossaryTerm]] = {}
    for term in sorted(terms, key=lambda term: plain(term.term)):
        letters.setdefault(plain(term.term)[:1].upper(), []).append(term)
    others = GlossaryTerm.objects.exclude(language=language).order_by("language")
    names = dict(LANGUAGES)
    context = {
        "letters": sorted(letters.items()),
        "language": language,
        "direction": direction(language),
        "name": names[language],
        "others": [
            (code, names[code], glossary_url(code))
            for code in others.values_list("language", flat=True).distinct()
        ],
        "canonical_url": settings.SITE_URL + glossary_url(language),
    }
    return render(request, "articles/glossary.html", context)
