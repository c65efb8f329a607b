"""What readers see at one address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles import checks, citations, claims
from articles.kinds import Kind
from articles.languages import LANGUAGES
from articles.models.addresses import Addressed
from articles.models.conditions import Condition
from articles.models.publishing import Publication
from articles.models.reviewing import ReviewPolicy, ReviewRequest, ReviewTask
from articles.models.revisions import Revision, SignOff
from articles.models.treatments import Treatment
from articles.querysets import ArticleQuerySet
from articles.reading import history
from articles.reviewing import signing
from portal import markdown
from portal.models import Topic, User
from portal.states import IllegalMove, Stateful


class Article(Addressed, Stateful):
    """What readers see at one address: the published revision's text and what is known of it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"
        #: Wrong or dangerous: its address answers 410 with words, and shows nothing of the text.
        WITHDRAWN = "withdrawn", "Withdrawn"

    Kind = Kind

    NEXT = {
        State.DRAFT: {State.PUBLISHED},
        State.PUBLISHED: {State.PUBLISHED, State.RETIRED, State.WITHDRAWN},
        State.RETIRED: {State.PUBLISHED, State.WITHDRAWN},
        State.WITHDRAWN: {State.PUBLISHED},
    }

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=13, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    title = models.CharField(max_length=200)
    live = models.ForeignKey(
        "Revision",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The revision that readers see.",
    )
    #: The sign-off under which readers see that revision; None where no clinician has signed.
    signoff = models.ForeignKey(
        SignOff, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    #: From the sign-off, or where there is none from the policy of its kind.
    review_due_on = models.DateField(null=True, editable=False)
    language = models.CharField(max_length=7, choices=LANGUAGES, default="en")
    translation_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="translations"
    )
    #: Where readers of a retired or withdrawn page are sent.
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: Readers of a withdrawn page are told this.
    withdrawn_because = models.CharField(max_length=500, blank=True, editable=False)
    summary_html = models.TextField(blank=True, editable=False)
    #: The summary without citation markers, for lists, search engines and feeds.
    summary_text = models.TextField(blank=True, editable=False)
    body_html = models.TextField(blank=True, editable=False)
    body_text = models.TextField(blank=True, editable=False)
    #: `[{"id", "name"}]`: the headings of the second level.
    contents = models.JSONField(default=list, editable=False)
    #: The version of the renderer that made these columns.
    rendered_by = models.PositiveSmallIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    #: Mending typing mistakes does not count.
    updated_at = models.DateTimeField(null=True, editable=False, help_text="Last published change.")
    conditions = models.ManyToManyField(Condition, blank=True, related_name="articles")
    related = models.ManyToManyField("self", symmetrical=False, blank=True)
    treatments = models.ManyToManyField(Treatment, blank=True, related_name="articles")
    topics = TaggableManager(through="ArticleTopic", blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        indexes = [
            models.Index(fields=["state", "-updated_at"], name="article_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_an_address"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "retired", "withdrawn"]),
                name="article_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    published_at__isnull=False,
                    updated_at__isnull=False,
                    live__isnull=False,
                    review_due_on__isnull=False,
                ),
                name="article_published_has_dates_and_text",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_known_kind"),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                name="article_withdrawn_has_reason",
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"], name="article_translation_once"
            ),
            models.CheckConstraint(
                condition=Q(translation_of=None) | ~Q(translation_of=F("pk")),
                name="article_not_its_own_translation",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")),
                name="article_not_its_own_successor",
            ),
        ]
        permissions = [
            ("edit", "Can write drafts of articles"),
            ("publish", "Can publish and retire articles"),
            ("sign", "Can sign articles off as a clinical reviewer"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """An overview is read on the page of its condition."""
        condition = getattr(self, "overview_of", None) if self.kind == self.Kind.OVERVIEW else None
        return (
            condition.get_absolute_url()
            if condition
            else reverse("articles:article", args=[self.slug])
        )

    def addresses(self) -> list[tuple[str, str]]:
        """Nobody has kept that of a draft; that of an overview leads to its condition's page."""
        if self.state == self.State.DRAFT:
            return []
        return [(reverse("articles:article", args=[self.slug]), self.get_absolute_url())]

    @property
    def is_overdue(self) -> bool:
        return bool(self.review_due_on) and self.review_due_on < timezone.localdate()

    @property
    def latest(self) -> Revision | None:
        return self.revisions.order_by("-number").first()

    @transaction.atomic
    def write(
        self,
        *,
        title: str,
        summary: str,
        body: str,
        by: User | None,
        note: str = "",
        public_note: str = "",
        significance: str = "update",
        written_on: date | None = None,
        translated_from: Revision | None = None,
    ) -> Revision:
        """Add a revision. What readers see stays as it is until that revision is published.

        `written_on` is the day as of which the text is true: today unless a file says otherwise.
        """
        here = Article.objects.select_for_update().get(pk=self.pk)  # as it is now, not as loaded
        newest = here.latest
        revision = Revision(
            article=self,
            number=newest.number + 1 if newest else 1,
            author=by,
            title=title,
            summary=summary,
            body=body,
            note=note,
            public_note=public_note,
            significance=significance,
            written_on=written_on or timezone.localdate(),
            translated_from=translated_from,
        )
        revision.full_clean(exclude=["article", "author", "translated_from"])
        revision.save(force_insert=True)
        citations.record(revision)
        claims.record(revision)
        ReviewRequest.objects.overtaken_by(revision)
        if here.state == self.State.DRAFT:
            self.title = title
            self.save(update_fields=["title"])
        return revision

    @transaction.atomic
    def publish(
        self,
        revision: Revision | None = None,
        *,
        by: User | None,
        reasons: Mapping[str, str] | None = None,
    ) -> Publication:
        """Show that revision (the latest one by default) to readers, if every check lets it pass.

        `reasons` sets warnings aside: the code of the check, and why. Raises Refused with what
        stands against it, and IllegalMove where there is no text or readers see a newer one.
        """
        revision = self._next_to_show(revision)
        findings, reasons = checks.check_revision(revision), reasons or {}
        if against := checks.unanswered(findings, reasons):
            raise checks.Refused(against)
        kept = {finding.code: reasons[finding.code] for finding in findings}
        return self._show(revision, signoff=signing.signoff_of(revision), by=by, reasons=kept)

    @transaction.atomic
    def publish_as_imported(self, revision: Revision | None = None) -> Publication:
        """Show readers what an operator imported, outside the editors' way of a text.

        The page says that no clinician has signed it. Raises IllegalMove where a citation leads
        nowhere.
        """
        revision = self._next_to_show(revision)
        if missing := citations.dangling(revision):
            raise IllegalMove(f"These citations have no source: {', '.join(missing)}.")
        return self._show(revision, signoff=signing.signoff_of(revision), by=None, reasons={})

    def _next_to_show(self, revision: Revision | None) -> Revision:
        """Locks the page, so that of two publications the newer text wins whatever their order."""
        here = Article.objects.select_for_update(of=["self"]).select_related("live")
        live = here.get(pk=self.pk).live
        revision = revision or self.latest
        if revision is None or revision.article_id != self.pk:
            raise IllegalMove("There is no text to publish.")
        if live and revision.number < live.number:
            raise IllegalMove("Readers already see a newer text. Go back to this one by a new one.")
        return revision

    def _show(
        self, revision: Revision, *, signoff: SignOff | None, by: User | None, reasons: dict
    ) -> Publication:
        now = timezone.now()
        policy = ReviewPolicy.of(self.kind)
        self._move(
            self.State.PUBLISHED,
            live=revision,
            signoff=signoff,
            review_due_on=signoff.review_due_on
            if signoff
            else policy.due_after(revision.written_on),
            title=revision.title,
            published_at=self.published_at or now,
            updated_at=self.updated_at if history.is_quiet(revision, after=self.live) else now,
            withdrawn_because="",
            successor=None,
            rendered_by=markdown.VERSION,
            **citations.render(revision),
        )
        # A plan for a later text stays; readers never go back to an older one by a plan.
        self.plans.filter(revision__number__lte=revision.number).give_up()
        ReviewTask.objects.follow(self, by=by)
        return self._record(Publication.Action.PUBLISHED, by=by, reasons=reasons)

    @transaction.atomic
    def roll_back(self, *, to: Revision, by: User | None, public_note: str = "") -> Revision:
        """Write the old text anew, as true as of the day it was written for.

        It waits to be signed and published as every other: no sign-off is carried over.
        """
        latest = Article.objects.select_for_update().get(pk=self.pk).latest
        if to.article_id != self.pk or latest is None:
            raise IllegalMove("This is a text of another article.")
        if to.text_hash == latest.text_hash:
            raise IllegalMove("The newest text is the same already.")
        return self.write(
            title=to.title,
            summary=to.summary,
            body=to.body,
            by=by,
            note=f"Back to revision {to.number}",
            public_note=public_note,
            significance=Revision.Significance.MAJOR,
            written_on=to.written_on,
            translated_from=to.translated_from,
        )

    @transaction.atomic
    def retire(self, *, by: User | None = None, successor: Article | None = None) -> Publication:
        """Keep the page at its address, with a notice that it is no longer kept up to date."""
        self._check_successor(successor)
        self._move(self.State.RETIRED, successor=successor)
        self.plans.all().give_up()
        ReviewTask.objects.settled_by_leaving(self, by=by)
        return self._record(Publication.Action.RETIRED, by=by)

    @transaction.atomic
    def withdraw(
        self, *, because: str, by: User | None = None, successor: Article | None = None
    ) -> Publication:
        """Take the text away: its address answers 410 and tells readers why."""
        if not because.strip():
            raise IllegalMove("Please say why: readers who come back are told.")
        self._check_successor(successor)
        self._move(self.State.WITHDRAWN, withdrawn_because=because, successor=successor)
        self.plans.all().give_up()
        ReviewTask.objects.settled_by_leaving(self, by=by)
        return self._record(Publication.Action.WITHDRAWN, by=by)

    def _check_successor(self, successor: Article | None) -> None:
        """Readers are sent to a page that is there, and never in a circle."""
        if successor and (successor.pk == self.pk or successor.state != self.State.PUBLISHED):
            raise IllegalMove("Readers can only be sent to another page that is published.")

    def _record(self, action: str, *, by: User | None, reasons: dict | None = None) -> Publication:
        return Publication.objects.create(
            article=self,
            action=action,
            revision=self.live,
            signoff=self.signoff,
            by=by,
            reasons=reasons or {},
        )

    @transaction.atomic
    def render_anew(self) -> bool:
        """After an upgrade: what readers see, rendered as it would be today. Whether it differs."""
        rows = Article.objects.select_for_update(of=["self"]).select_related("live")
        here = rows.get(pk=self.pk)
        rendered = citations.render(here.live)
        Article.objects.filter(pk=self.pk).update(rendered_by=markdown.VERSION, **rendered)
        return any(getattr(here, name) != value for name, value in rendered.items())


class ArticleTopic(ItemBase):
    """A topic of an article, from the shared vocabulary."""

    content_object = models.ForeignKey(Article, on_delete=models.CASCADE)
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_topic_once")
        ]
