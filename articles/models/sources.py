"""What articles cite."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from articles import identifiers
from articles import models as articles  # they import this module: their names are read when used
from portal.models import User
from portal.states import IllegalMove, Stateful

FIRST_YEAR = 1800


class Source(Stateful):
    """Something that an article cites. One row per DOI, PMID, registry id or address."""

    class Kind(models.TextChoices):
        TRIAL = "trial", "Clinical trial"
        COHORT = "cohort", "Observational study"
        REVIEW = "review", "Review"
        GUIDELINE = "guideline", "Guideline"
        REGULATOR = "regulator", "Regulator"
        REGISTRY = "registry", "Trial registry"
        BOOK = "book", "Book"
        DATABASE = "database", "Database"

    class State(models.TextChoices):
        CURRENT = "current", "Current"
        SUPERSEDED = "superseded", "Superseded by a newer one"
        RETRACTED = "retracted", "Retracted"

    NEXT = {
        State.CURRENT: {State.SUPERSEDED, State.RETRACTED},
        State.SUPERSEDED: {State.CURRENT, State.RETRACTED},
        State.RETRACTED: {State.CURRENT},
    }

    key = models.SlugField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9_-]*\Z", "A key looks like fumagalli-2022: lower-case letters."
            )
        ],
        help_text="Cited in a text as [@key].",
    )
    title = models.CharField(max_length=400)
    citation = models.CharField(
        max_length=300, blank=True, help_text="Journal, year, volume, pages."
    )
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR)]
    )
    kind = models.CharField(max_length=10, choices=Kind)
    doi = models.CharField(
        "DOI",
        max_length=200,
        null=True,
        blank=True,
        unique=True,
    )
    pmid = models.CharField(
        "PubMed id",
        max_length=10,
        null=True,
        blank=True,
        unique=True,
    )
    registry_id = models.CharField(
        "trial registry id",
        max_length=30,
        null=True,
        blank=True,
        unique=True,
    )
    url = models.URLField(
        "address",
        max_length=300,
        null=True,
        blank=True,
        unique=True,
    )

    state = models.CharField(max_length=10, choices=State, default=State.CURRENT, editable=False)
    #: Why it is in that state, such as the words of the retraction. Readers see it.
    state_reason = models.CharField(max_length=300, blank=True, editable=False)
    state_changed_on = models.DateField(null=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["current", "superseded", "retracted"]),
                name="source_known_state",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "trial",
                        "cohort",
                        "review",
                        "guideline",
                        "regulator",
                        "registry",
                        "book",
                        "database",
                    ]
                ),
                name="source_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__gte=FIRST_YEAR, year__lte=2200),
                name="source_year_plausible",
            ),
            models.CheckConstraint(condition=Q(doi=Lower("doi")), name="source_doi_lower_case"),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("pk")),
                name="source_does_not_supersede_itself",
            ),
            models.CheckConstraint(
                condition=Q(state="current")
                | (Q(state_changed_on__isnull=False) & ~Q(state_reason="")),
                name="source_in_trouble_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(doi__isnull=False)
                | Q(pmid__isnull=False)
                | Q(registry_id__isnull=False)
                | Q(url__isnull=False),
                name="source_can_be_found",
                violation_error_message="Give a DOI, a PubMed id, a registry id or an address.",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def already(cls, found: dict[str, str | None], *, but: int | None = None) -> dict[str, Source]:
        """By the name of an identifier: the source that has it already. `found` is normalised.

        Of two addresses that differ in their last stroke only, one is enough.
        """
        ways = Q()
        for name in identifiers.NAMES:
            if value := found.get(name):
                both = [value.rstrip("/"), f"{value.rstrip('/')}/"] if name == "url" else [value]
                ways |= Q(**{f"{name}__in": both})
        if not ways:
            return {}
        rows = cls.objects.filter(ways).exclude(pk=but)
        return {
            name: row
            for row in rows
            for name in identifiers.NAMES
            if found.get(name)
            and (getattr(row, name) or "").rstrip("/") == (found[name] or "").rstrip("/")
        }

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Its identifiers come in many spellings and are kept in one."""
        left_out, wrong = set(exclude or ()), {}
        try:
            found = identifiers.normalised({n: getattr(self, n) for n in identifiers.NAMES})
        except ValidationError as error:
            wrong = {n: e for n, e in error.error_dict.items() if n not in left_out}
        else:
            for name, value in found.items():
                setattr(self, name, value)
        try:
            super().clean_fields(exclude=left_out | set(wrong))
        except ValidationError as error:
            wrong |= error.error_dict
        if wrong:
            raise ValidationError(wrong)

    def clean(self) -> None:
        """A source of the year after next has not been written yet."""
        if self.year and self.year > timezone.localdate().year + 1:
            raise ValidationError({"year": "This year has not come yet."})

    # --- What happens to a source ---
    @transaction.atomic
    def retract(self, *, by: User | None, why: str, on: date | None = None) -> int:
        """Its publisher withdrew it: every page that cites it says so until an editor decides.

        `on` is the day of the retraction. Returns how many pages must be looked at.
        """
        self._go(self.State.RETRACTED, why=why, on=on)
        return articles.ReviewTask.objects.open_for(
            self, articles.ReviewTask.Why.SOURCE_RETRACTED, detail=why
        )

    @transaction.atomic
    def supersede(self, *, by: User | None, with_: Source, why: str, on: date | None = None) -> int:
        """A newer source takes its place. Returns how many pages must be looked at."""
        # Both locked: of two that are said to supersede each other at once, one comes second.
        articles.ReviewTask.objects.lock_pages_citing(self)
        both = Source.objects.select_for_update().filter(pk__in=[self.pk, with_.pk])
        with_ = {each.pk: each for each in both.order_by("pk")}[with_.pk]
        newest, seen = with_, {self.pk}
        while newest:
            if newest.pk in seen:
                raise IllegalMove(f"“{with_}” is itself superseded by this one, or is this one.")
            seen.add(newest.pk)
            newest = newest.superseded_by
        if with_.state == self.State.RETRACTED:
            raise IllegalMove(f"“{with_}” was retracted: it cannot take the place of another.")
        self._go(self.State.SUPERSEDED, why=why, on=on, superseded_by=with_)
        return articles.ReviewTask.objects.open_for(
            self, articles.ReviewTask.Why.SOURCE_SUPERSEDED, detail=f"By {with_}. {why}"[:1_000]
        )

    @transaction.atomic
    def restore(self, *, by: User, why: str) -> int:
        """It holds after all. Returns how many tasks about it are thereby settled."""
        self._go(self.State.CURRENT, why=why)
        return articles.ReviewTask.objects.about(self).close(
            articles.ReviewTask.State.KEPT, by=by, reason=f"The source holds again: {why}"[:500]
        )

    def _go(self, to: str, *, why: str, on: date | None = None, **changes: Any) -> None:
        if not why.strip():
            raise IllegalMove("Please say why: readers are told.")
        if (on or timezone.localdate()) > timezone.localdate():
            raise IllegalMove("That day has not come yet.")
        articles.ReviewTask.objects.lock_pages_citing(self)
        changes = {"superseded_by": None, **changes}
        self._move(to, state_reason=why, state_changed_on=on or timezone.localdate(), **changes)

    def links(self) -> list[tuple[str, str]]:
        """Label and address of every way to this source, the most lasting first."""
        ways = [
            (f"doi:{self.doi}", f"https://doi.org/{self.doi}", self.doi),
            (f"PMID {self.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/", self.pmid),
            (self.registry_id, registry_url(self.registry_id or ""), self.registry_id),
            (self.url, self.url, self.url),
        ]
        return [(label, url) for label, url, present in ways if present]


def registry_url(registry_id: str) -> str:
    """The page of a trial in its registry."""
    if registry_id.startswith("NCT"):
        return f"https://clinicaltrials.gov/study/{registry_id}"
    if registry_id.startswith("ISRCTN"):
        return f"https://www.isrctn.com/{registry_id}"
    if registry_id.count("-") == 3:  # CTIS, the register since 2022
        return f"https://euclinicaltrials.eu/search-for-clinical-trials/?EUCT={registry_id}"
    return f"https://www.clinicaltrialsregister.eu/ctr-search/search?query={registry_id}"
