"""What an asker tells of their family beside a question, each detail only for whom they chose."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Q
from django_countries import countries

from articles.models import Condition
from forum.models.questions import Question
from forum.screening import Finding, Severity
from portal.models import User

#: What fewer different members share is shown to nobody: it would say who somebody is.
SMALL_CELL = 5
#: Questions among which those members are looked for. With fewer members among so many, nothing is
#: shown: that errs on the side of silence, and never reads a whole table.
MOST_LOOKED_AT = 200
#: From what says least of a person to what says most: the last is dropped first.
DETAILS = ("condition", "relationship", "stage", "age", "country")


class CircumstancesQuerySet(models.QuerySet):
    def remembered(self, *, by: User) -> Circumstances | None:
        """What this member gave last time, if they asked us to remember it."""
        last = self.filter(question__author=by).order_by("-question").first()
        return last if last and last.remember else None

    def shared_by_enough(self, tags: list[str], *, audience: str) -> int:
        """How many of these details, from the first, at least SMALL_CELL members share.

        Counts published questions that this audience may read, in one query. The most details are
        tried first, and PostgreSQL stops where enough share them.
        """
        if not tags:
            return 0
        about, question = connection.ops.quote_name, Question._meta.db_table
        count = f"""(SELECT count(DISTINCT author_id) FROM (
            SELECT asked.author_id FROM {about(self.model._meta.db_table)} told
            JOIN {about(question)} asked ON asked.id = told.question_id
            WHERE told.shared @> %s::varchar[] AND asked.state = 'published'
                AND asked.audience = ANY(%s) AND asked.author_id IS NOT NULL
            LIMIT {MOST_LOOKED_AT}) found)"""  # noqa: S608
        open_to = ["everyone"] if audience == "everyone" else ["everyone", "members"]
        cases, values = [], []
        for number in range(len(tags), 0, -1):
            cases.append(f"WHEN {count} >= {SMALL_CELL} THEN {number}")
            values += [tags[:number], open_to]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT CASE {' '.join(cases)} ELSE 0 END", values)
            return cursor.fetchone()[0]


class Circumstances(models.Model):
    """Shown beside the question itself, and never in lists, feeds, searches or mails."""

    class Relationship(models.TextChoices):
        PARENT = "parent", "Parent"
        PARTNER = "partner", "Partner"
        PATIENT = "patient", "Lives with it"
        SIBLING = "sibling", "Brother or sister"
        RELATIVE = "relative", "Other relative"
        PROFESSIONAL = "professional", "Professional"

    class Stage(models.TextChoices):
        NEW = "new", "Newly diagnosed"
        NO_SIGNS = "no-signs", "Found before any signs, such as a brother or sister"
        PROGRESSING = "progressing", "Getting worse"
        STABLE = "stable", "Stable"
        TREATED = "treated", "After a treatment"
        BEREAVED = "bereaved", "Bereaved"

    class Age(models.TextChoices):
        """Bands, never a date."""

        UNDER_2 = "0-1", "Under 2"
        UNDER_6 = "2-5", "2 to 5"
        UNDER_12 = "6-11", "6 to 11"
        UNDER_18 = "12-17", "12 to 17"
        UNDER_40 = "18-39", "18 to 39"
        UNDER_65 = "40-64", "40 to 64"
        OLDER = "65", "65 or older"

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        MEMBERS = "members", "Members"
        MODERATORS = "moderators", "Moderators only"

    #: A few days can matter: a treatment may be open only now.
    TIME_CRITICAL = frozenset({Stage.NEW, Stage.NO_SIGNS})

    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, related_name="circumstances"
    )
    condition = models.ForeignKey(
        Condition, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    relationship = models.CharField(max_length=12, choices=Relationship, blank=True)
    stage = models.CharField(max_length=11, choices=Stage, blank=True)
    age = models.CharField(max_length=5, choices=Age, blank=True)
    #: ISO 3166-1, two letters.
    country = models.CharField(max_length=2, blank=True)
    condition_for = models.CharField(max_length=10, choices=Audience, default=Audience.EVERYONE)
    relationship_for = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    stage_for = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    age_for = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    country_for = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    #: Whether the member's next question begins with the same.
    remember = models.BooleanField(default=False)
    #: For each audience what it may see, as words to compare: "members:age=2-5".
    shared = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    objects = CircumstancesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "circumstances"
        indexes = [GinIndex(fields=["shared"], name="circumstances_shared")]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{detail}_for__in": ["everyone", "members", "moderators"]}),
                name=f"circumstances_known_{detail}_audience",
            )
            for detail in DETAILS
        ]

    def __str__(self) -> str:
        return f"Circumstances of question {self.question_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.shared = [*self.tags("everyone"), *self.tags("members")]
        super().save(*args, **kwargs)

    @property
    def is_empty(self) -> bool:
        return not any(self._value(detail) for detail in DETAILS)

    @property
    def is_time_critical(self) -> bool:
        return self.stage in self.TIME_CRITICAL

    def findings(self) -> list[Finding]:
        """What moderators should know before they read."""
        if not self.is_time_critical:
            return []
        why = f"{self.get_stage_display()}: days can matter. Answer this family soon."
        return [Finding("time-critical", Severity.RAISED, 0, 0, why)]

    def tags(self, audience: str) -> list[str]:
        """What these readers may see, the most telling last."""
        return [
            f"{audience}:{detail}={value}"
            for detail in DETAILS
            if (value := self._value(detail)) and self._is_for(detail, audience)
        ]

    def line(self, audience: str) -> list[str]:
        """What these readers are shown: no more than at least SMALL_CELL members share."""
        details = [tag.partition(":")[2].partition("=")[0] for tag in self.tags(audience)]
        enough = type(self).objects.shared_by_enough(self.tags(audience), audience=audience)
        # The condition under which it is filed stands below the question already.
        filed = {"condition"} if self.condition_for == self.Audience.EVERYONE else set()
        return [self.words(detail) for detail in details[:enough] if detail not in filed]

    def everything(self) -> list[tuple[str, str]]:
        """For moderators and for whoever told it: each detail and who may see it."""
        return [
            (self.words(detail), getattr(self, f"get_{detail}_for_display")())
            for detail in DETAILS
            if self._value(detail)
        ]

    def words(self, detail: str) -> str:
        if detail == "condition":
            return self.condition.name
        if detail == "country":
            return countries.name(self.country)
        if detail == "age":
            return f"Age {self.get_age_display().lower()}"
        return getattr(self, f"get_{detail}_display")()

    def _value(self, detail: str) -> Any:
        return getattr(self, "condition_id" if detail == "condition" else detail)

    def _is_for(self, detail: str, audience: str) -> bool:
        chosen = getattr(self, f"{detail}_for")
        return chosen == "everyone" or chosen == audience
