"""Articles that are new or say something else now, told to those who follow what they are about.

Articles know nothing of who follows. So the worker looks for them once a day.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Article
from forum.notifications import followers_about
from portal.models import Notification, Stream
from portal.notifications import tell, thread_of

#: How late the worker may be.
LOOK_BACK = timedelta(days=7)


def daily() -> None:
    """Each change once, however often this runs. Mending typing mistakes is no change."""
    newest = Article.objects.published().filter(updated_at__gte=timezone.now() - LOOK_BACK)
    for article in newest.select_related("overview_of").prefetch_related("conditions", "topics"):
        _tell(article)


def _tell(article: Article) -> None:
    conditions = [condition.pk for condition in article.conditions.all()]
    overview = getattr(article, "overview_of", None)
    about = f"{thread_of(article)}@{article.updated_at:%Y%m%d%H%M%S}"
    members = followers_about(
        [*conditions, overview and overview.pk],
        article.topics.all(),
        created_at__lt=article.updated_at,  # whoever follows since then has seen it like this
    )
    told = Notification.objects.filter(recipient=OuterRef("pk"), about=about)
    tell(
        members.filter(~Exists(told)),
        kind="article",
        stream=Stream.NEWS,
        thread=thread_of(article),
        about=about,
        title="A new article" if article.updated_at == article.published_at else "It has changed",
        url=article.get_absolute_url(),
    )
