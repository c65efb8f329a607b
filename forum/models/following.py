"""What members follow: a question, a condition with all its forms, or a topic."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from articles.models import Condition
from forum.models.questions import Question
from portal.models import Silence, Stream, Topic, User

#: The columns, one for each kind of thing that can be followed.
FOLLOWED = ["question", "condition", "topic"]


class FollowQuerySet(models.QuerySet["Follow"]):
    def start(self, target: models.Model, *, member: User) -> None:
        """Twice is once."""
        self.bulk_create([Follow(member=member, **Follow.about(target))], ignore_conflicts=True)

    def stop(self, target: models.Model, *, member: User) -> None:
        self.filter(member=member, **Follow.about(target)).delete()

    def copy_to(self, question: Question) -> list[int]:
        """Whoever follows by these rows follows that question too. Returns the new rows."""
        there = set(question.follows.values_list("member", flat=True))
        new = [Follow(member_id=pk, question=question) for pk in self.members() if pk not in there]
        return [row.pk for row in self.bulk_create(new)]

    def members(self) -> list[int]:
        return list(self.order_by("pk").values_list("member", flat=True))

    def followers(self) -> QuerySet[User]:
        """The members behind these rows, each once."""
        return User.objects.filter(Exists(self.filter(member=OuterRef("pk"))))

    def for_list(self, member: User) -> Self:
        """What a member follows, newest first. `silent`: no e-mail comes about it."""
        number = Cast("question", models.CharField())
        thread = Concat(Value("question-"), number)
        silences = Silence.objects.filter(member=OuterRef("member"), thread=OuterRef("thread"))
        return (
            self.filter(member=member)
            .select_related("question", "condition", "topic")
            .only("created_at", "question__title", "condition__name", "topic__name",
                  "condition__slug", "topic__slug")
            .annotate(
                thread=thread,
                silent=Exists(silences),
                is_seen=Exists(Question.objects.visible_to(member).filter(pk=OuterRef("question"))),
            )
            .order_by("-created_at", "-pk")
        )  # fmt: skip


class Follow(models.Model):
    """A member wants to hear of what is new. Nobody else learns who follows what."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["member", "-created_at"], name="follow_of_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    models.lookups.Exact(
                        models.Func(
                            *FOLLOWED, function="num_nonnulls", output_field=models.IntegerField()
                        ),
                        1,
                    )
                ),
                name="follow_of_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=["member", each], name=f"follow_{each}_once")
                for each in FOLLOWED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.target}"

    @property
    def target(self) -> Question | Condition | Topic:
        return self.question or self.condition or self.topic

    @staticmethod
    def stream_of(target: models.Model, member: User) -> str:
        """Under which choice of paces its news comes to this member."""
        if not isinstance(target, Question):
            return Stream.NEWS
        return Stream.OWN if target.author_id == member.pk else Stream.FOLLOWED

    @staticmethod
    def about(target: models.Model) -> dict[str, models.Model]:
        """The keyword that names this thing, for filters and new rows."""
        return {target._meta.model_name: target}
