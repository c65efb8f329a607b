"""What readers see at one address."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles import citations
from articles.models.conditions import Condition
from articles.models.revisions import Revision, SignOff
from articles.querysets import ArticleQuerySet
from portal.models import MovedPath, Topic, User
from portal.search import search_column, search_index
from portal.states import IllegalMove, Stateful


class Article(Stateful):
    """What readers see at one address: the published revision's text and what is known of it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    class Kind(models.TextChoices):
        OVERVIEW = "overview", "Overview of a condition"
        UNDERSTANDING = "understanding", "Understanding it"
        LIVING = "living", "Living with it"
        TREATMENT = "treatment", "Treatment"
        RESEARCH = "research", "Research"
        TRIALS = "trials", "Clinical trials"

    NEXT = {
        State.DRAFT: {State.PUBLISHED},
        State.PUBLISHED: {State.PUBLISHED, State.RETIRED},
        State.RETIRED: {State.PUBLISHED},
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
    summary_html = models.TextField(blank=True, editable=False)
    #: The summary without citation markers, for lists, search engines and feeds.
    summary_text = models.TextField(blank=True, editable=False)
    body_html = models.TextField(blank=True, editable=False)
    body_text = models.TextField(blank=True, editable=False)
    #: `[{"id", "name"}]`: the headings of the second level.
    contents = models.JSONField(default=list, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False, help_text="Last published change.")
    conditions = models.ManyToManyField(Condition, blank=True, related_name="articles")
    related = models.ManyToManyField("self", symmetrical=False, blank=True)
    topics = TaggableManager(through="ArticleTopic", blank=True)
    search = search_column(A="title", B="summary_text", C="body_text")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        indexes = [
            search_index("article_search"),
            models.Index(fields=["state", "-updated_at"], name="article_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_an_address"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "retired"]), name="article_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(published_at__isnull=False, updated_at__isnull=False, live__isnull=False),
                name="article_published_has_date_and_text",
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

    @property
    def signoff(self) -> SignOff | None:
        """The sign-off of the very text that readers see, or None."""
        return getattr(self.live, "signoff", None)

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
        significance: str = "update",
    ) -> Revision:
        """Add a revision. What readers see stays as it is until that revision is published."""
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
            significance=significance,
        )
        revision.full_clean(exclude=["article", "author"])
        revision.save(force_insert=True)
        citations.record(revision)
        if here.state == self.State.DRAFT:
            self.title = title
            self.save(update_fields=["title"])
        return revision

    @transaction.atomic
    def publish(self, revision: Revision | None = None) -> None:
        """Show that revision (the latest one by default) to readers.

        Raises IllegalMove where there is no text, or a citation leads nowhere.
        """
        revision = revision or self.latest
        if revision is None or revision.article_id != self.pk:
            raise IllegalMove("There is no text to publish.")
        if missing := citations.dangling(revision):
            raise IllegalMove(f"These citations have no source: {', '.join(missing)}.")
        now = timezone.now()
        rendered = citations.render(revision)
        self._move(
            self.State.PUBLISHED,
            live=revision,
            title=revision.title,
            published_at=self.published_at or now,
            updated_at=now,
            **rendered,
        )

    def retire(self) -> None:
        """Keep the page at its address, with a notice that it is no longer kept up to date."""
        self._move(self.State.RETIRED)

    @transaction.atomic
    def rename(self, *, slug: str) -> None:
        """Move the page to another slug; the old address of a published page redirects for good."""
        if slug == self.slug:
            return
        old, self.slug = reverse("articles:article", args=[self.slug]), slug
        self.save(update_fields=["slug"])
        if self.state != self.State.DRAFT:
            MovedPath.record(old=old, new=self.get_absolute_url())


class ArticleTopic(ItemBase):
    content_object = models.ForeignKey(Article, on_delete=models.CASCADE)
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_topic_once")
        ]
