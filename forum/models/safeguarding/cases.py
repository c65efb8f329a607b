"""A worry about somebody's safety, from the day it is noticed until two people have closed it.

Nothing that runs by itself ever deletes a case: the database refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from forum.duty import alerts
from forum.models.questions import Question
from forum.models.safeguarding.guidance import Guidance, Road
from forum.screening import Severity
from portal.models import User
from portal.states import IllegalMove, Stateful

if TYPE_CHECKING:
    from forum.models import ReviewItem

#: What screening notices that always opens a case, when it is urgent.
OPENS_A_CASE = "crisis"


class CaseQuerySet(models.QuerySet["SafeguardingCase"]):
    def open(self) -> Self:
        return self.exclude(state="closed")

    def for_list(self) -> Self:
        """Open ones first, the gravest and oldest on top."""
        grave = models.Case(
            *(models.When(level=level, then=rank) for rank, level in enumerate(["high", "medium"])),
            default=2,
        )
        return self.select_related("item", "opened_by", "asked_second_by").order_by(
            F("closed_at").desc(nulls_first=True), grave, "opened_at", "pk"
        )

    @transaction.atomic
    def open_for(
        self,
        item: ReviewItem,
        *,
        by: User | None = None,
        road: str = "",
        level: str = "high",
        note: str = "",
    ) -> SafeguardingCase:
        """Open a case about what stands in that item, or return the one that is open.

        Without `by` it is the portal that opens it.
        """
        if by and item.is_by(by):
            raise IllegalMove("You wrote this yourself: another moderator must look at it.")
        if already := self.open().filter(item=item).first():
            return already
        road = road if road in Road.values else Road.OTHER
        try:
            with transaction.atomic():
                case = self.create(item=item, road=road, level=level, opened_by=by)
        except IntegrityError:  # somebody else was faster
            return self.open().get(item=item)
        case.note(case.Act.OPENED, by=by, text=note)
        case.add_points()
        return case

    def open_by_itself(self, item: ReviewItem, findings: Iterable[dict[str, object]]) -> None:
        """An urgent crisis is a case before anybody has read it, and so is what a rule says."""
        for finding in findings:
            urgent = finding.get("severity", Severity.URGENT) == Severity.URGENT
            if (finding["kind"] == OPENS_A_CASE and urgent) or finding.get("case"):
                self.open_for(item, road=str(finding.get("road", "")))
                return


def road_of(item: ReviewItem) -> str:
    """Which way what was noticed in this item points; nothing where nobody worries."""
    for finding in item.findings:
        if finding["kind"] == OPENS_A_CASE and finding.get("road") in Road.values:
            return str(finding["road"])
    return ""


class SafeguardingCase(Stateful):
    """What is done about one worry. Its notes are its own, apart from all others."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SECOND = "second", "With a second moderator"
        CLOSED = "closed", "Closed"

    class Level(models.TextChoices):
        LOW = "low", "Low: a hard time, nobody in danger"
        MEDIUM = "medium", "Medium: a worry that must be followed"
        HIGH = "high", "High: somebody may be in danger now"

    class Act(models.TextChoices):
        OPENED = "opened", "Opened"
        NOTED = "noted", "Note"
        LEVEL = "level", "Level"
        ROAD = "road", "Kind of worry"
        DONE = "done", "Done"
        MEMBERS = "members", "Shown to members only from now on"
        EVERYONE = "everyone", "Shown to everybody again"
        SECOND = "second", "Asked a second moderator"
        BACK = "back", "Given back"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    NEXT = {
        State.OPEN: {State.SECOND, State.CLOSED},
        State.SECOND: {State.OPEN, State.CLOSED},
        State.CLOSED: {State.OPEN},
    }

    item = models.ForeignKey("ReviewItem", on_delete=models.PROTECT, related_name="cases")
    road = models.CharField("kind of worry", max_length=17, choices=Road, default=Road.OTHER)
    level = models.CharField(max_length=6, choices=Level, default=Level.HIGH)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN, editable=False)
    #: None where the portal noticed it by itself.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["closed_at", "opened_at"], name="case_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "second", "closed"])
                & Q(level__in=["low", "medium", "high"])
                & Q(road__in=Road.values),
                name="case_known_state_level_and_road",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | Q(state__in=["open", "second"], closed_at=None, closed_by=None),
                name="case_closed_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(level="low")
                | Q(asked_second_by__isnull=False) & ~Q(asked_second_by=F("closed_by")),
                name="case_closed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="second") | Q(asked_second_by__isnull=False),
                name="case_second_was_asked_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=~Q(state="closed"), name="case_one_open_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def guidance(self) -> Guidance:
        return Guidance.objects.get(road=self.road)

    @property
    def question(self) -> Question | None:
        """What may be turned to members only."""
        target = self.item.target
        return target if isinstance(target, Question) else None

    # --- What is done ---------------------------------------------------------------------------
    def note(self, act: str, *, by: User | None, text: str = "") -> CaseEvent:
        if by and self.item.is_by(by):
            raise IllegalMove("You wrote this yourself: another moderator must look at it.")
        return self.events.create(act=act, by=by, text=text.strip())

    @transaction.atomic
    def add_points(self) -> None:
        """The checklist as it is today. A later change of it asks nobody to begin anew."""
        points = Guidance.objects.get(road=self.road).points
        known = set(self.points.values_list("text", flat=True))
        CasePoint.objects.bulk_create(
            CasePoint(case=self, text=point) for point in points if point not in known
        )

    @transaction.atomic
    def set_level(self, level: str, *, by: User, text: str = "") -> None:
        """Up at any time. Down to low, which one person may close, only by the second one."""
        lowers = level == self.Level.LOW and self.level != self.Level.LOW
        if lowers and not self._is_second(by):
            raise IllegalMove("To call this low, ask a second moderator: then they can.")
        self._change(level=level)
        self.note(self.Act.LEVEL, by=by, text=f"{self.get_level_display()}\n{text}")

    @transaction.atomic
    def set_road(self, road: str, *, by: User) -> None:
        self._change(road=road)
        self.note(self.Act.ROAD, by=by, text=self.get_road_display())
        self.add_points()

    @transaction.atomic
    def done(self, point: CasePoint, *, by: User) -> None:
        """One point of the checklist is done; who was first counts."""
        waiting = self.points.filter(pk=point.pk, done_at=None)
        if self.is_open and waiting.update(done_at=timezone.now(), done_by=by):
            self.note(self.Act.DONE, by=by, text=point.text)

    @transaction.atomic
    def ask_second(self, *, by: User, text: str) -> None:
        self._move(self.State.SECOND, asked_second_by=by)
        self.note(self.Act.SECOND, by=by, text=text)
        alerts.ask_second(self, by=by)

    @transaction.atomic
    def give_back(self, *, by: User, text: str) -> None:
        """The second moderator asks for more before it is closed."""
        if self.asked_second_by_id == by.pk:
            raise IllegalMove("You asked for a second moderator: it is theirs to give back.")
        self._move(self.State.OPEN)
        self.note(self.Act.BACK, by=by, text=text)

    @transaction.atomic
    def close(self, *, by: User, text: str) -> None:
        """Say what came of it. Medium and high need a second person."""
        if self.level != self.Level.LOW and not self._is_second(by):
            raise IllegalMove("A second moderator must close this: ask for one first.")
        self._move(self.State.CLOSED, closed_by=by, closed_at=timezone.now())
        self.note(self.Act.CLOSED, by=by, text=text)

    @transaction.atomic
    def reopen(self, *, by: User, text: str) -> None:
        if type(self).objects.open().filter(item=self.item).exists():
            raise IllegalMove("Another case about the same is open.")
        self._move(self.State.OPEN, closed_by=None, closed_at=None, asked_second_by=None)
        self.note(self.Act.REOPENED, by=by, text=text)

    @transaction.atomic
    def show_to(self, audience: str, *, by: User) -> None:
        """A question to members only, or back to everybody if it was this case that hid it."""
        question, members = self.question, Question.Audience.MEMBERS
        was_hidden_here = self.events.filter(act=self.Act.MEMBERS).exists()
        if question is None or not (audience == members or was_hidden_here):
            raise IllegalMove(
                "Only a question can be shown to members alone, and then again to all."
            )
        if (
            not Question.objects.filter(pk=question.pk)
            .exclude(audience=audience)
            .update(audience=audience)
        ):
            raise IllegalMove("It is like that already.")
        question.audience = audience
        act = self.Act.MEMBERS if audience == members else self.Act.EVERYONE
        self.note(act, by=by)

    def _is_second(self, by: User) -> bool:
        return self.state == self.State.SECOND and self.asked_second_by_id != by.pk

    def _change(self, **columns: str) -> None:
        """Change what is open, as it was read; of two at once one wins."""
        before = {name: getattr(self, name) for name in columns}
        here = type(self).objects.open().filter(pk=self.pk, state=self.state, **before)
        if not here.update(**columns):
            raise IllegalMove(f"{self} was changed or closed meanwhile. Please look again.")
        self.refresh_from_db(fields=list(columns))


class CasePoint(models.Model):
    """One point of a case's checklist."""

    case = models.ForeignKey(SafeguardingCase, on_delete=models.PROTECT, related_name="points")
    text = models.CharField(max_length=300)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="casepoint_done_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return self.text


class CaseEvent(models.Model):
    """What was done about a case, and its notes. A trigger forbids change and deletion."""

    case = models.ForeignKey(SafeguardingCase, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=8, choices=SafeguardingCase.Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} by {self.by or 'the portal'}"
