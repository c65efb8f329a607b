"""What members report to the moderators."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from forum import weighing
from forum.models.contributions import Contribution
from forum.models.moderation.about import TARGETS, AboutContribution
from forum.models.moderation.items import ReviewItem
from forum.screening import Severity
from portal.models import User
from portal.states import IllegalMove


class Flag(AboutContribution):
    """A member's report. The author never learns who made it."""

    class Reason(models.TextChoices):
        HARM = "harm", "It could harm somebody who follows it"
        PERSONAL = "personal", "It tells who a child or another person is"
        CRISIS = "crisis", "I am worried about somebody's safety"
        PROMOTION = "promotion", "It advertises a product, clinic or cure"
        UNKIND = "unkind", "It is unkind"
        SPAM = "spam", "It is spam"
        OTHER = "other", "Something else"

    SEVERITY = {
        Reason.CRISIS: Severity.URGENT,
        Reason.HARM: Severity.HIGH,
        Reason.PERSONAL: Severity.HIGH,
        Reason.PROMOTION: Severity.RAISED,
        Reason.UNKIND: Severity.RAISED,
        Reason.SPAM: Severity.RAISED,
        Reason.OTHER: Severity.ORDINARY,
    }

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="flags"
    )
    reason = models.CharField("what is wrong?", max_length=9, choices=Reason)
    note = models.CharField("anything a moderator should know", max_length=500, blank=True)
    item = models.ForeignKey(ReviewItem, on_delete=models.PROTECT, related_name="flags")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            *AboutContribution.Meta.constraints,
            *(
                models.UniqueConstraint(fields=["member", target], name=f"flag_once_per_{target}")
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    @classmethod
    @transaction.atomic
    def raise_on(
        cls, target: Contribution, *, by: User, reason: str, note: str = ""
    ) -> Flag | None:
        """Report something public. Opens a review item or joins it; None if `by` did so before.

        The report may hide the text until a moderator has looked (`forum.weighing`).
        """
        target = target.locked()  # of two reports at once, the second counts the first
        if not target.is_public:
            raise IllegalMove("Only what is public can be reported.")
        if cls.objects.filter(member=by, **cls.about(target)).exists():
            return None
        try:
            with transaction.atomic():
                item = ReviewItem.open(
                    target, why=ReviewItem.Why.FLAGGED, severity=cls.SEVERITY[reason], findings=[]
                )
                flag = cls.objects.create(
                    member=by, reason=reason, note=note, item=item, **cls.about(target)
                )
                weighing.act_upon(flag, target)
                return flag
        except IntegrityError:  # the other of two clicks was faster
            return None
