"""What waits for editors and clinical reviewers, and for how many articles."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone

from articles.models import Article

PUBLISHED = Q(state=Article.State.PUBLISHED)
RETIRED = Q(state__in=[Article.State.RETIRED, Article.State.WITHDRAWN])
#: What readers see has been signed by nobody.
UNSIGNED = Q(live__isnull=False, signoff=None) & ~Q(state=Article.State.WITHDRAWN)
NEWER = Q(live__isnull=False, newest__gt=F("live__number"))
TO_SIGN = ~RETIRED & Q(newest__isnull=False) & (Q(signed=None) | Q(signed__lt=F("newest")))
TO_PUBLISH = ~RETIRED & Q(signed=F("newest")) & (Q(live=None) | NEWER)


#: What is due within that many days can still be done in time.
SOON = 30


def due_soon() -> Q:
    """Published articles whose review can still be in time."""
    today = timezone.localdate()
    return PUBLISHED & Q(review_due_on__range=(today, today + timedelta(days=SOON)))


def overdue() -> Q:
    """Published articles whose review is late."""
    return PUBLISHED & Q(review_due_on__lt=timezone.localdate())


def credentials_to_check() -> Q:
    """Reviewers who cannot sign, or soon cannot, because nobody has looked at their credential."""
    day = timezone.localdate() + timedelta(days=SOON)
    return Q(state="active", user__is_active=True, valid_until__lte=day)


def numbered(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With the numbers of the `newest` revision and of the newest that is `signed`."""
    number, has_signoff = "revisions__number", Q(revisions__signoff__isnull=False)
    return articles.annotate(newest=Max(number), signed=Max(number, filter=has_signoff))


def counts() -> dict[str, int]:
    """How many articles wait for what. One query."""
    return numbered(Article.objects.order_by()).aggregate(
        overdue=Count("pk", filter=overdue()),
        due_soon=Count("pk", filter=due_soon()),
        unsigned=Count("pk", filter=UNSIGNED),
        to_sign=Count("pk", filter=TO_SIGN),
        to_publish=Count("pk", filter=TO_PUBLISH),
    )
