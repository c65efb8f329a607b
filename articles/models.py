"""Conditions and the curated articles about them.

An `Article` is what readers see. Its text is copied from a `Revision`, which never changes, and a
`SignOff` says which person reviewed exactly that revision.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles import citations
from articles.querysets import ArticleQuerySet, ConditionQuerySet
from portal.models import MovedPath, Topic
from portal.search import search_column, search_index
from portal.states import IllegalMove, Stateful

if TYPE_CHECKING:
    from portal.models import User

#: Characters; about thirty printed pages.
MAX_BODY = 100_000


class Condition(models.Model):
    """A disease in the tree: leukodystrophy → metachromatic leukodystrophy → late-infantile form."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=150, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    genes = models.CharField(max_length=200, blank=True, help_text="Symbols, separated by commas.")
    inheritance = models.CharField(max_length=200, blank=True)
    overview = models.OneToOneField(
        "Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="overview_of",
        help_text="The article that opens this condition's page.",
    )

    objects = ConditionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="condition_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:condition", args=[self.slug])

    @transaction.atomic
    def rename(self, *, slug: str) -> None:
        """Move the page to another slug; the old address redirects for good."""
        old, self.slug = self.get_absolute_url(), slug
        self.save(update_fields=["slug"])
        MovedPath.record(old=old, new=self.get_absolute_url())


class ConditionName(models.Model):
    """Another name of a condition, so that families find it by the one they were told."""

    class Kind(models.TextChoices):
        SYNONYM = "synonym", "Synonym"
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
                condition=Q(kind__in=["synonym", "abbreviation", "old", "eponym", "lay", "misspelling"]),
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


class Source(models.Model):
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

    key = models.SlugField(max_length=60, unique=True, help_text="Cited in a text as [@key].")
    title = models.CharField(max_length=400)
    citation = models.CharField(max_length=300, blank=True, help_text="Journal, year, volume, pages.")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    doi = models.CharField(
        "DOI", max_length=200, null=True, blank=True, unique=True,  # noqa: DJ001 (unique: many have none)
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+\Z", "A DOI looks like 10.1001/jama.2018.18743.")],
    )
    pmid = models.CharField(
        "PubMed id", max_length=10, null=True, blank=True, unique=True,  # noqa: DJ001
        validators=[RegexValidator(r"^[1-9]\d{0,8}\Z", "A PubMed id is a number.")],
    )
    registry_id = models.CharField(
        "trial registry id", max_length=30, null=True, blank=True, unique=True,  # noqa: DJ001
        validators=[
            RegexValidator(
                r"^(NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2}(-\d{2})?)\Z",
                "A registry id looks like NCT01560182, ISRCTN88667898 or 2017-001438-25.",
            )
        ],
    )
    url = models.URLField(  # noqa: DJ001
        "address", max_length=300, null=True, blank=True, unique=True,
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(doi__isnull=False)
                | Q(pmid__isnull=False)
                | Q(registry_id__isnull=False)
                | Q(url__isnull=False),
                name="source_can_be_found",
                violation_error_message="Give a DOI, a PubMed id, a registry id or an address.",
            )
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


