"""What became of a page: each publication as a record that stays, and what is planned."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.revisions import Revision, SignOff
from portal.states import Stateful


class Publication(models.Model):
    """One change to what readers see. A trigger in the database keeps it from ever changing."""

    class Action(models.TextChoices):
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"
        WITHDRAWN = "withdrawn", "Withdrawn"

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="publications")
    action = models.CharField(max_length=9, choices=Action)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publications")
    #: The sign-off under which it was published; None for what an operator imported.
    signoff = models.ForeignKey(SignOff, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    #: Why each warning was set aside: `{code of the check: reason}`. For staff only.
    reasons = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["published", "retired", "withdrawn"]),
                name="publication_known_action",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.revision}"


class Plan(Stateful):
    """A publication or retirement at a time to come. The task worker carries it out, or says no."""

    class Action(models.TextChoices):
        PUBLISH = "publish", "Publish"
        RETIRE = "retire", "Retire"

    class State(models.TextChoices):
        WAITING = "waiting", "Planned"
        DONE = "done", "Done"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"

    NEXT = {
        State.WAITING: {State.DONE, State.REFUSED, State.CANCELLED},
        State.DONE: set(),
        State.REFUSED: set(),
        State.CANCELLED: set(),
    }

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="plans")
    action = models.CharField(max_length=7, choices=Action)
    #: The revision to publish; the plan does not jump to a newer one.
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="plans"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reasons = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    refusal = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "action"],
                condition=Q(state="waiting"),
                name="plan_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(action="publish", revision__isnull=False)
                | Q(action="retire", revision=None),
                name="plan_publishes_a_revision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "refused", "cancelled"]),
                name="plan_known_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.article} at {self.at:%Y-%m-%d %H:%M}"
