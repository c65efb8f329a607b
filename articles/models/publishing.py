"""What became of a page: each publication as a record that stays, and what is planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import planning
from articles.models.reviewing import ReviewTask
from articles.models.revisions import Revision, SignOff
from portal.models import User
from portal.notifications import notify
from portal.states import IllegalMove, Stateful

if TYPE_CHECKING:
    from articles.models.articles import Article

#: How far ahead something may be planned. A text that waits for longer is out of date.
PLANNED_AT_MOST = timedelta(days=2 * 365)


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


class PlanQuerySet(models.QuerySet["Plan"]):
    """What is planned for one page, or for all."""

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def give_up(self) -> None:
        """Cancel those that still wait, because what they planned has been overtaken."""
        self.waiting().update(state="cancelled", closed_at=timezone.now())


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

    objects = PlanQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at=None)
                | (~Q(state="waiting") & Q(closed_at__isnull=False)),
                name="plan_closed_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""), name="plan_refused_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.article} at {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    @transaction.atomic
    def make(
        cls,
        article: Article,
        *,
        at: datetime,
        by: User,
        revision: Revision | None = None,
        reasons: Mapping[str, str] | None = None,
    ) -> Plan:
        """Publish this revision at that time, or without a revision retire the page.

        An earlier plan for the same is replaced. Whether the checks let it pass is asked at that
        time. Raises IllegalMove.
        """
        here = type(article).objects.select_for_update(of=["self"]).select_related("live")
        here = here.get(pk=article.pk)
        if not timezone.now() < at <= timezone.now() + PLANNED_AT_MOST:
            raise IllegalMove("Choose a time in the future, within the next two years.")
        if revision is None and here.state != here.State.PUBLISHED:
            raise IllegalMove("Only a published article can be retired.")
        if here.state == here.State.WITHDRAWN:
            raise IllegalMove("The page is withdrawn. Nothing but a person brings it back.")
        if revision and revision.article_id != here.pk:
            raise IllegalMove("This is a text of another article.")
        if revision and here.live and revision.number < here.live.number:
            raise IllegalMove("Readers already see a newer text.")
        action = cls.Action.PUBLISH if revision else cls.Action.RETIRE
        here.plans.filter(action=action).give_up()
        plan = cls.objects.create(
            article=here, action=action, revision=revision, at=at, by=by, reasons=reasons or {}
        )
        planning.carry_out.using(run_after=at).enqueue(plan.pk)
        return plan

    def cancel(self) -> None:
        self._move(self.State.CANCELLED, closed_at=timezone.now())

    @transaction.atomic
    def carry_out(self) -> None:
        """Do it, if it still waits and its time has come. A refusal is kept and reported."""
        # The page first and then its plan, in the order in which everybody else locks them.
        page = type(self.article).objects.select_for_update(of=["self"])
        page.get(pk=self.article_id)
        self.refresh_from_db()
        if self.state != self.State.WAITING or self.at > timezone.now():
            return
        try:
            with transaction.atomic():
                self._move(self.State.DONE, closed_at=timezone.now())
                self._act()
        except IllegalMove as refusal:
            self.state = self.State.WAITING  # as the row is again
            self._refuse(refusal)

    def _act(self) -> None:
        if not (self.by and self.by.is_active and self.by.has_perm("articles.publish")):
            raise IllegalMove("Whoever planned it may not publish any more.")
        if self.action == self.Action.RETIRE:
            self.article.retire(by=self.by)
        else:
            self.article.publish(self.revision, by=self.by, reasons=self.reasons)

    def _refuse(self, refusal: IllegalMove) -> None:
        """Keep why; open a task for the editors, and tell whoever planned it."""
        self._move(self.State.REFUSED, refusal=str(refusal), closed_at=timezone.now())
        ReviewTask.objects.get_or_create(
            article=self.article,
            why=ReviewTask.Why.SCHEDULE_REFUSED,
            source=None,
            signoff=None,
            state=ReviewTask.State.OPEN,
            defaults={"detail": str(refusal)[:1_000]},
        )
        if self.by and self.by.is_active and self.by.is_staff:
            notify(
                self.by,
                kind="plan_refused",
                title="What you planned for an article was refused",
                url=reverse("admin:articles_article_change", args=[self.article_id]),
            )
