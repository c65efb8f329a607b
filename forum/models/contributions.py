"""What every kind of contribution is: nothing a stranger sees before a moderator has."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from forum.bylines import Byline, byline
from portal.markdown import plain_text, render_contribution, without_links
from portal.models import Language
from portal.states import IllegalMove, Stateful

if TYPE_CHECKING:
    from articles.models import Article
    from forum.models.questions import Question
    from forum.models.revisions import ContributionRevision

#: Characters. The longest text of every kind; the forms say so before it is reached.
MAX_BODY, MAX_COMMENT = 10_000, 1_500


class State(models.TextChoices):
    PENDING = "pending", "Waiting for a moderator"
    PUBLISHED = "published", "Published"
    HIDDEN = "hidden", "Hidden while moderators look"
    RETURNED = "returned", "Back with its author, to be changed"
    REJECTED = "rejected", "Not published"
    REMOVED = "removed", "Removed"


class Label(models.TextChoices):
    """What moderators put above a text that stays, in words that readers understand."""

    UNPROVEN = "unproven", "This speaks of something that is not proven to work"
    OUTDATED = "outdated", "This is out of date"
    CONTRADICTS = "contradicts", "This contradicts what guidelines say"


STATES = ["pending", "published", "hidden", "returned", "rejected", "removed"]


class Contribution(Stateful):
    """Anything a person writes that a moderator must see before strangers do."""

    NEXT = {
        # Moderators reject what waits; it is removed when its author leaves.
        State.PENDING: {State.PUBLISHED, State.RETURNED, State.REJECTED, State.REMOVED},
        State.PUBLISHED: {State.HIDDEN, State.RETURNED, State.REMOVED, State.PENDING},
        State.HIDDEN: {State.PUBLISHED, State.RETURNED, State.REMOVED},
        State.RETURNED: {State.PENDING, State.PUBLISHED, State.HIDDEN, State.REMOVED},
        State.REJECTED: {State.PUBLISHED, State.PENDING, State.REMOVED},
        State.REMOVED: {State.PUBLISHED, State.HIDDEN, State.PENDING},
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
    #: Whether readers see its links as mere words, until a moderator has looked.
    links_off = models.BooleanField(default=False, db_default=False, editable=False)
    label = models.CharField(max_length=11, choices=Label, blank=True, editable=False)
    #: Where readers find what holds instead.
    label_article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    #: Made with the form, so that a form sent twice is stored once.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=STATES),
                name="%(class)s_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="%(class)s_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(label="", label_article=None)
                | Q(label="unproven")
                | Q(label__in=["outdated", "contradicts"], label_article__isnull=False),
                name="%(class)s_label_has_evidence",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the HTML and the plain words from the Markdown."""
        self.body_html = render_contribution(self.body)
        self.body_text = plain_text(self.body_html)
        super().save(*args, **kwargs)

    @property
    def shown_html(self) -> str:
        """What readers are shown of it. Links that are off stay as words that lead nowhere."""
        return without_links(self.body_html) if self.links_off else self.body_html

    @property
    def has_links_off(self) -> bool:
        return self.links_off and "<a " in self.body_html

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def was_shown(self) -> bool:
        """Whether readers see its text, or saw it until moderators began to look."""
        return self.state in {State.PUBLISHED, State.HIDDEN}

    @property
    def waits(self) -> bool:
        """Whether moderators have yet to decide if readers see it."""
        return self.state in {State.PENDING, State.HIDDEN}

    @property
    def is_masked(self) -> bool:
        """Whether nobody but a moderator may know who wrote it."""
        return False

    @property
    def byline(self) -> Byline:
        """How readers see its author. Moderators, who know, read `author` in the admin."""
        return byline(self.author, masked=self.is_masked)

    @property
    def language_of_mails(self) -> str:
        """In which language its author is written to."""
        return self.author.language if self.author else Language.ENGLISH

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

    def give_back(self) -> None:
        """To its author, who is asked to change it."""
        self._move(State.RETURNED)

    def send_again(self) -> None:
        """Its author has changed what was refused or given back."""
        self._move(State.PENDING)

    def put_back(self, state: str, *, published_at: datetime | None) -> None:
        """Where it was before a decision that is taken back."""
        self._move(state, published_at=published_at)

    def put_label(self, label: str, *, article: Article | int | None = None) -> None:
        """Say this above it; nothing takes it away. Raises IllegalMove without evidence."""
        if label in {Label.OUTDATED, Label.CONTRADICTS} and article is None:
            raise IllegalMove("Please choose the article that says what holds instead.")
        self.label = label
        self.label_article_id = getattr(article, "pk", article) if label else None
        self.save(update_fields=["label", "label_article"])

    def hide(self) -> None:
        """Out of readers' sight until a moderator has decided; `publish()` brings it back."""
        self._move(State.HIDDEN)

    def switch_links_off(self, off: bool = True) -> None:
        type(self)._base_manager.filter(pk=self.pk).update(links_off=off)
        self.links_off = off

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
