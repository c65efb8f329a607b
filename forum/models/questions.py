"""What somebody asks, and what it is about."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.models import Condition
from forum import wording
from forum.models.contributions import Contribution
from forum.models.merging import Mergeable
from forum.querysets import QuestionQuerySet
from forum.standing import TOO_LONG, UNANSWERED_BY_OTHERS, UNANSWERED_LONG, Standing
from portal.models import Topic, User
from portal.search import search_column, search_index
from portal.states import IllegalMove

#: Characters; the form says so before it is reached.
MAX_TITLE = 150
#: What other pages of a question are called in their addresses. Of a title in another script
#: nothing but such a word may be left.
TAKEN_SLUGS = frozenset({"", "answer", "comment", "edit", "history", "no-reply-needed"})


class Question(Mergeable, Contribution):
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
    #: Since when nobody can answer or comment, and what readers are told of it.
    locked_at = models.DateTimeField(null=True, editable=False)
    locked_words = models.CharField(max_length=300, blank=True, editable=False)
    #: The same was asked there before; both stay readable.
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="duplicates"
    )
    #: The same person sent the same twice: readers are led to the first.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    #: Its asker took the words away. A line stays, for what others wrote below; no list shows it.
    emptied = models.BooleanField(default=False, db_default=False, editable=False)
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
                condition=~Q(locked_at=None) | Q(locked_words=""), name="question_words_of_a_lock"
            ),
            models.CheckConstraint(
                condition=~Q(duplicate_of=models.F("id")) & ~Q(merged_into=models.F("id")),
                name="question_of_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(merged_into=None),
                name="question_merged_is_not_shown",
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
                condition=Q(state="published", audience="everyone", emptied=False),
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
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def invites_replies(self) -> bool:
        return self.is_public and self.no_reply_needed_at is None and not self.is_locked

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

    # --- What moderators do with it ---
    def lock(self, *, words: str = "") -> None:
        """Nobody answers or comments any more. Raises IllegalMove if it is locked already."""
        here = type(self).objects.filter(pk=self.pk, locked_at=None)
        if not here.update(locked_at=timezone.now(), locked_words=words):
            raise IllegalMove("It is locked already.")
        self.refresh_from_db(fields=["locked_at", "locked_words"])

    def unlock(self) -> None:
        here = type(self).objects.filter(pk=self.pk, locked_at__isnull=False)
        if not here.update(locked_at=None, locked_words=""):
            raise IllegalMove("It is not locked any more.")
        self.refresh_from_db(fields=["locked_at", "locked_words"])

    def move_to(self, condition: Condition | int | None) -> None:
        self.condition_id = getattr(condition, "pk", condition)
        self.save(update_fields=["condition"])

    def mark_duplicate(self, *, of: Question | None) -> list[int]:
        """The same was asked there. Returns the follows that its followers get there."""
        if of is None or of.pk == self.pk or not of.is_public:
            raise IllegalMove("Please choose another question, one that is public.")
        if of.duplicate_of_id:
            raise IllegalMove("That one is a duplicate itself: please choose the first of them.")
        if not of.for_everyone and self.for_everyone:
            raise IllegalMove("That one is for members only: others could not read it.")
        type(self).objects.filter(pk=self.pk).update(duplicate_of=of)
        self.refresh_from_db(fields=["duplicate_of"])
        return self.follows.copy_to(of)

    def unmark_duplicate(self, *, back_to: int | None, follows: list[int]) -> None:
        here = type(self).objects.filter(pk=self.pk, duplicate_of__isnull=False)
        if not here.update(duplicate_of=back_to):
            raise IllegalMove("It is not marked any more.")
        self.duplicate_of.follows.filter(pk__in=follows).delete()
        self.refresh_from_db(fields=["duplicate_of"])

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
