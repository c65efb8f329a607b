"""The front page of the desk: what waits for this person, the worst first. One query a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.desk import gaps, trials, waiting
from articles.models import (
    Article,
    ArticleRequest,
    Condition,
    Feedback,
    Organisation,
    Plan,
    Reviewer,
    ReviewRequest,
    ReviewTask,
)
from articles.reading import treatments
from articles.reviewing import requests
from portal.models import User

#: How many of the worst are named.
NAMED = 5


@dataclass(frozen=True)
class Line:
    """A number, what it counts, and the list in which these stand."""

    count: int
    words: str
    url: str
    #: Whether readers are worse off with every day.
    presses: bool = False
    #: The same of a single one, where that is said otherwise.
    one: str = ""

    @property
    def text(self) -> str:
        return f"{self.count} {self.one if self.count == 1 and self.one else self.words}"


@dataclass(frozen=True)
class Row:
    """One of the worst, by name."""

    name: str
    why: str
    url: str


@dataclass(frozen=True)
class Section:
    """One thing that somebody can work on: its numbers, and the worst by name."""

    heading: str
    lines: list[Line]
    rows: list[Row]

    @property
    def is_quiet(self) -> bool:
        return not self.rows and not self.waiting

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.count]


def sections(user: User) -> list[Section]:
    """What this person can do something about."""
    texts = waiting.counts() if _works_on_texts(user) else {}
    found = []
    if user.has_perm("articles.sign"):
        found.append(_to_review(user))
    if texts:
        found.append(_texts(texts))
    if user.has_perm("articles.edit"):
        found += [_mine(user), _readers(), _trouble(), _trials(), _gaps(texts), _organisations()]
    if user.has_perm("articles.change_reviewer"):
        found.append(_reviewers())
    return found


def _works_on_texts(user: User) -> bool:
    return user.has_perm("articles.publish") or user.has_perm("articles.sign")


def _texts(counts: dict[str, int]) -> Section:
    today = timezone.localdate()
    late = Article.objects.filter(waiting.overdue()).only("title", "review_due_on", "kind")
    rows = [
        Row(article.title, _days((today - article.review_due_on).days) + " late", _page(article))
        for article in late.order_by("review_due_on", "title")[:NAMED]
    ]
    lines = [
        Line(counts["overdue"], "due for a new review", _articles("overdue"), presses=True),
        Line(counts["due_soon"], f"due within {waiting.SOON} days", _articles("due-soon")),
        Line(counts["to_sign"], "not signed yet", _articles("to-sign")),
        Line(counts["to_publish"], "signed, to be published", _articles("to-publish")),
    ]
    return Section("Texts", lines, rows)


def _to_review(user: User) -> Section:
    asked_of = list(requests.waiting_for(user))
    rows = _credential(user) + [
        Row(
            asked.revision.title,
            f"by {date_format(asked.answer_by, 'j F Y')}" if asked.answer_by else "no day given",
            reverse("admin:articles_article_sign", args=[asked.revision.article_id]),
        )
        for asked in asked_of[:NAMED]
    ]
    url = _list("reviewrequest", who="me")
    return Section("Waiting for your review", [Line(len(asked_of), "asked of you", url)], rows)


def _credential(user: User) -> list[Row]:
    """To the reviewer: who learns it on the page for signing learns it too late."""
    found = Reviewer.objects.filter(waiting.credentials_to_check(), user=user).first()
    if found is None:
        return []
    day = date_format(found.valid_until, "j F Y")
    why = f"valid until {day}" if found.may_sign else f"was valid until {day}: you cannot sign"
    url = reverse("admin:articles_reviewer_change", args=[found.pk])
    return [Row("Ask an administrator to check your credential again", why, url)]


def _mine(user: User) -> Section:
    numbered = waiting.numbered(Article.objects.order_by())
    drafts = gaps.drafts_of(numbered, user).values("pk").distinct().count()
    sent_back = ReviewRequest.objects.sent_back_to(user)
    plans = Plan.objects.waiting().count()
    lines = [
        Line(
            sent_back.count(),
            "sent back to you by a reviewer",
            _list("reviewrequest", who="sent-back"),
            presses=True,
        ),
        Line(drafts, "drafts of yours", _articles("mine"), one="draft of yours"),
        Line(plans, "planned to be published or retired", _articles("planned")),
    ]
    return Section("Waiting for you", lines, [])


def _readers() -> Section:
    open_ = Feedback.objects.open().order_by()
    counts = open_.aggregate(
        wrong=Count("pk", filter=Q(why=Feedback.Why.WRONG)),
        unhelpful=Count("pk", filter=Q(helpful=False)),
        helpful=Count("pk", filter=Q(helpful=True)),
    )
    unread = {"state__exact": "open"}
    lines = [
        Line(
            counts["wrong"],
            "say that something is wrong",
            _list("feedback", **unread, why__exact="wrong"),
            presses=True,
            one="says that something is wrong",
        ),
        Line(
            counts["unhelpful"],
            "were not helped",
            _list("feedback", **unread, helpful__exact="0"),
            one="was not helped",
        ),
        Line(counts["helpful"], "were helped", _list("feedback", **unread, helpful__exact="1")),
    ]
    return Section("What readers say", lines, [])


def _trouble() -> Section:
    Why = ReviewTask.Why  # noqa: N806
    counts = (
        ReviewTask.objects.still_open()
        .order_by()
        .aggregate(
            sources=Count("pk", filter=Q(why__in=[Why.SOURCE_RETRACTED, Why.SOURCE_SUPERSEDED])),
            others=Count("pk", filter=~Q(why__in=[Why.SOURCE_RETRACTED, Why.SOURCE_SUPERSEDED])),
        )
    )
    tasks = _list("reviewtask", state__exact="open")
    old = gaps.on_old_sources(Article.objects.order_by()).values("pk").count()
    lines = [
        Line(counts["sources"], "cite a source that was retracted or replaced", tasks, True),
        Line(counts["others"], "must be looked at for another reason", tasks, True),
        Line(old, f"rest on sources older than {gaps.OLD} years", _articles("old-sources")),
    ]
    return Section("Texts in trouble", lines, [])


def _trials() -> Section:
    counts = trials.waiting()
    named: dict[int, Row] = {}
    for event in trials.worst_news()[: NAMED * 2]:
        url = f"{reverse('admin:articles_trialevent_settle')}?trial={event.trial_id}"
        name = event.trial.summary.title if event.trial.summary else event.trial.title
        named.setdefault(event.trial_id, Row(name, event.get_kind_display(), url))
    lines = [
        Line(counts["urgent"], "changes that families wait for", _list("trialevent"), True,
             one="change that families wait for"),
        Line(counts["other"], "other changes to look at", _list("trialevent"),
             one="other change to look at"),
        Line(counts["unexplained"], "recruit for our conditions and are not in plain words yet",
             _list("trial", **{"to-do": "explain"}), True,
             one="recruits for our conditions and is not in plain words yet"),
        Line(counts["behind"], "explained, and the registry has said more since",
             _list("trial", **{"to-do": "behind"}), True),
        Line(counts["proposed"], "with conditions that are only proposed",
             _list("trial", **{"to-do": "proposed"})),
        Line(counts["stale"], "of which nobody knows whether the record holds",
             _list("trial", **{"to-do": "stale", "state__exact": "published"})),
        Line(len(trials.to_look_up_by_hand()), "to look up by hand", _list("trial")),
    ]  # fmt: skip
    return Section("Clinical trials", lines, list(named.values())[:NAMED])


def _gaps(counts: dict[str, int]) -> Section:
    conditions = Condition.objects.order_by()
    no_overview = conditions.filter(gaps.without_overview()).count()
    no_articles = gaps.without_articles(conditions).count()
    statuses = _list("treatmentstatus", standing="to-check")
    asked_for = ArticleRequest.objects.still_open().count()
    lines = [
        Line(
            asked_for,
            "articles that an editor has asked for",
            _list("articlerequest", state__exact="open"),
            one="article that an editor has asked for",
        ),
        Line(treatments.needing_check().count(), "approvals to check again", statuses, True),
        Line(no_overview, "conditions without an overview", _list("condition", gap="overview")),
        Line(
            no_articles,
            "conditions without an article on treatment or daily life",
            _list("condition", gap="articles"),
        ),
        Line(
            counts["unsigned"],
            "texts that readers see and no clinician has signed",
            _articles("unsigned"),
        ),
    ]
    return Section("Gaps", lines, [])


def _organisations() -> Section:
    unverified = Organisation.objects.to_verify()
    counts = Organisation.objects.order_by().aggregate(
        dead=Count("pk", filter=Q(link=Organisation.Link.DEAD)),
        unverified=Count("pk", filter=Q(pk__in=unverified.order_by().values("pk"))),
    )
    lines = [
        Line(counts["dead"], "do not answer", _list("organisation", link__exact="dead"), True),
        Line(
            counts["unverified"],
            "not checked by us within a year",
            _list("organisation", verified="old"),
        ),
    ]
    return Section("Organisations", lines, [])


def _reviewers() -> Section:
    to_check = Reviewer.objects.filter(waiting.credentials_to_check()).count()
    url = _list("reviewer", credential="to-check")
    words = "must have their credential checked again"
    one = "must have the credential checked again"
    return Section("Reviewers", [Line(to_check, words, url, presses=True, one=one)], [])


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _articles(way: str) -> str:
    return _list("article", review=way)


def _list(model: str, **filters: Any) -> str:
    return reverse(f"admin:articles_{model}_changelist") + f"?{urlencode(filters)}"
