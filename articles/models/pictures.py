"""Pictures in articles, re-encoded when they arrive: nothing of the original file is kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import citations
from articles import models as articles  # they import this module: their names are read when used
from portal.images import LARGE, SMALL, TALLEST, Encoded
from portal.markdown import Figure
from portal.models import User


class PictureQuerySet(models.QuerySet):
    """Pictures, without their bytes unless somebody asks for them."""

    def figures(self, keys: Iterable[str]) -> dict[str, Figure]:
        """What a text shows of the pictures of these keys; unknown keys are left out."""
        found = self.defer("large", "small").filter(key__in=keys) if keys else ()
        return {picture.key: picture.figure() for picture in found}


class Picture(models.Model):
    """Shown in a text by `![](picture:key)`. Kept in the database, so that backups hold it."""

    key = models.SlugField(max_length=60, unique=True, help_text="In a text: ![](picture:key)")
    alt = models.CharField(
        "text for those who do not see it",
        max_length=300,
        blank=True,
        help_text="What the picture says. Left empty only where it is decoration.",
    )
    decorative = models.BooleanField("decoration only", default=False)
    credit = models.CharField(max_length=200, help_text="Who made it, and under which licence.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    #: SHA-256 of the large version; part of its address, so that caches may keep it for ever.
    fingerprint = models.CharField(max_length=64, editable=False)
    large = models.BinaryField(editable=False)
    small = models.BinaryField(editable=False)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True, alt="") | (Q(decorative=False) & ~Q(alt="")),
                name="picture_alt_or_decorative",
                violation_error_message="Either describe the picture, or mark it as decoration.",
            )
        ]

    objects = PictureQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    def take(self, encoded: Encoded, *, by: User) -> None:
        """Fill the columns that come from the file. Once saved, a picture never gets another."""
        self.large, self.small = encoded.large, encoded.small
        self.width, self.height = encoded.width, encoded.height
        self.fingerprint = encoded.fingerprint
        self.uploaded_by = by

    def address(self, size: int) -> str:
        return reverse("articles:picture", args=[self.key, self.fingerprint[:16], size])

    @property
    def small_width(self) -> int:
        return min(self.width, SMALL, max(1, self.width * SMALL * TALLEST // self.height))

    def figure(self) -> Figure:
        return Figure(
            small=self.address(SMALL),
            small_width=self.small_width,
            large=self.address(LARGE),
            width=self.width,
            height=self.height,
            alt=self.alt,
            credit=self.credit,
        )

    def shown_in(self) -> models.QuerySet[articles.Article]:
        """The articles in whose text readers meet this picture."""
        marker = f"](picture:{self.key})"
        return articles.Article.objects.filter(live__body__contains=marker).order_by("title")

    def describe(self) -> None:
        """Save another description or credit, and show it wherever the picture is shown."""
        with transaction.atomic():
            self.save(update_fields=["alt", "decorative", "credit"])
            self._redraw()

    def remove(self) -> None:
        """Delete it for good, such as when somebody in it asks for that."""
        with transaction.atomic():
            shown_in = list(self.shown_in().values_list("pk", flat=True))
            self.delete()
            self._redraw(shown_in)

    def _redraw(self, pks: Iterable[int] | None = None) -> None:
        """The HTML of a text is stored when it is published, with what pictures said then."""
        shown_in = self.shown_in() if pks is None else articles.Article.objects.filter(pk__in=pks)
        for article in shown_in.select_for_update(of=["self"]).select_related("live"):
            columns = citations.render(article.live)
            articles.Article.objects.filter(pk=article.pk).update(**columns)
