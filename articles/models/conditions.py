"""The tree of diseases, with their names and their numbers in other catalogues."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles.models.addresses import Addressed
from articles.querysets import ConditionQuerySet


class Condition(Addressed):
    """A disease in the tree: leukodystrophy → metachromatic leukodystrophy → its infantile form."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=150, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    genes = models.CharField(max_length=200, blank=True, help_text="Symbols, separated by commas.")
    inheritance = models.CharField(max_length=200, blank=True)
    overview = models.OneToOneField(
        "Article",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="overview_of",
        help_text="The article that opens this condition's page.",
    )

    objects = ConditionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="condition_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="condition_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:condition", args=[self.slug])

    def clean(self) -> None:
        """A condition cannot stand below itself, not even by way of others."""
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": f"“{self.parent}” is itself a form of “{self}”."})
            above = above.parent

    @property
    def gene_symbols(self) -> list[str]:
        return [gene.strip() for gene in self.genes.split(",") if gene.strip()]

    def names_by_kind(self) -> list[tuple[str, list[str]]]:
        """Its other names under what they are, without those that are only found, never shown."""
        kinds = [kind for kind in ConditionName.Kind if kind != ConditionName.Kind.MISSPELLING]
        names = {kind: [n.name for n in self.names.all() if n.kind == kind] for kind in kinds}
        return [(kind.label, found) for kind, found in names.items() if found]

    @property
    def feed_url(self) -> str:
        return reverse("feed-condition", args=[self.slug])

    def addresses(self) -> list[tuple[str, str]]:
        """Those of its page and of its feed."""
        return [*super().addresses(), (self.feed_url, self.feed_url)]


class ConditionName(models.Model):
    """Another name of a condition, so that families find it by the one they were told."""

    class Kind(models.TextChoices):
        SYNONYM = "synonym", "Also called"
        ABBREVIATION = "abbreviation", "Abbreviation"
        OLD = "old", "Old name"
        EPONYM = "eponym", "Named after a person"
        LAY = "lay", "Everyday name"
        MISSPELLING = "misspelling", "Misspelling (found, never shown)"

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SYNONYM)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["condition", "name"], name="condition_name_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["synonym", "abbreviation", "old", "eponym", "lay", "misspelling"]
                ),
                name="condition_name_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ConditionCode(models.Model):
    """A condition's identifier in another catalogue, and how exactly the two match."""

    class System(models.TextChoices):
        ORPHA = "ORPHA", "Orphanet"
        OMIM = "OMIM", "OMIM"
        MONDO = "MONDO", "MONDO"
        GARD = "GARD", "GARD"
        MESH = "MeSH", "MeSH"
        ICD10CM = "ICD-10-CM", "ICD-10-CM"
        GENEREVIEWS = "GeneReviews", "GeneReviews"

    class Relation(models.TextChoices):
        EXACT = "exact", "The same"
        BROADER = "broader", "Theirs is broader"
        NARROWER = "narrower", "Theirs is narrower"

    #: Where each catalogue shows the entry.
    ADDRESSES = {
        System.ORPHA: "https://www.orpha.net/en/disease/detail/{}",
        System.OMIM: "https://omim.org/entry/{}",
        System.MONDO: "https://purl.obolibrary.org/obo/MONDO_{}",
        System.GARD: "https://rarediseases.info.nih.gov/diseases/{}/index",
        System.MESH: "https://id.nlm.nih.gov/mesh/{}.html",
        System.GENEREVIEWS: "https://www.ncbi.nlm.nih.gov/books/{}/",
    }

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=12, choices=System)
    value = models.CharField(max_length=30, validators=[RegexValidator(r"^[A-Za-z0-9.:-]+\Z")])
    relation = models.CharField(max_length=8, choices=Relation, default=Relation.EXACT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "system", "value"], name="condition_code_once"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["exact", "broader", "narrower"]),
                name="condition_code_known_relation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.value}"

    @property
    def url(self) -> str:
        value = self.value.lstrip("0") if self.system == self.System.GARD else self.value
        return self.ADDRESSES.get(self.system, "").format(value)
