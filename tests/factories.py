"""Builders of the objects that stories need. They go through the same verbs as the portal."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Article, Condition, ConditionName, Reviewer, Source
from forum.models import Answer, ArticleComment, Comment, Question, ReviewItem
from portal.models import Topic, User

_numbers = count(1)
#: Of everybody in the cast.
PASSWORD = "a lantern in the reeds"


def make_user(pseudonym: str, *, group: str = "", staff: bool = False, **fields: Any) -> User:
    """A member with a verified address; staff have their second factor, as the portal asks."""
    user = User.objects.create_user(
        f"{pseudonym.lower()}@example.org", pseudonym, PASSWORD, is_staff=staff, **fields
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    if staff:
        TOTP.activate(user, generate_totp_secret())
    return user


def make_reviewer(user: User, name: str = "", **fields: Any) -> Reviewer:
    """The profile under which this person signs, as an administrator has checked it."""
    today = timezone.localdate()
    fields = {"role": "neurologist", "credential": "GMC 1", "interests": "None", **fields}
    fields.setdefault("checked_on", today - timedelta(days=30))
    fields.setdefault("valid_until", today + timedelta(days=335))
    return Reviewer.objects.create(user=user, name=name or f"Dr {user.pseudonym}", **fields)


def make_condition(
    name: str = "Metachromatic leukodystrophy", *, names: Any = (), **fields: Any
) -> Condition:
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    condition = Condition.objects.create(name=name, **fields)
    for other in names:
        kind = "abbreviation" if other.isupper() else "synonym"
        ConditionName.objects.create(condition=condition, name=other, kind=kind)
    return condition


def make_topic(name: str = "Gene therapy") -> Topic:
    return Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"))


def make_source(key: str = "gr-mld", **fields: Any) -> Source:
    fields.setdefault("url", f"https://example.org/{key}")
    return Source.objects.create(key=key, title=f"Title of {key}", kind="book", year=2024, **fields)


def make_article(
    title: str = "Living with leukodystrophy",
    *,
    body: str = "It damages myelin.",
    by: User | None = None,
    publish: bool = True,
    conditions: Any = (),
    topics: Any = (),
    summary: str = "A summary.",
    **fields: Any,
) -> Article:
    fields.setdefault("slug", f"article-{next(_numbers)}")
    fields.setdefault("kind", Article.Kind.LIVING)
    article = Article.objects.create(title=title, **fields)
    article.conditions.set(conditions)
    article.topics.set(topics)
    article.write(title=title, summary=summary, body=body, by=by)
    if publish:
        article.publish_as_imported()
    return article


def make_question(
    author: User,
    title: str = "How do you manage feeding at night?",
    *,
    by: User | None = None,
    **fields: Any,
) -> Question:
    """A pending question; with `by`, a moderator has published it."""
    fields.setdefault("body", "Our child wakes **often**.")
    return _decided(Question.objects.submit(author=author, title=title, **fields), by)


def make_answer(
    question: Question, author: User, body: str = "We feed early.", *, by: User | None = None
) -> Answer:
    return _decided(Answer.objects.submit(question=question, author=author, body=body), by)


def make_comment(
    about: Question | Answer, author: User, body: str = "Thank you.", *, by: User | None = None
) -> Comment:
    place = "question" if isinstance(about, Question) else "answer"
    return _decided(Comment.objects.submit(author=author, body=body, **{place: about}), by)


def make_article_comment(
    article: Article, body: str = "This helped us.", *, by: User | None = None, **fields: Any
) -> ArticleComment:
    fields = {"name": "Visitor", "email": "visitor@example.org", **fields}
    return _decided(ArticleComment.objects.submit(article=article, body=body, **fields), by)


def _decided(contribution: Any, moderator: User | None) -> Any:
    if moderator:
        item = ReviewItem.objects.open().get(**ReviewItem.about(contribution))
        item.decide("publish", by=moderator, reason="fine")
        contribution.refresh_from_db()
    return contribution
