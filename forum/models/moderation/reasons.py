"""Why something is decided: a list that administrators keep, with words for the author."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.forms import model_to_dict

from portal.models import Language
from portal.states import IllegalMove


class Use(models.TextChoices):
    """What a reason can be given for."""

    PASS = "pass", "Publishing or keeping a text"
    LIMIT = "limit", "Asking for a change, hiding, refusing, removing, redacting"
    TIDY = "tidy", "Locking, moving, merging, labelling, handing on"
    MEMBER = "member", "Warning, restricting or suspending a member"


#: What each decision and each measure is, of these.
USE_OF = {
    **dict.fromkeys(["publish", "keep", "undo"], Use.PASS),
    **dict.fromkeys(["ask", "hide", "reject", "remove", "redact"], Use.LIMIT),
    **dict.fromkeys(["lock", "duplicate", "move", "label", "merge", "escalate"], Use.TIDY),
    **dict.fromkeys(["warn", "restrict", "suspend"], Use.MEMBER),
}


class ReasonQuerySet(models.QuerySet["Reason"]):
    def active(self) -> Self:
        return self.filter(active=True)

    def chosen(self, code: str, *, decision: str) -> Reason:
        """The reason of that code, if it can be given for that decision or measure."""
        reason = self.active().filter(code=code).first()
        if reason is None or not reason.fits(decision):
            raise IllegalMove("Please choose a reason that fits what you decide.")
        return reason


class Reason(models.Model):
    """One reason. Once it was given it stays, and can only be put out of use."""

    class Ground(models.TextChoices):
        NONE = "", "Not against anything"
        RULES = "rules", "Against our rules"
        LAW = "law", "Against the law"

    code = models.SlugField(
        max_length=20, unique=True, help_text="Stays on record, and is never changed."
    )
    label = models.CharField(max_length=80, help_text="What moderators choose from.")
    uses = ArrayField(
        models.CharField(max_length=6, choices=Use), verbose_name="can be given for", size=4
    )
    ground = models.CharField(
        max_length=5,
        choices=Ground,
        blank=True,
        help_text="What the statement of reasons says that the text goes against.",
    )
    rule = models.CharField(
        "which rule or law",
        max_length=150,
        blank=True,
        help_text="As its heading in the community rules, or the name of the law.",
    )
    active = models.BooleanField("in use", default=True)
    order = models.PositiveSmallIntegerField(default=50, help_text="Smaller numbers come first.")

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=["", "rules", "law"]), name="reason_known_ground"
            ),
            models.CheckConstraint(condition=~Q(uses=[]), name="reason_is_for_something"),
        ]

    def __str__(self) -> str:
        return self.label

    def fits(self, decision: str) -> bool:
        """Whether it can be given for that decision or measure."""
        return USE_OF[decision] in self.uses

    def as_recorded(self) -> dict[str, Any]:
        """What is kept of it when it changes."""
        values = model_to_dict(self, exclude=["id", "code"])
        messages = ReasonMessage.objects.filter(reason=self)
        return values | {f"words, {message.language}": message.text for message in messages}

    def words(self, language: str) -> str:
        """What an author reads, to begin with; in English where it is not translated."""
        texts = {message.language: message.text for message in self.messages.all()}
        return texts.get(language) or texts.get(Language.ENGLISH, "")


class ReasonMessage(models.Model):
    """Words to begin with, for what the author is told. The moderator changes them to fit."""

    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="messages")
    language = models.CharField(max_length=2, choices=Language)
    text = models.TextField("what the author reads", validators=[MaxLengthValidator(2_000)])

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["reason", "language"], name="reason_message_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="reason_message_known_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}, {self.get_language_display()}"
