"""When somebody has died: what a family says so privately, and what then stops."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from forum.models.questions import Question
from portal.models import MailPace, Pace, Stream, User
from portal.notifications import notify
from portal.states import IllegalMove

#: What is no longer sent, by the member's choice.
STOPPED = {
    "keep": [],
    "rest": [Stream.FOLLOWED, Stream.NEWS],
    "pause": list(Stream),
}


class BereavementQuerySet(models.QuerySet["Bereavement"]):
    def told_to_moderators(self) -> Self:
        """The only ones that moderators may know of: the member said that they may."""
        return self.filter(moderators_know=True)

    @transaction.atomic
    def say(
        self,
        *,
        member: User,
        mails: str,
        questions_rest: bool,
        moderators_know: bool,
        by: User | None = None,
    ) -> Bereavement:
        """Say it, or change what was said. Nothing here is told to anybody.

        With `by`, a moderator does it because the member asked them to: so moderators know, and the
        member is told. Raises IllegalMove for oneself.
        """
        if by is not None and by.pk == member.pk:
            raise IllegalMove("For yourself, please use your own page.")
        User.objects.select_for_update().get(pk=member.pk)
        one = self.filter(member=member).first() or self.model(member=member, set_by=by)
        one.moderators_know = moderators_know or by is not None
        one._let_mails_rest(mails)
        one._let_questions_rest(questions_rest)
        one.save()
        if by is not None:
            notify(
                member,
                kind="changed_for_you",
                stream=Stream.DECISIONS,
                title="A moderator has changed something for you, as you asked",
                url=reverse("bereavement"),
            )
        return one


class Bereavement(models.Model):
    """Told by the member, in private. No name, no date and no cause is ever asked."""

    class Mails(models.TextChoices):
        KEEP = "keep", "Keep my e-mails as they are"
        REST = (
            "rest",
            "Stop e-mails about diseases, treatments and trials, and about questions I follow",
        )
        PAUSE = "pause", "Stop all e-mails, except those about my account"

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bereavement"
    )
    mails = models.CharField(max_length=5, choices=Mails, default=Mails.REST)
    #: How often e-mails came before, so that it can be taken back.
    paces_before = models.JSONField(default=dict, editable=False)
    #: When the member's earlier questions were marked; undoing it undoes exactly those.
    questions_rest_since = models.DateTimeField(null=True, editable=False)
    moderators_know = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    #: The moderator who did it at the member's request.
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = BereavementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mails__in=["keep", "rest", "pause"]), name="bereavement_known_mails"
            )
        ]

    def __str__(self) -> str:
        return f"Bereavement {self.pk}"

    @property
    def questions_rest(self) -> bool:
        return self.questions_rest_since is not None

    @transaction.atomic
    def take_back(self) -> None:
        """As if nothing had been said."""
        self._let_mails_rest(self.Mails.KEEP)
        self._let_questions_rest(False)
        self.delete()

    def _let_mails_rest(self, mails: str) -> None:
        """Stop what is to stop. What was stopped here before comes again as it came then, unless
        the member has chosen otherwise meanwhile."""
        paces = MailPace.objects.of(self.member)
        again = {
            stream: pace
            for stream, pace in self.paces_before.items()
            if stream not in STOPPED[mails] and paces[stream] == Pace.NEVER
        }
        stop = [stream for stream in STOPPED[mails] if stream not in self.paces_before]
        kept = {each: self.paces_before[each] for each in STOPPED[mails] if each not in stop}
        self.paces_before = kept | {stream: paces[stream] for stream in stop}
        self.mails = mails
        MailPace.objects.choose(self.member, again | dict.fromkeys(stop, Pace.NEVER))

    def _let_questions_rest(self, rest: bool) -> None:
        """Mark the member's questions that are not marked yet, or free those marked here.

        What was asked anonymously stays as it is: changing with the others would say whose it is.
        """
        own = Question.objects.filter(author=self.member, anonymous=False)
        if rest and not self.questions_rest:
            self.questions_rest_since = timezone.now()
            own.filter(no_reply_needed_at=None).update(no_reply_needed_at=self.questions_rest_since)
        elif not rest and self.questions_rest:
            own.filter(no_reply_needed_at=self.questions_rest_since).update(no_reply_needed_at=None)
            self.questions_rest_since = None
