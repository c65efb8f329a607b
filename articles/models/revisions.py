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
from portal.markdown import check_article
from portal.models import User
from portal.states import IllegalMove

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
    note = models.CharField(max_length=300, blank=True)
    significance = models.CharField(max_length=6, choices=Significance, default=Significance.UPDATE)
    title = models.CharField(max_length=200)
    summary = models.TextField(validators=[MaxLengthValidator(1_000)])
    body = models.TextField(validators=[MaxLengthValidator(MAX_BODY)])
    sources = models.ManyToManyField(Source, through="Citation", related_name="cited_in")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")
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
    def sign(
        self,
        *,
        by: User,
        name: str,
        role: str,
        credential: str,
        interests: str,
        review_due_on: date,
    ) -> SignOff:
        """Record that this person, who did not write it, reviewed exactly this text today.

        Raises IllegalMove for one's own text, and when somebody else was faster.
        """
        Revision.objects.select_for_update().get(pk=self.pk)
        if by == self.author:
            raise IllegalMove("Somebody other than the author must sign.")
        if before := SignOff.objects.filter(revision=self).first():
            raise IllegalMove(f"{before.name} has already signed this.")
        signoff = SignOff(
            revision=self,
            reviewer=by,
            author=self.author,
            name=name,
            role=role,
            credential=credential,
            interests=interests,
            text_hash=self.text_hash,
            signed_on=timezone.localdate(),
            review_due_on=review_due_on,
        )
        signoff.full_clean()
        signoff.save(force_insert=True)
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
