"""What moderators are told for each kind of worry. Lead moderators write it for their charity."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone


class Road(models.TextChoices):
    """Which way a worry about somebody's safety goes."""

    SELF_HARM = "self-harm", "Somebody may end their life or hurt themselves"
    CARER = "carer", "A carer can no longer go on"
    YOUNG = "young", "A young person speaks for themselves"
    ABUSE = "abuse", "A child or patient may be abused or neglected"
    STOPPING_MEDICINE = "stopping-medicine", "Advice to stop a medicine that keeps somebody alive"
    THREAT = "threat", "A threat, or hate"
    OTHER = "other", "Another worry about somebody's safety"


def _words(name: str, **more: object) -> models.TextField:
    return models.TextField(name, validators=[MaxLengthValidator(3_000)], **more)


class Guidance(models.Model):
    """What to look at, say, not promise, and whom to involve."""

    road = models.CharField(max_length=17, choices=Road, unique=True, editable=False)
    look_at = _words("what to look at")
    say = _words("what to say")
    not_promise = _words("what not to promise")
    involve = _words("whom to involve")
    checklist = _words(
        "checklist", help_text="One point on each line. A case keeps the points it was opened with."
    )
    #: While nobody has changed it, the page says that it is to be adapted.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "guidance for a worry"
        verbose_name_plural = "guidance for worries"
        ordering = ["pk"]
        permissions = [("keep_guidance", "Can change the guidance for worries about safety")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(road__in=Road.values), name="guidance_known_road"
            )
        ]

    def __str__(self) -> str:
        return self.get_road_display()

    @property
    def is_to_be_adapted(self) -> bool:
        return self.changed_by_id is None

    @property
    def points(self) -> list[str]:
        return [line.strip()[:300] for line in self.checklist.splitlines() if line.strip()]
