"""What `import_articles` remembers."""

from __future__ import annotations

from django.db import models


class ImportRecord(models.Model):
    """What a file last set: a second import can tell the file's changes from an editor's."""

    class Kind(models.TextChoices):
        SOURCE = "source", "Source"
        TOPIC = "topic", "Topic"
        CONDITION = "condition", "Condition"
        ARTICLE = "article", "Article"
        TREATMENT = "treatment", "Treatment"
        TERM = "term", "Glossary term"
        ORGANISATION = "organisation", "Organisation"

    kind = models.CharField(max_length=12, choices=Kind)
    #: How the files call it. The page may since have moved to another slug.
    key = models.CharField(max_length=120)
    #: Primary key of what was made of it.
    row = models.BigIntegerField()
    #: SHA-256 of all that the file set.
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="import_record_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "source",
                        "topic",
                        "condition",
                        "article",
                        "treatment",
                        "term",
                        "organisation",
                    ]
                ),
                name="import_record_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
