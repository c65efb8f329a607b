"""Questions, answers and comments: nothing a stranger sees before a moderator has."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.models import Condition
from forum import wording
from forum.bylines import Byline, byline
from forum.querysets import (
    AnswerQuerySet,
    QuestionQuerySet,
)
from forum.standing import TOO_LONG, UNANSWERED_BY_OTHERS, UNANSWERED_LONG, Standing
from portal.markdown import plain_text, render_contribution
from portal.models import Topic, User
from portal.search import search_column, search_index
from portal.states import IllegalMove, Stateful

if TYPE_CHECKING:
    from forum.models.revisions import ContributionRevision

#: Characters. The longest text of every kind; the forms say so before it is reached.
MAX_TITLE, MAX_BODY, MAX_COMMENT = 150, 10_000, 1_500
#: What other pages of a question are called in their addresses. Of a title in another script
#: nothing but such a word may be left.
TAKEN_SLUGS = frozenset({"", "answer", "comment", "edit", "history", "no-reply-needed"})


class State(models.TextChoices):
    PENDING = "pending", "Waiting for a moderator"
    PUBLISHED = "published", "Published"
    REJECTED = "rejected", "Not published"
    REMOVED = "removed", "Removed"


class Contribution(Stateful):
    """Anything a person writes that a moderator must see before strangers do."""

    NEXT = {
        # Moderators reject what waits; it is removed when its author leaves.
        State.PENDING: {State.PUBLISHED, State.REJECTED, State.REMOVED},
        State.PUBLISHED: {State.REMOVED},
        State.REJECTED: {State.PUBLISHED, State.PENDING, State.REMOVED},
        State.REMOVED: {State.PUBLISHED},
    }

    #: The name of the column by which flags and review items refer to it.
    kind: ClassVar[str]

    state = models.CharField(max_length=9, choices=State, default=State.PENDING, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    body = models.TextField(validators=[MaxLengthValidator(MAX_BODY)])
    body_html = models.TextField(editable=False)
    body_text = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    #: Counts its texts, shown or not (`ContributionRevision`): what was read is told from what is.
    version = models.PositiveIntegerField(default=1, editable=False)
    #: When readers last got another text to see.
    edited_at = models.DateTimeField(null=True, editable=False)
    #: Made with the form, so that a form sent twice is stored once.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["pending", "published", "rejected", "removed"]),
                name="%(class)s_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="%(class)s_published_has_date",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the HTML and the plain words from the Markdown."""
        self.body_html = render_contribution(self.body)
        self.body_text = plain_text(self.body_html)
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_masked(self) -> bool:
        """Whether nobody but a moderator may know who wrote it."""
        return False

    @property
    def byline(self) -> Byline:
        """How readers see its author. Moderators, who know, read `author` in the admin."""
        return byline(self.author, masked=self.is_masked)

    @property
    def for_everyone(self) -> bool:
        """Whether people without an account see it too, and search engines with them."""
        return self.is_public

    @property
    def heading(self) -> str:
        """What a list, a notification or the queue calls it."""
        raise NotImplementedError(f"{type(self).__name__} has no heading")

    @transaction.atomic
    def publish(self) -> None:
        self._move(State.PUBLISHED, published_at=self.published_at or timezone.now())
        self.contributionrevisions.settle(shown=True)

    def reject(self) -> None:
        self._move(State.REJECTED)

    def send_again(self) -> None:
        """Its author has changed what was refused."""
        self._move(State.PENDING)

    @transaction.atomic
    def remove(self) -> None:
        self._move(State.REMOVED)
        self.contributionrevisions.settle(shown=False)

    def locked(self) -> Self:
        """The same as it is now, and nobody else changes its text until the transaction ends."""
        rows = type(self)._base_manager.select_for_update(of=("self",), no_key=True)
        return rows.get(pk=self.pk)

    def count_version(self) -> None:
        self.version += 1
        self.save(update_fields=["version"])

    def take(self, revision: ContributionRevision) -> None:
        """Say what that revision says, wherever readers find it."""
        self.body = revision.body
        changed = ["body", "body_html", "body_text"]
        if revision.title:
            self.title = revision.title
            changed.append("title")
        if self.is_public:
            self.edited_at = timezone.now()
            changed.append("edited_at")
        self.save(update_fields=changed)


