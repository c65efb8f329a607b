"""What articles cite."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from portal.states import Stateful


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

    key = models.SlugField(max_length=60, unique=True, help_text="Cited in a text as [@key].")
    title = models.CharField(max_length=400)
    citation = models.CharField(
        max_length=300, blank=True, help_text="Journal, year, volume, pages."
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    doi = models.CharField(
        "DOI",
        max_length=200,
        null=True,
        blank=True,
        unique=True,
        validators=[
            RegexValidator(r"^10\.\d{4,9}/\S+\Z", "A DOI looks like 10.1001/jama.2018.18743.")
        ],
    )
    pmid = models.CharField(
        "PubMed id",
        max_length=10,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[1-9]\d{0,8}\Z", "A PubMed id is a number.")],
    )
    registry_id = models.CharField(
        "trial registry id",
        max_length=30,
        null=True,
        blank=True,
        unique=True,
        validators=[
            RegexValidator(
                r"^(NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2}(-\d{2})?)\Z",
                "A registry id looks like NCT01560182, ISRCTN88667898 or 2017-001438-25.",
            )
        ],
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
    return f"https://www.clinicaltrialsregister.eu/ctr-search/search?query={registry_id}"
