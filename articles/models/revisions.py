"""Texts that never change, what they cite, and who signed them."""

from __future__ import annotations

import hashlib
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.models.sources import Source
from articles.reviewing import signing
from portal.markdown import check_article
from portal.models import User

#: Characters; about thirty printed pages.
MAX_BODY = 100_000


class Revision(models.Model):
    """One version of an article's text. A trigger in the database keeps it from ever changing."""

    class Significance(models.TextChoices):
        TYPO = "typo", "Typing mistake"
        UPDATE = "update", "Update"
        MAJOR = "major", "Major change"

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    #: As of which day the text is true, as far as its author knows.
    written_on = models.DateField(default=timezone.localdate)
    #: For staff.
    note = models.CharField(max_length=300, blank=True)
    #: What readers are told has changed.
    public_note = models.CharField(max_length=300, blank=True)
    #: The revision of the original from which this translation was made.
    translated_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="translations"
    )
    significance = models.CharField(max_length=6, choices=Significance, default=Significance.UPDATE)
    title = models.CharField(max_length=200)
    summary = models.TextField(validators=[MaxLengthValidator(1_000)])
    body = models.TextField(validators=[MaxLengthValidator(MAX_BODY)])
    sources = models.ManyToManyField(Source, through="Citation", related_name="cited_in")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(significance__in=["typo", "update", "major"]),
                name="revision_known_significance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (revision {self.number})"

    def clean(self) -> None:
        """Refuse what could not be shown."""
        for name in ("summary", "body"):
            try:
                check_article(getattr(self, name))
            except ValidationError as error:
                raise ValidationError({name: error.messages}) from error

    @property
    def text_hash(self) -> str:
        """SHA-256 of what a reviewer signs: title, summary and body."""
        text = f"{self.title}\0{self.summary}\0{self.body}"
        return hashlib.sha256(text.encode()).hexdigest()

    @transaction.atomic
    def sign(self, *, by: User, review_due_on: date, interests: str = "") -> SignOff:
        """Record that this person, who did not write it, reviewed exactly this text today.

        Name, role and credential are kept as an administrator has checked them; `interests` are
        those that the reviewer declares for this text, or else those of the profile. Raises
        IllegalMove for one's own text, without a valid credential, for a day later than the policy
        of the article's kind allows, and when somebody else was faster.
        """
        article = signing.lock(self)
        reviewer = signing.check(self, article, by=by, review_due_on=review_due_on)
        signoff = SignOff(
            revision=self,
            reviewer=by,
            author=self.author,
            name=reviewer.name,
            role=reviewer.role,
            credential=reviewer.credential,
            interests=interests or reviewer.interests,
            text_hash=self.text_hash,
            signed_on=timezone.localdate(),
            review_due_on=review_due_on,
        )
        signoff.full_clean()
        signoff.save(force_insert=True)
        signing.signed(signoff, article)
        return signoff


class Citation(models.Model):
    """A source's place in a revision; `position` is the number readers see."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "source"], name="citation_once"),
            models.UniqueConstraint(fields=["revision", "position"], name="citation_position_once"),
        ]

    def __str__(self) -> str:
        return f"[{self.position}] {self.source_id}"


class SignOff(models.Model):
    """Who reviewed which revision, in what role, when. Name and role are kept as they were."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="signoff")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signoffs"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=100)
    credential = models.CharField(max_length=200)
    interests = models.CharField("declared interests", max_length=500)
    text_hash = models.CharField(max_length=64, editable=False)
    signed_on = models.DateField()
    review_due_on = models.DateField()

    class Meta:
        ordering = ["-signed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author=None) | ~Q(author=F("reviewer")),
                name="signoff_reviewer_is_not_author",
            ),
            models.CheckConstraint(
                condition=Q(review_due_on__gt=F("signed_on")), name="signoff_due_after_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.signed_on}"

    @property
    def is_overdue(self) -> bool:
        return self.review_due_on < timezone.localdate()
