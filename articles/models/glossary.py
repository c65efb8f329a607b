"""Words that doctors use, in words that everybody knows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from articles.languages import LANGUAGES
from articles.models.sources import Source


class GlossaryTerm(models.Model):
    """A term, explained where an article first uses it and on the page of the glossary."""

    slug = models.SlugField(max_length=80, unique=True)
    term = models.CharField(max_length=80)
    other_forms = models.CharField(
        max_length=300,
        blank=True,
        help_text="Plurals and other spellings that mean the same, separated by commas.",
    )
    plain = models.CharField("in plain words", max_length=300)
    language = models.CharField(max_length=7, choices=LANGUAGES, default="en")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = [Lower("term")]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                "language",
                name="glossary_term_once",
                violation_error_message="This term is already in the glossary.",
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="glossary_term_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{glossary_url(self.language)}#word-{self.slug}"

    def forms(self) -> list[str]:
        """The term and everything else that means the same, each once."""
        forms = [self.term, *self.other_forms.split(",")]
        return list(dict.fromkeys(form.strip() for form in forms if form.strip()))


def glossary_url(language: str) -> str:
    """The page of the words of this language."""
    if language == "en":
        return reverse("articles:glossary")
    return reverse("articles:glossary-language", args=[language])
