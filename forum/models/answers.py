"""What others know: numbered, thanked, and marked as a help by whoever asked."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from forum import wording
from forum.models.contributions import Contribution, WithinQuestion
from forum.models.questions import Question
from forum.querysets import AnswerQuerySet
from portal.models import User
from portal.search import search_column, search_index
from portal.states import IllegalMove


class Answer(WithinQuestion):
    kind = "answer"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    #: Counted from 1 within the question, given when it is published, never given twice.
    number = models.PositiveIntegerField(null=True, editable=False)
    helped_at = models.DateTimeField(
        null=True, editable=False, help_text="When the asker said that it helped."
    )
    search = search_column(C="body_text")

    objects = AnswerQuerySet.as_manager()

    class Meta(WithinQuestion.Meta):
        indexes = [search_index("answer_search")]
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["question", "number"], name="answer_number_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(number__isnull=False),
                name="answer_published_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.number or self.pk} to “{self.question}”"

    @property
    def asked(self) -> Question:
        return self.question

    @property
    def heading(self) -> str:
        return f"Answer to “{self.question.title}”"

    @property
    def is_old(self) -> bool:
        """Whether what it says may have been overtaken."""
        return self.is_public and wording.is_old(self.published_at)

    @property
    def age(self) -> str:
        return wording.age(self.published_at)

    @property
    def anchor(self) -> str:
        """Its place on the page; it gets its lasting number when it is published."""
        return f"answer-{self.number}" if self.number else f"answer-new-{self.pk}"

    def get_absolute_url(self) -> str:
        """Leads to the answer on its question's page, whatever page of the list that is."""
        return reverse("forum:answer", args=[self.pk])

    @transaction.atomic
    def publish(self) -> None:
        if self.number is None:
            # Locking the question makes the numbers of two answers published at once differ.
            question = Question.objects.select_for_update().get(pk=self.question_id)
            last = question.answers.aggregate(last=Max("number"))["last"] or 0
            Answer.objects.filter(pk=self.pk, number=None).update(number=last + 1)
        super().publish()
        self.refresh_from_db(fields=["number"])

    def mark_helped(self, *, by: User, helped: bool = True) -> None:
        """Only the asker can say so, of as many answers as helped. Raises IllegalMove."""
        if self.question.author_id is None or by.pk != self.question.author_id:
            raise IllegalMove("Only the person who asked can say what helped.")
        self.helped_at = timezone.now() if helped else None
        self.save(update_fields=["helped_at"])

    def thank(self, *, by: User, back: bool = False) -> None:
        """Thank, or take it back; twice is once. Raises IllegalMove for one's own answer."""
        if by.pk == self.author_id:
            raise IllegalMove("You wrote this answer yourself: thanks come from others.")
        if back:
            self.thanks.filter(member=by).delete()
        else:
            self.thanks.get_or_create(member=by)
