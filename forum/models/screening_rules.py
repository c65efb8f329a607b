"""What administrators look for in texts besides, and what is done about what is found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from articles.languages import LANGUAGES
from articles.models import Article
from forum.screening import patterns
from forum.screening.actions import NEVER_LESS, Action
from forum.screening.finding import KINDS, Severity
from forum.screening.rules import Rule
from portal.states import IllegalMove

KIND_NAMES = {
    "emergency": "Medical emergency",
    "crisis": "Self-harm, abuse, threats",
    "personal-data": "Personal data",
    "promotion": "Promotion",
    "dosing": "Doses",
    "look-alike": "Look-alike diagnoses",
    "spam": "Spam",
    "despair": "Despair",
}
KIND_CHOICES = [(kind, KIND_NAMES[kind]) for kind in KINDS]
ACTIONS = [choice for choice in Action.choices if choice[0] != Action.OFF]
#: Items that are counted, the newest: what fired long ago says little of a rule.
COUNTED, COUNTED_FOR = 20_000, timedelta(days=365)
#: What a moderator decided where the rule had been right.
UPHELD = ["reject", "ask", "hide", "remove", "redact"]


def check_pattern(written: str) -> None:
    try:
        patterns.read(written)
    except patterns.NotAPattern as refusal:
        raise ValidationError(str(refusal), code="pattern") from refusal


def fired() -> dict[tuple[str, int], dict[str, int]]:
    """For each kind and rule (0: the portal's own) in how many items it fired, how many of these
    are decided, and in how many a moderator agreed. One query, within bounds."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT found.kind, found.rule, count(*), count(agreed.yes),
                count(*) FILTER (WHERE agreed.yes)
            FROM (SELECT id, findings FROM forum_reviewitem WHERE opened_at > %s
                ORDER BY id DESC LIMIT {COUNTED}) item
            CROSS JOIN LATERAL (
                SELECT DISTINCT one->>'kind' AS kind, coalesce((one->>'rule')::int, 0) AS rule
                FROM jsonb_array_elements(item.findings) one) found
            LEFT JOIN LATERAL (
                SELECT bool_or(decision = ANY(%s)) AS yes FROM forum_decision said
                WHERE said.item_id = item.id AND decision NOT IN ('undo', 'escalate')
                    AND NOT EXISTS (SELECT FROM forum_decision WHERE undoes_id = said.id)
            ) agreed ON true
            GROUP BY found.kind, found.rule""",  # noqa: S608
            [timezone.now() - COUNTED_FOR, UPHELD],
        )
        rows = cursor.fetchall()
    return {
        (kind, rule): {"fired": count, "decided": decided, "upheld": upheld}
        for kind, rule, count, decided, upheld in rows
    }


class ScreeningKindQuerySet(models.QuerySet["ScreeningKind"]):
    def ways(self) -> dict[str, str]:
        """What is done about each kind today."""
        return {row.kind: row.action_today for row in self}


class ScreeningKind(models.Model):
    """What is done about a kind that the portal notices by itself."""

    kind = models.CharField(max_length=13, choices=KIND_CHOICES, unique=True, editable=False)
    action = models.CharField("what is done", max_length=9, choices=ACTIONS)
    off_until = models.DateField(
        "not looked for until",
        null=True,
        blank=True,
        help_text="From that day on it is looked for again by itself.",
    )

    objects = ScreeningKindQuerySet.as_manager()

    class Meta:
        verbose_name = "kind that the portal notices"
        verbose_name_plural = "kinds that the portal notices"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)), name="screeningkind_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=list(NEVER_LESS))
                | Q(off_until=None, action__in=["hold", "case"]),
                name="screeningkind_lives_come_first",
                violation_error_message=(
                    "Lives may depend on this one: it is always looked for, and always held. It "
                    "can only be made more cautious."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_off(self) -> bool:
        return self.off_until is not None and self.off_until > timezone.localdate()

    @property
    def action_today(self) -> str:
        return Action.OFF if self.is_off else self.action


class ScreeningRuleQuerySet(models.QuerySet["ScreeningRule"]):
    def in_force(self) -> Self:
        today = timezone.localdate()
        return self.filter(Q(expires_on=None) | Q(expires_on__gt=today), active=True)

    def to_screen_by(self) -> tuple[Rule, ...]:
        """As screening reads them."""
        return tuple(rule.as_read for rule in self.in_force().order_by("pk"))


class ScreeningRule(models.Model):
    """Something to look for. It is in force once its dry run was looked at, until it expires."""

    class Status(models.TextChoices):
        WATCHED = "watched", "We keep an eye on it"
        UNPROVEN = "unproven", "Sells what is not proven"
        WARNED = "warned", "An authority has warned of it"

    pattern = models.TextField(
        "what to look for", validators=[MaxLengthValidator(2_000), check_pattern]
    )
    kind = models.CharField(max_length=13, choices=KIND_CHOICES, default="promotion")
    severity = models.PositiveSmallIntegerField(
        "how grave", choices=Severity, default=Severity.RAISED
    )
    language = models.CharField(
        max_length=7,
        blank=True,
        choices=LANGUAGES,
        help_text="None: in texts of every language.",
    )
    action = models.CharField("what is done", max_length=9, choices=ACTIONS, default=Action.ADVISE)
    why = models.CharField(
        "explanation",
        max_length=160,
        help_text="For moderators, and for the author where they are advised: what it is, and why "
        "it matters. As in “Names a clinic that sells stem cells without proof.”",
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="article as evidence",
    )
    expires_on = models.DateField("in force until", null=True, blank=True)
    active = models.BooleanField("in force", default=False, editable=False)
    #: The pattern whose dry run somebody has looked at.
    tried = models.TextField(blank=True, editable=False)
    #: Of a clinic, a seller or a group that is watched; the pattern is made of these.
    entity = models.CharField("name", max_length=80, blank=True)
    aliases = models.TextField("other names", blank=True, validators=[MaxLengthValidator(800)])
    domains = models.TextField("web addresses", blank=True, validators=[MaxLengthValidator(800)])
    status = models.CharField(max_length=8, choices=Status, blank=True)

    objects = ScreeningRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-active", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)), name="screeningrule_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(active=False) | Q(tried=models.F("pattern")),
                name="screeningrule_in_force_was_tried",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=list(NEVER_LESS)) | Q(action__in=["hold", "case"]),
                name="screeningrule_lives_come_first",
                violation_error_message=(
                    "Lives may depend on this kind: whatever is found must be held. Please choose "
                    "“Hold it” or “Hold it and call”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(entity="", status="") | ~Q(entity="") & ~Q(status=""),
                name="screeningrule_watched_has_a_status",
            ),
        ]

    def __str__(self) -> str:
        return self.entity or self.why

    @property
    def as_read(self) -> Rule:
        return Rule(
            self.pk or 0,
            self.pattern,
            self.kind,
            Severity(self.severity),
            self.why,
            action=self.action,
            language=self.language,
        )

    @property
    def standing(self) -> str:
        """In words: whether it is in force, and if not, why."""
        if self.expires_on and self.expires_on <= timezone.localdate():
            return "Expired"
        return "In force" if self.active else "Not in force: try it first"

    def switch_on(self, *, tried: str) -> None:
        """Put it in force, after a look at what `tried` would have found. Raises IllegalMove."""
        same = type(self).objects.filter(pk=self.pk, pattern=tried)
        if not same.update(active=True, tried=tried):
            raise IllegalMove("It was changed meanwhile. Please look at what it finds now.")
        self.refresh_from_db()

    def switch_off(self) -> None:
        type(self).objects.filter(pk=self.pk).update(active=False)
        self.refresh_from_db()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Another pattern has not been tried yet; of what is watched, the names are the pattern."""
        if self.entity:
            names = [self.entity, *self.aliases.splitlines(), *self.domains.splitlines()]
            self.pattern = "\n".join(name.strip() for name in names if name.strip())
        if self.pattern != self.tried:
            self.active = False
        super().save(*args, **kwargs)


class WatchedEntity(ScreeningRule):
    """A clinic, a seller or a group by its names and addresses: a rule that is easy to add."""

    class Meta:
        proxy = True
        verbose_name_plural = "watched entities"
