"""The search index: what everybody may read, cut into terms. PostgreSQL keeps it, by triggers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q


class Shelf(models.IntegerChoices):
    """Weighed apart: they differ in length and words, and many trials must not hide an article."""

    CURATED = 1, "Conditions and articles"
    ASKED = 2, "Questions"
    TRIALS = 3, "Clinical trials"


class SearchDocument(models.Model):
    """One page that everybody may read. Triggers on the apps' tables write it; nobody else does.

    What is not public has no row here, so no search can find it.
    """

    class Kind(models.TextChoices):
        CONDITION = "condition", "Conditions"
        ARTICLE = "article", "Articles"
        TRIAL = "trial", "Clinical trials"
        QUESTION = "question", "Questions families asked"

    kind = models.CharField(max_length=10, choices=Kind)
    object_id = models.BigIntegerField()
    shelf = models.PositiveSmallIntegerField(choices=Shelf)
    language = models.CharField(max_length=7, default="en")
    #: What its address is made of.
    slug = models.CharField(max_length=120, blank=True)
    title = models.TextField()
    #: Names of the condition that it is about, its own name first; of a trial, its ids before.
    names = ArrayField(models.TextField(), default=list)
    summary = models.TextField(blank=True)
    headings = models.TextField(blank=True)
    body = models.TextField(blank=True)
    #: Numbers of the conditions that it belongs to, for the filter.
    conditions = ArrayField(models.BigIntegerField(), default=list)
    #: The page that opens a subject: that of a condition, before pages about one aspect.
    opens = models.BooleanField(default=False)
    #: Moderators say that something else is better to read.
    demoted = models.BooleanField(default=False, db_default=False)
    #: Until when a clinician's review holds; None where there was none.
    reviewed_until = models.DateField(null=True)
    #: What it is about, as the terms of its condition's own name. The database keeps these three.
    subject = models.TextField(default="", db_default="")
    vector = SearchVectorField(default="")
    #: The terms of each name, one name a row, joined by blanks.
    name_terms = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once"),
            models.CheckConstraint(
                condition=Q(kind="question", shelf=Shelf.ASKED)
                | Q(kind="trial", shelf=Shelf.TRIALS)
                | Q(kind__in=["condition", "article"], shelf=Shelf.CURATED),
                name="search_document_known_kind",
            ),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_document_vector"),
            models.Index(fields=["language"], name="search_document_language"),
            models.Index(fields=["shelf"], name="search_document_shelf"),
            models.Index(fields=["subject"], condition=Q(opens=True), name="search_document_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"


class SearchPosting(models.Model):
    """How much one term says about one document (BM25F without the rarity, from 0 to 1)."""

    pk = models.CompositePrimaryKey("document_id", "term")
    #: Of a SearchDocument. Its trigger writes and deletes these rows; a foreign key would check
    #: each of them once more.
    document_id = models.BigIntegerField()
    #: Of a question also "#7", where 7 is the number of a condition that it belongs to.
    term = models.TextField()
    shelf = models.PositiveSmallIntegerField()
    impact = models.FloatField()

    class Meta:
        #: Most telling first, so that a search reads no more of a common word than it needs.
        indexes = [
            models.Index(
                "shelf",
                "term",
                models.F("impact").desc(),
                "document_id",
                name="search_posting_best",
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} in {self.document_id}"


class SearchWord(models.Model):
    """A word of the curated pages, for the repair of spelling. Forum texts teach it no mistakes."""

    word = models.TextField(primary_key=True)
    term = models.TextField(db_index=True)
    sound = models.TextField(blank=True)
    #: How many curated pages have it; about, between two rebuilds.
    documents = models.PositiveIntegerField(default=1)
    #: Whether a name of a condition has it.
    in_name = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_trigrams")
        ]

    def __str__(self) -> str:
        return self.word


class SearchRelated(models.Model):
    """What is about the same as an article or a question, as last looked up (`related`)."""

    #: Of a SearchDocument, whose triggers write and delete this row.
    document_id = models.BigIntegerField(primary_key=True)
    #: Numbers of SearchDocuments, the nearest first; some may be gone since.
    related = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    #: None where the text has changed since.
    looked_up_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                models.F("looked_up_at").asc(nulls_first=True),
                models.F("document_id").desc(),
                name="search_related_oldest",
            )
        ]

    def __str__(self) -> str:
        return f"{len(self.related)} near {self.document_id}"


class SearchFrequency(models.Model):
    """In how many questions a common term stands, as of the last count (`portal.search.upkeep`)."""

    term = models.TextField(primary_key=True)
    documents = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.term}: {self.documents}"


class SearchSynonym(models.Model):
    """What families say, and what the pages call it. Editors keep these in the admin."""

    class Use(models.TextChoices):
        WORDS = "words", "The same in other words"
        PART = "part", "Asks for the part of a page with this in its title"

    said = models.CharField(max_length=100, help_text="Everyday words, such as “spine tap”.")
    meant = models.CharField(
        max_length=100, help_text="What the pages call it, such as “lumbar puncture”."
    )
    use = models.CharField(max_length=5, choices=Use, default=Use.WORDS)
    #: The terms of both, kept by the database.
    said_terms = models.TextField(editable=False, default="", db_index=True)
    meant_terms = models.TextField(editable=False, default="")

    class Meta:
        ordering = ["said", "meant"]
        constraints = [
            models.UniqueConstraint(fields=["said", "meant"], name="search_synonym_once"),
            models.CheckConstraint(
                condition=Q(use__in=["words", "part"]), name="search_synonym_known_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} → {self.meant}"


class SearchLog(models.Model):
    """How often something was searched on one day, and what came of it. Nothing about who did."""

    day = models.DateField()
    #: In normal form: lower case, without signs.
    query = models.CharField(max_length=100)
    count = models.PositiveIntegerField(default=0)
    #: Results the last time.
    results = models.PositiveIntegerField(default=0)
    #: How often a result was opened, and the sum of their places in the list.
    opened = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "query"]
        constraints = [
            models.UniqueConstraint(fields=["query", "day"], name="search_log_once_a_day")
        ]
        indexes = [models.Index(fields=["day"], name="search_log_day")]

    def __str__(self) -> str:
        return self.query