class Question(Contribution):
    """What somebody asks, perhaps anonymously, of everybody or of members only."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        MEMBERS = "members", "Members only"

    kind = "question"

    title = models.CharField(max_length=MAX_TITLE)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    #: For this question, with what its asker writes below it. Decided once, when it is asked.
    anonymous = models.BooleanField(default=False)
    #: Since when the asker needs no more answers, for whatever reason; readers learn no more.
    no_reply_needed_at = models.DateTimeField(null=True, editable=False)
    condition = models.ForeignKey(
        Condition, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    topics = TaggableManager(through="QuestionTopic", blank=True)
    #: Kept true by triggers in the database, from what is public (`forum.standing`).
    answer_count = models.PositiveIntegerField(default=0, editable=False)
    last_answer_at = models.DateTimeField(null=True, editable=False)
    standing = models.CharField(
        max_length=10, choices=Standing, default=Standing.UNANSWERED, editable=False
    )
    search = search_column(A="title", C="body_text")

    #: What `save()` leaves to the database: what was loaded may be out of date.
    COUNTED = frozenset({"answer_count", "last_answer_at", "standing"})

    objects = QuestionQuerySet.as_manager()

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(audience__in=["everyone", "members"]), name="question_known_audience"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="question_known_standing"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="question_newest",
                condition=Q(state="published"),
            ),
            models.Index(
                fields=["condition", "-published_at", "-id"],
                name="question_of_condition",
                condition=Q(state="published"),
            ),
            models.Index(
                fields=["standing", "published_at", "id"],
                name="question_by_standing",
                condition=Q(state="published"),
            ),
            models.Index(
                fields=["id", "published_at"],
                name="question_for_everyone",
                condition=Q(state="published", audience="everyone"),
            ),
            search_index("question_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") is None:
            columns = {field.name for field in self._meta.concrete_fields if not field.generated}
            written = columns - {"id"} - self.COUNTED - self.get_deferred_fields()
            kwargs["update_fields"] = written
        super().save(*args, **kwargs)

    @property
    def standing_words(self) -> str:
        """Where it stands, as readers are told."""
        since = self.published_at
        if self.standing == Standing.UNANSWERED and since and since < timezone.now() - TOO_LONG:
            return UNANSWERED_LONG
        if self.standing == Standing.UNANSWERED and self.answer_count:
            return UNANSWERED_BY_OTHERS
        return self.get_standing_display()

    @property
    def advice_is_old(self) -> bool:
        return self.last_answer_at is not None and wording.is_old(self.last_answer_at)

    @property
    def advice_age(self) -> str:
        return wording.age(self.last_answer_at)

    @property
    def invites_replies(self) -> bool:
        return self.is_public and self.no_reply_needed_at is None

    @property
    def heading(self) -> str:
        return self.title

    @property
    def is_masked(self) -> bool:
        return self.anonymous

    @property
    def for_everyone(self) -> bool:
        return self.is_public and self.audience == self.Audience.EVERYONE

    @property
    def slug(self) -> str:
        slug = slugify(self.title)[:80].strip("-")
        return "question" if slug in TAKEN_SLUGS else slug

    def get_absolute_url(self) -> str:
        return reverse("forum:question", args=[self.pk, self.slug])

    def let_rest(self, *, by: User, back: bool = False) -> None:
        """The asker needs no more answers, or would like some after all. Raises IllegalMove."""
        if self.author_id is None or by.pk != self.author_id:
            raise IllegalMove("Only the person who asked can say that.")
        changed = type(self).objects.filter(pk=self.pk, no_reply_needed_at__isnull=not back)
        changed.update(no_reply_needed_at=None if back else timezone.now())


class QuestionTopic(ItemBase):
    content_object = models.ForeignKey(Question, on_delete=models.CASCADE)
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="question_topic_once")
        ]


class WithinQuestion(Contribution):
    """What hangs below a question: seen by whom the question is, under the name used there."""

    #: Whether the person who asked wrote it. Stays true when their account is gone, so that
    #: somebody anonymous stays one and the same within the question.
    by_asker = models.BooleanField(default=False, editable=False)

    class Meta(Contribution.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.author_id is not None:
            self.by_asker = self.author_id == self.asked.author_id
        super().save(*args, **kwargs)

    @property
    def asked(self) -> Question:
        """The question it is below."""
        raise NotImplementedError(f"{type(self).__name__} is below no question")

    @property
    def is_masked(self) -> bool:
        return self.by_asker and self.asked.anonymous

    @property
    def for_everyone(self) -> bool:
        return self.is_public and self.asked.for_everyone


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
