"""Builders of the objects that stories need. They go through the same verbs as the portal."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles.models import (
    Article,
    Condition,
    ConditionName,
    GlossaryTerm,
    Organisation,
    Picture,
    Reviewer,
    Source,
    Treatment,
    TreatmentStatus,
    Trial,
    TrialSnapshot,
)
from forum.models import Answer, Appeal, ArticleComment, Comment, Photo, Question, ReviewItem
from portal.images import reencode
from portal.models import Topic, User

_numbers = count(1)
#: Of everybody in the cast.
PASSWORD = "a lantern in the reeds"


def make_user(pseudonym: str, *, group: str = "", staff: bool = False, **fields: Any) -> User:
    """A member with a verified address; staff have their second factor, as the portal asks."""
    email = f"{pseudonym.lower().replace(' ', '-')}@example.org"
    user = User.objects.create_user(email, pseudonym, PASSWORD, is_staff=staff, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    if staff:
        TOTP.activate(user, generate_totp_secret())
    return user


def make_known(user: User, about: Question, *, by: User) -> User:
    """Somebody who came long ago, and of whom a moderator has approved two comments."""
    for body in ("I hope it helps.", "Thank you."):
        make_comment(about, user, body, by=by)
    user.date_joined = timezone.now() - timedelta(days=90)
    user.save()
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


def make_organisation(
    name: str = "Helpers", *, conditions: Any = (), **fields: Any
) -> Organisation:
    slug = name.lower().replace(" ", "-")
    fields = {"slug": slug, "url": f"https://{slug}.example.org/", "kind": "charity", **fields}
    one = Organisation.objects.create(name=name, what="It helps families.", **fields)
    one.conditions.set(conditions)
    return one


def make_topic(name: str = "Gene therapy") -> Topic:
    return Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"))


def make_source(key: str = "gr-mld", **fields: Any) -> Source:
    fields.setdefault("url", f"https://example.org/{key}")
    return Source.objects.create(key=key, title=f"Title of {key}", kind="book", year=2024, **fields)


def make_term(term: str = "myelin", plain: str = "The fatty layer.", **fields: Any) -> GlossaryTerm:
    fields.setdefault("slug", slugify(term) or f"term-{next(_numbers)}")
    return GlossaryTerm.objects.create(term=term, plain=plain, **fields)


def make_picture(
    key: str = "brain",
    alt: str = "A brain",
    *,
    size: tuple[int, int] = (2000, 1000),
    by: User | None = None,
    **fields: Any,
) -> Picture:
    """A picture of one colour, sent as a JPEG."""
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, "JPEG")
    fields = {"credit": "Eve, CC0", "decorative": not alt, **fields}
    picture = Picture(key=key, alt=alt, **fields)
    picture.take(reencode(file.getvalue()), by=by)
    picture.save()
    return picture


def make_photo(owner: User, alt: str = "A pump beside a bed") -> Photo:
    """A picture that this member has attached to a form and not sent."""
    file = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(file, "JPEG")
    return Photo.objects.take(file.getvalue(), owner=owner, alt=alt)


def make_treatment(name: str = "Arsa-cel", **fields: Any) -> Treatment:
    fields = {"slug": name.lower().replace(" ", "-"), "what": "A gene therapy.", **fields}
    return Treatment.objects.create(name=name, **fields)


def make_status(
    treatment: Treatment, condition: Condition, *, days_ago: int = 10, **fields: Any
) -> TreatmentStatus:
    """A status that was checked some days ago and holds for 90 days from then."""
    as_of = timezone.localdate() - timedelta(days=days_ago)
    fields = {
        "jurisdiction": "US", "status": "approved", "population": "Children before signs",
        "since": date(2024, 3, 18), "as_of": as_of, "valid_until": as_of + timedelta(days=90),
        **fields,
    }  # fmt: skip
    fields.setdefault("source", Source.objects.filter(key="fda").first() or make_source("fda"))
    return TreatmentStatus.objects.create(treatment=treatment, condition=condition, **fields)


def make_trial(
    number: str = "NCT99999901", *, conditions: Any = (), by: User | None = None, **fields: Any
) -> Trial:
    """A study as an import leaves it, about these conditions; with `by`, they have published it."""
    today = timezone.localdate()
    fields = {
        "slug": number.lower(), "title": f"Example study {number}", "status": "recruiting",
        "status_raw": "RECRUITING", "study_type": "interventional", "sponsor": "Example Sponsor",
        "verified_on": today, "updated_on": today, "seen_on": today, **fields,
    }  # fmt: skip
    trial = Trial.objects.create(**fields)
    registry = "NCT" if number.startswith("NCT") else "other"
    trial.registrations.create(registry=registry, number=number)
    record = {"protocolSection": {"identificationModule": {"nctId": number}}}
    TrialSnapshot.objects.create(
        trial=trial, taken_on=today, updated_on=today, fingerprint=f"{trial.pk:064x}", record=record
    )
    for condition in conditions:
        trial.matches.create(condition=condition, state="confirmed", how="name")
    if by:
        trial.summary = trial.summaries.create(
            number=1, title="A study in plain words", summary="It tries something.",
            summary_html="<p>It tries something.</p>", written_by=by,
            snapshot=trial.snapshots.first(),
        )  # fmt: skip
        trial.state, trial.published_at, trial.published_by = "published", timezone.now(), by
        trial.save()
    return trial


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


def make_appeal(author: User, *, by: User) -> Appeal:
    """Against the refusal of a question."""
    item = make_question(author, "A question that is refused?").reviewitems.get()
    refusal = item.decide("reject", by=by, reason="harm", message="It could do harm.")
    return Appeal.objects.make(refusal.statement, words="It helped us.")


def _decided(contribution: Any, moderator: User | None) -> Any:
    if moderator:
        item = ReviewItem.objects.open().get(**ReviewItem.about(contribution))
        decision = "keep" if contribution.is_public else "publish"
        item.decide(decision, by=moderator, reason="fine")
        contribution.refresh_from_db()
    return contribution
