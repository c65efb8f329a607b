"""What the stories of the editors' desk share: its addresses, and what its forms are sent."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles import checks
from articles.models import Article, Condition, Revision
from portal.models import User
from tests.articles.test_reading import sign
from tests.factories import make_article, make_source

SOON = timezone.localdate() + timedelta(days=80)
LIST = "/admin/articles/article/"


def desk(verb: str, page: Article | Condition | None = None, model: str = "article") -> str:
    return reverse(f"admin:articles_{model}_{verb}", args=[page.pk] if page else [])


def text(article: Article | None = None, **fields) -> dict:
    return {
        "text_title": "A title", "summary": "A summary.", "body": "A text.", "kind": "living",
        "significance": "update", "based_on": article.latest.number if article else "", **fields,
    }  # fmt: skip


def signature(article: Article, **fields) -> dict:
    return {
        "revision": article.latest.number, "interests": "None",
        "review_due_on": SOON.isoformat(), **fields,
    }  # fmt: skip


def make_signed(by: User, reviewer: User, **fields) -> Article:
    """A draft with a source and a signature, which no check keeps from being published."""
    make_source("gr-mld")
    fields.setdefault("body", "Myelin is damaged [@gr-mld].")
    article = make_article("A title", by=by, publish=False, **fields)
    sign(article.latest, reviewer)
    return article


def publication(revision: Revision, **fields) -> dict:
    """What the publish page is sent, with a reason for every warning."""
    findings = checks.check_revision(revision)
    reasons = {f"because_{each.code}": "It is right." for each in findings if not each.blocks}
    return {"revision": revision.number, **reasons, **fields}