class Article(Stateful):
    """What readers see at one address: the published revision's text, and what is known about it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    class Kind(models.TextChoices):
        OVERVIEW = "overview", "Overview of a condition"
        UNDERSTANDING = "understanding", "Understanding it"
        LIVING = "living", "Living with it"
        TREATMENT = "treatment", "Treatment"
        RESEARCH = "research", "Research"
        TRIALS = "trials", "Clinical trials"

    NEXT = {
        State.DRAFT: {State.PUBLISHED},
        State.PUBLISHED: {State.PUBLISHED, State.RETIRED},
        State.RETIRED: {State.PUBLISHED},
    }

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=13, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    title = models.CharField(max_length=200)
    live = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, null=True, editable=False, related_name="+",
        help_text="The revision that readers see.",
    )
    summary_html = models.TextField(blank=True, editable=False)
    #: The summary without citation markers, for lists, search engines and feeds.
    summary_text = models.TextField(blank=True, editable=False)
    body_html = models.TextField(blank=True, editable=False)
    body_text = models.TextField(blank=True, editable=False)
    #: `[{"id", "title"}]`: the headings of the second level.
    contents = models.JSONField(default=list, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False, help_text="Last published change.")
    conditions = models.ManyToManyField(Condition, blank=True, related_name="articles")
    related = models.ManyToManyField("self", symmetrical=False, blank=True)
    topics = TaggableManager(through="ArticleTopic", blank=True)
    search = search_column(A="title", B="summary_text", C="body_text")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        indexes = [
            search_index("article_search"),
            models.Index(fields=["state", "-updated_at"], name="article_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "retired"]), name="article_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(published_at__isnull=False, updated_at__isnull=False, live__isnull=False),
                name="article_published_has_date_and_text",
            ),
        ]
        permissions = [
            ("edit", "Can write drafts of articles"),
            ("publish", "Can publish and retire articles"),
            ("sign", "Can sign articles off as a clinical reviewer"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """An overview is read on the page of its condition."""
        condition = getattr(self, "overview_of", None) if self.kind == self.Kind.OVERVIEW else None
        return condition.get_absolute_url() if condition else reverse("articles:article", args=[self.slug])

    @property
    def signoff(self) -> SignOff | None:
        """The sign-off of the very text that readers see, or None."""
        return getattr(self.live, "signoff", None)

    @property
    def latest(self) -> Revision | None:
        return self.revisions.order_by("-number").first()

    @transaction.atomic
    def write(
        self, *, title: str, summary: str, body: str, by: User | None, note: str = "",
        significance: str = "update",
    ) -> Revision:
        """Add a revision. What readers see stays as it is until that revision is published."""
        newest = Article.objects.select_for_update().get(pk=self.pk).latest
        revision = Revision(
            article=self, number=newest.number + 1 if newest else 1, author=by,
            title=title, summary=summary, body=body, note=note, significance=significance,
        )
        revision.full_clean(exclude=["article", "author"])
        revision.save(force_insert=True)
        citations.record(revision)
        if self.state == self.State.DRAFT:
            self.title = title
            self.save(update_fields=["title"])
        return revision

    @transaction.atomic
    def publish(self, revision: Revision | None = None) -> None:
        """Show that revision (the latest one by default) to readers.

        Raises IllegalMove where there is no text, or a citation leads nowhere.
        """
        revision = revision or self.latest
        if revision is None or revision.article_id != self.pk:
            raise IllegalMove("There is no text to publish.")
        if missing := citations.dangling(revision):
            raise IllegalMove(f"These citations have no source: {', '.join(missing)}.")
        now = timezone.now()
        rendered = citations.render(revision)
        self._move(
            self.State.PUBLISHED,
            live=revision,
            title=revision.title,
            published_at=self.published_at or now,
            updated_at=now,
            **rendered,
        )

    def retire(self) -> None:
        """Keep the page at its address, with a notice that it is no longer kept up to date."""
        self._move(self.State.RETIRED)

    @transaction.atomic
    def rename(self, *, slug: str) -> None:
        """Move the page to another slug; the old address of a published page redirects for good."""
        old, self.slug = self.get_absolute_url(), slug
        self.save(update_fields=["slug"])
        if self.state != self.State.DRAFT:
            MovedPath.record(old=old, new=self.get_absolute_url())


class ArticleTopic(ItemBase):
    content_object = models.ForeignKey(Article, on_delete=models.CASCADE)
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_topic_once")
        ]


class Revision(models.Model):
    """One version of an article's text. A trigger in the database keeps it from ever changing."""

    class Significance(models.TextChoices):
        TYPO = "typo", "Typing mistake"
        UPDATE = "update", "Update"
        MAJOR = "major", "Major change"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    note = models.CharField(max_length=300, blank=True)
    significance = models.CharField(
        max_length=6, choices=Significance, default=Significance.UPDATE
    )
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

    @property
    def text_hash(self) -> str:
        """SHA-256 of what a reviewer signs: title, summary and body."""
        text = "\x00".join([self.title, self.summary, self.body])
        return hashlib.sha256(text.encode()).hexdigest()

    def sign(
        self, *, by: User, name: str, role: str, credential: str, interests: str, review_due_on: date
    ) -> SignOff:
        """Record that this person, who did not write it, reviewed exactly this text today."""
        if by == self.author:
            raise IllegalMove("Somebody other than the author must sign.")
        signoff = SignOff(
            revision=self, reviewer=by, author=self.author, name=name, role=role,
            credential=credential, interests=interests, text_hash=self.text_hash,
            signed_on=timezone.localdate(), review_due_on=review_due_on,
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
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
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
