"""What must be looked at again: which tasks there are, which open, which are settled by now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Left
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from portal.models import User

#: Characters of what happened.
LONGEST_DETAIL = 1_000
#: Open ones first; of those, retracted sources first; of those, the oldest.
WORST_FIRST = [
    Case(
        When(~Q(state="open"), then=Value(2)),
        When(why="source retracted", then=Value(0)),
        default=Value(1),
    ),
    "opened_at",
    "pk",
]


class ReviewTaskQuerySet(models.QuerySet):
    """Tasks: what opens them, what settles them by itself."""

    def still_open(self) -> Self:
        return self.filter(state="open")

    def about(self, source: articles.Source) -> Self:
        return self.filter(source=source)

    def for_list(self) -> Self:
        return self.select_related("article", "source", "decided_by").defer(
            "article__body_html", "article__body_text", "article__summary_html"
        )

    def lock_pages_citing(self, source: articles.Source) -> None:
        """Pages first, then the source, as whoever publishes does: or two would wait in a ring."""
        pages = articles.Article.objects.filter(live__citations__source=source).order_by("pk")
        list(pages.select_for_update(of=["self"]).values_list("pk"))

    def open_for(self, source: articles.Source, why: str, *, detail: str) -> int:
        """For every page whose text, as readers see it now, cites this source. One at a time.

        Translations are pages of their own. Returns how many pages that are.
        """
        pages = articles.Article.objects.published().filter(live__citations__source=source)
        tasks = [
            self.model(article_id=pk, why=why, source=source, detail=detail)
            for pk in pages.values_list("pk", flat=True)
        ]
        self.bulk_create(tasks, ignore_conflicts=True)
        return len(tasks)

    def open_for_trial(self, numbers: Iterable[str], *, detail: str) -> int:
        """The same for every source that is a trial with one of these registry ids.

        What is new is added to a task that is still open, the newest first.
        """
        live = articles.Article.objects.published().filter(
            live__citations__source__registry_id__in=numbers
        )
        pages = set(live.values_list("pk", "live__citations__source"))
        if not pages:
            return 0
        why = self.model.Why.TRIAL_CHANGED
        here = self.still_open().filter(why=why, source__registry_id__in=numbers)
        known = set(here.values_list("article", "source"))
        here.update(detail=Left(Concat(Value(f"{detail}\n"), "detail"), LONGEST_DETAIL))
        self.bulk_create(
            [
                self.model(
                    article_id=page, why=why, source_id=source, detail=detail[:LONGEST_DETAIL]
                )
                for page, source in sorted(pages - known)
            ],
            ignore_conflicts=True,
        )
        return len(pages)

    def close(self, state: str, *, by: User | None, reason: str) -> int:
        """Settle those of them that are open."""
        return self.still_open().update(
            state=state, decided_at=timezone.now(), decided_by=by, reason=reason
        )

    def follow(self, article: articles.Article, *, by: User | None) -> None:
        """After another text was shown: what it settles, and what it brings along."""
        cited = articles.Citation.objects.filter(revision=article.live_id)
        here = self.filter(article=article)
        here.filter(
            Q(source__isnull=False) & ~Q(source__in=cited.values("source"))
            | (Q(signoff__isnull=False) & ~Q(signoff=article.signoff_id))
            | Q(why="schedule refused")
        ).close("changed", by=by, reason="Another text was published, which settles it.")
        # Locked: who retracts one of them at this moment then sees this page, or we see that.
        sources = articles.Source.objects.filter(pk__in=cited.values("source")).order_by("pk")
        retracted = [
            source
            for source in sources.select_for_update(of=["self"])
            if source.state == "retracted"
        ]
        kept = self.kept(article, retracted) if retracted else {}
        self.bulk_create(
            [
                self.model(
                    article=article,
                    why="source retracted",
                    source=source,
                    detail=source.state_reason,
                )
                for source in retracted
                if source.pk not in kept
            ],
            ignore_conflicts=True,
        )

    def kept(
        self, article: articles.Article, retracted: Iterable[articles.Source]
    ) -> dict[int, str]:
        """The retracted sources that this page may cite all the same: the editor's reason by each.

        A decision from before the retraction says nothing of it, and the last one counts.
        """
        tasks = self.filter(article=article, why="source retracted", source__in=retracted)
        in_order = tasks.select_related("source").order_by("opened_at", "pk")
        last = {task.source: task for task in in_order}
        return {
            source.pk: task.reason
            for source, task in last.items()
            if task.state == "kept"
            and timezone.localdate(task.decided_at) >= source.state_changed_on
        }

    def settled_by_leaving(self, article: articles.Article, *, by: User | None) -> None:
        """A page that was retired or withdrawn promises nothing any more."""
        self.filter(article=article).close(
            "retired", by=by, reason=f"The page was {article.get_state_display().lower()}."
        )

    def still_cited(self) -> Self:
        """Those whose source is cited in the text that readers see."""
        return self.filter(article__live__citations__source=F("source"))
