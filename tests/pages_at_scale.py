"""Every list and page that grows with the forum, and who looks at it."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from articles.models import Condition
from forum.models import Question, ReviewItem
from portal.models import Topic, User


def readers() -> dict[str | None, Client]:
    """A visitor, a member who wrote much, and a moderator, signed in."""
    clients = {None: Client()}
    for name, user in {"member": busiest(), "moderator": moderator()}.items():
        clients[name] = Client()
        clients[name].force_login(user)
    return clients


def busiest() -> User:
    counted = User.objects.filter(email__endswith="@members.example.org")
    return counted.annotate(written=Count("answers")).order_by("-written", "pk")[0]


def moderator() -> User:
    return User.objects.filter(groups=Group.objects.get(name="Moderator"))[0]


def urls() -> list[tuple[str | None, str]]:
    public = Question.objects.filter(state="published", audience="everyone")
    long = public.order_by("-answer_count", "pk")[0]
    conditions = Condition.objects.annotate(asked=Count("questions")).order_by("-asked", "pk")
    condition, topic = conditions[0], Topic.objects.order_by("pk")[0]
    lists = ["questions", "unanswered", "unanswered-long", "waiting", "looking", "answered"]
    found = [reverse(f"forum:{name}") for name in lists]
    questions = reverse("forum:questions")
    last = min((public.count() - 1) // 20 + 1, 500)
    found += [
        f"{questions}?page=2",
        f"{questions}?page={last}",
        f"{questions}?condition={condition.slug}",
        f"{questions}?topic={topic.slug}",
        f"{reverse('forum:answered')}?topic={topic.slug}&condition={condition.slug}",
    ]
    answers_last = (long.answer_count - 1) // 50 + 1
    page = long.get_absolute_url()
    found += [page, f"{page}?page={answers_last}", condition.get_absolute_url()]
    found += [topic.get_absolute_url(), reverse("home"), condition.feed_url]
    found += [f"{reverse('search')}?q={words}" for words in ("school", "feeding+at+night")]
    part = reverse("sitemap-questions", args=[public.order_by("-pk")[0].pk // 2000])
    found += [reverse("feed-questions"), reverse("sitemap"), reverse("sitemap-pages"), part]
    visitor = [(None, url) for url in found]
    mine = reverse("forum:mine")
    member = [questions, page, f"{page}?page={answers_last}", reverse("me"), reverse("following")]
    member += [mine, *(f"{mine}?kind={kind}" for kind in ("answers", "comments"))]
    admin = [reverse(f"admin:forum_{name}_changelist") for name in RECORDS]
    queue = reverse("admin:forum_reviewitem_changelist")
    admin += [f"{queue}?state={state}" for state in ("open", "decided", "all")]
    admin += [f"{queue}?state=all&kind=answer", f"{queue}?state=all&severity=2&why=flagged"]
    for name in ("question", "answer", "comment"):
        url = reverse(f"admin:forum_{name}_changelist")
        busy = busiest().pseudonym.replace(" ", "+")
        admin += [f"{url}?q={busy}", f"{url}?q=weeks", f"{url}?state=removed", f"{url}?p=2"]
    admin += [f"{reverse('admin:forum_decision_changelist')}?decision=remove"]
    admin += [reverse("admin:index"), reverse("admin:forum_reviewitem_decide") + f"?item={_item()}"]
    admin += [questions, page]
    return [
        *visitor,
        *(("member", url) for url in member),
        *(("moderator", url) for url in admin),
    ]


RECORDS = ["reviewitem", "question", "answer", "comment", "decision"]


def _item() -> int:
    """An open item, of the author who wrote most among those that wait."""
    waiting = ReviewItem.objects.open().order_by("pk")
    return waiting.values_list("pk", flat=True)[0]
