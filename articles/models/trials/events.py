"""What has happened to a study: its history for readers, and the editors' queue."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.trials.records import TrialSnapshot
from articles.models.trials.trials import Trial
from articles.trials.querysets import TrialEventQuerySet
from articles.trials.terms import Status
from portal.models import User
from portal.states import IllegalMove, Stateful


class TrialEvent(Stateful):
    """Something new in the registry's record. What it says stays; an editor only settles it."""

    class Kind(models.TextChoices):
        NEW = "new", "New in the portal"
        STARTED = "started", "Started recruiting"
        STOPPED = "stopped", "Stopped recruiting"
        TERMINATED = "terminated", "Stopped early, paused or withdrawn"
        COMPLETED = "completed", "Completed"
        STATUS = "status", "Another status"
        RESULTS = "results", "Results posted"
        CRITERIA = "criteria", "Who can take part has changed"
        SITES = "sites", "Countries or sites have changed"
        TEXT = "text", "Something else in the record has changed"
        GONE = "gone", "No longer in the registry"
        BACK = "back", "In the registry again"
        UNKNOWN_VALUE = "unknown value", "A value that the portal does not know"
        TWIN = "twin", "Perhaps the same study as another"

    class State(models.TextChoices):
        OPEN = "open", "To be looked at"
        SETTLED = "settled", "Looked at"

    NEXT = {State.OPEN: {State.SETTLED}, State.SETTLED: set()}
    #: What families who follow a condition are told.
    WORTH_KNOWING = frozenset({Kind.STARTED, Kind.STOPPED, Kind.TERMINATED, Kind.RESULTS})

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=13, choices=Kind, editable=False)
    #: The status before and after, where a raw value stands and what it is, or the other study.
    before = models.CharField(max_length=300, blank=True, editable=False)
    after = models.CharField(max_length=300, blank=True, editable=False)
    #: Why the study was stopped, in the registry's own words.
    reason = models.TextField(blank=True, editable=False)
    #: The registry's date of the record that brought it.
    registry_on = models.DateField(null=True, editable=False)
    noticed_at = models.DateTimeField(default=timezone.now, editable=False)
    snapshot = models.ForeignKey(
        TrialSnapshot, on_delete=models.CASCADE, null=True, editable=False, related_name="events"
    )
    state = models.CharField(max_length=7, choices=State, default=State.OPEN, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    settled_at = models.DateTimeField(null=True, editable=False)
    #: What the editor noted, for staff only.
    note = models.CharField(max_length=500, blank=True, editable=False)

    objects = TrialEventQuerySet.as_manager()

    class Meta:
        ordering = ["-noticed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "settled"]), name="trial_event_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | Q(state="settled", settled_at__isnull=False),
                name="trial_event_settled_has_date",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "new",
                        "started",
                        "stopped",
                        "terminated",
                        "completed",
                        "status",
                        "results",
                        "criteria",
                        "sites",
                        "text",
                        "gone",
                        "back",
                        "unknown value",
                        "twin",
                    ]
                ),
                name="trial_event_known_kind",
            ),
            # One person is asked once, in however many studies it stands.
            models.UniqueConstraint(
                fields=["before", "after"],
                condition=Q(kind="unknown value", state="open"),
                name="trial_event_unknown_value_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["noticed_at"], condition=Q(state="open"), name="trial_event_still_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.trial.slug}: {self.get_kind_display()}"

    def settle(self, *, by: User, note: str = "") -> None:
        """An editor has looked at it. Raises IllegalMove when somebody else has."""
        try:
            self._move(
                self.State.SETTLED, settled_by=by, settled_at=timezone.now(), note=note.strip()
            )
        except IllegalMove as error:
            raise IllegalMove("Somebody else has already looked at this.") from error

    @property
    def before_in_words(self) -> str:
        return _in_words(self.before)

    @property
    def after_in_words(self) -> str:
        return _in_words(self.after)


def _in_words(value: str) -> str:
    """What a status is called; anything else is in words already."""
    return Status(value).label if value in Status.values else value
