"""What leads from one page to others: what to read next, and what leads here."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse

from articles import models as articles  # they import the doors: their names are read when used
from portal.models import MovedPath

#: So many articles are offered to read next.
MOST_RELATED = 4


def read_next(article: articles.Article) -> list[articles.Article]:
    """What editors chose, and where that is little, what shares conditions, topics and sources.

    The article must come with `for_page()`. One query, and none where editors chose enough.
    """
    chosen = [each for each in article.related.all() if each.pk != article.pk]
    if len(chosen) >= MOST_RELATED:
        return chosen
    alike = (
        articles.Article.objects.for_list(AnonymousUser())
        .without_overviews()
        .within_grace()
        .alike(
            conditions=[each.pk for each in article.conditions.all()],
            topics=[each.pk for each in article.topics.all()],
            sources=[each.source_id for each in article.live.citations.all()]
            if article.live
            else [],
        )
        .filter(language=article.language)
        .exclude(pk__in=[article.pk, *(each.pk for each in chosen)])
    )
    return [*chosen, *alike[: MOST_RELATED - len(chosen)]]


def leading_to(article: articles.Article) -> list[tuple[str, QuerySet]]:
    """For editors: what must be looked at when this page is moved, retired or withdrawn."""
    everything = articles.Article.objects.order_by("title").only("kind", "title")
    moved = MovedPath.objects.filter(new=article.get_absolute_url())
    paths = {
        article.get_absolute_url(),
        reverse("articles:article", args=[article.slug]),
        *moved.values_list("old", flat=True),
    }
    in_text = Q()
    for path in paths:
        in_text |= Q(body_html__contains=f'{path}"') | Q(body_html__contains=f"{path}#")
    found = [
        ("Links to it in its text", everything.filter(in_text).exclude(pk=article.pk)),
        ("Offers it to read next", everything.filter(related=article)),
        ("Sends its readers here", everything.filter(successor=article)),
        ("Is a translation of it", everything.filter(translation_of=article)),
        ("Opens its page with it", articles.Condition.objects.filter(overview=article)),
    ]
    return [(how, pages) for how, pages in found if pages]
