"""What a study is about, in this portal's own terms. Only what is certain is taken by itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.conditions import Condition
from articles.models.treatments import Treatment
from articles.models.trials.trials import Trial
from articles.trials.terms import InterventionKind
from portal.models import User
from portal.states import IllegalMove, Stateful


class TrialCondition(Stateful):
    """That a study is about a condition: certain, or proposed to an editor."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Refused"

    class How(models.TextChoices):
        MESH = "mesh", "By its MeSH id"
        NAME = "name", "By exactly one of its names"
        SIMILAR = "similar", "By a similar name"
        EDITOR = "editor", "By an editor"

    NEXT = {
        State.PROPOSED: {State.CONFIRMED, State.REFUSED},
        State.CONFIRMED: {State.REFUSED},
        State.REFUSED: {State.CONFIRMED},
    }

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="matches")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="trial_matches")
    state = models.CharField(max_length=9, choices=State, editable=False)
    how = models.CharField(max_length=7, choices=How, editable=False)
    #: The registry's words or MeSH id that it was made from.
    term = models.CharField(max_length=300, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["condition__name"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "condition"], name="trial_condition_once"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "confirmed", "refused"]),
                name="trial_condition_known_state",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["mesh", "name", "similar", "editor"]),
                name="trial_condition_known_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed", how="similar") | Q(decided_at__isnull=False),
                name="trial_condition_similar_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trial.slug}: {self.condition}"

    def confirm(self, *, by: User) -> None:
        """It is about that. Raises IllegalMove when somebody else has decided."""
        self._decide(self.State.CONFIRMED, by)

    def refuse(self, *, by: User) -> None:
        """It is not about that, and no import proposes it again."""
        self._decide(self.State.REFUSED, by)

    def _decide(self, state: str, by: User) -> None:
        try:
            self._move(state, decided_by=by, decided_at=timezone.now())
        except IllegalMove as error:
            raise IllegalMove("Somebody else has decided on this already.") from error


class TrialIntervention(models.Model):
    """Something that is tried or given in a study, and the treatment of ours that it is."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="interventions")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=InterventionKind, default=InterventionKind.OTHER)
    kind_raw = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300)
    other_names = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    treatment = models.ForeignKey(
        Treatment, on_delete=models.SET_NULL, null=True, blank=True, related_name="tried_in"
    )
    #: An editor chose the treatment, or none: a later import leaves that alone.
    is_decided = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "position"], name="trial_intervention_position_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InterventionKind.values), name="trial_intervention_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def choose(self, treatment: Treatment | None, *, by: User) -> None:
        """It is this treatment of ours, or none; no import changes it. The log says who chose.

        Raises IllegalMove when somebody else, or an import, has chosen since it was read.
        """
        here = TrialIntervention.objects.filter(
            pk=self.pk, name=self.name, treatment=self.treatment_id, is_decided=self.is_decided
        )
        if not here.update(treatment=treatment, is_decided=True):
            raise IllegalMove("Somebody else has chosen meanwhile. Please look again.")
        self.treatment, self.is_decided = treatment, True
