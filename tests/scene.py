"""One site with something on every kind of page, and the list of those pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ConditionCode
from forum.models import ReviewItem
from portal.models import User
from tests.factories import (
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_condition,
    make_question,
    make_reviewer,
    make_source,
    make_topic,
    make_user,
)

BODY = """## What it is

It damages **myelin** [@gr-mld].

!!! emergency "Call your emergency number now if a seizure does not stop"
    Say the name of the disease [@gr-mld].

## Signs

| Form | First signs |
| --- | --- |
| Late-infantile | before 30 months [@orpha-512] |

### In adults

- changes at work

## Questions to ask your team

1. Which form is it?
"""


@dataclass(frozen=True)
class Page:
    name: str
    url: str
    #: Who looks at it; None is a visitor without an account.
    reader: User | None = None
    status: int = 200

    def __str__(self) -> str:
        return self.name


class Cast:
    """The people of conftest.py, for scenes that outlive one test."""

    def __init__(self) -> None:
        self.alice, self.bob = make_user("Alice"), make_user("Bob")
        self.cleo = make_user("Cleo", badge=User.Badge.CLINICIAN)
        self.mo = make_user("Mo", group="Moderator", staff=True)
        self.eve = make_user("Eve", group="Editor", staff=True)
        self.rae = make_user("Rae", group="Clinical reviewer", staff=True)
        make_reviewer(self.rae)
        self.ada = make_user("Ada", staff=True, is_superuser=True)
        self.nia = make_user("Nia")


def build(cast: Cast) -> list[Page]:
    alice, bob, cleo, mo, eve, rae = cast.alice, cast.bob, cast.cleo, cast.mo, cast.eve, cast.rae
    group = make_condition("Leukodystrophy")
    condition = make_condition(
        parent=group,
        names=["Arylsulfatase A deficiency", "MLD"],
        genes="ARSA",
        inheritance="Autosomal recessive",
    )
    ConditionCode.objects.create(condition=condition, system="ORPHA", value="512")
    topic = make_topic()
    make_source("gr-mld"), make_source("orpha-512")
    overview = make_article(
        "About MLD",
        body=BODY,
        kind=Article.Kind.OVERVIEW,
        slug="mld-overview",
        conditions=[condition],
    )
    condition.overview = overview
    condition.save()
    signed = make_article(
        "Living with MLD",
        body=BODY,
        summary="Short [@gr-mld].",
        by=eve,
        slug="living",
        conditions=[condition],
        topics=[topic],
        publish=False,
    )
    today = timezone.localdate()
    signed.latest.sign(
        by=rae,
        review_due_on=today + timedelta(days=365),
    )
    signed.publish_as_imported()
    starter = make_article(
        "Gene therapy for MLD",
        body=BODY,
        slug="gene-therapy",
        kind=Article.Kind.TREATMENT,
        conditions=[condition],
        topics=[topic],
    )
    starter.related.add(signed)
    retired = make_article("An old text", slug="old")
    retired.retire()
    draft = make_article("A draft", slug="draft", publish=False, by=eve)
    make_article_comment(starter, by=mo)
    asked = make_question(alice, by=mo, condition=condition, topics=[topic])
    first = make_answer(asked, cleo, by=mo)
    first.mark_helped(by=alice)
    make_answer(asked, bob, "We use a **pump**.", by=mo)
    make_comment(first, bob, by=mo)
    make_comment(asked, bob, by=mo)
    pending = make_question(
        alice, "Has anybody flown with a feeding pump?", body="HELP!!! What do we do?"
    )
    item = ReviewItem.objects.open().get(question=pending)

    def at(name: str, *args: object) -> str:
        return reverse(name, args=args)

    return [
        Page("home", at("home")),
        Page("search", at("search") + "?q=myelin"),
        Page("search-empty", at("search")),
        Page("search-nothing", at("search") + "?q=xylophone"),
        Page("conditions", at("articles:conditions")),
        Page("condition", condition.get_absolute_url()),
        Page("condition-group", group.get_absolute_url()),
        Page("articles", at("articles:articles")),
        Page("article-signed", signed.get_absolute_url()),
        Page("article-starter", starter.get_absolute_url()),
        Page("article-retired", retired.get_absolute_url()),
        Page("article-draft", draft.get_absolute_url(), eve),
        Page("article-comment", at("article-comment", starter.slug)),
        Page("topic", topic.get_absolute_url()),
        Page("questions", at("forum:questions")),
        Page("questions-unanswered", at("forum:unanswered")),
        Page("question", asked.get_absolute_url()),
        Page("question-as-asker", asked.get_absolute_url(), alice),
        Page("question-pending", pending.get_absolute_url(), alice),
        Page("ask", at("forum:ask"), alice),
        Page("write-answer", at("forum:write-answer", asked.pk), bob),
        Page("comment-on-answer", at("forum:comment-on-answer", first.pk), bob),
        Page("flag", at("forum:flag", "answer", first.pk), bob),
        Page("mine", at("forum:mine"), alice),
        Page("me", at("me"), alice),
        Page("me-new", at("me"), cast.nia),
        *(Page(name, at(name)) for name in ["about", "editorial", "rules", "privacy"]),
        Page("accessibility", at("accessibility")),
        Page("login", at("account_login")),
        Page("signup", at("account_signup")),
        Page("reset", at("account_reset_password")),
        Page("email", at("account_email"), alice),
        Page("password", at("account_change_password"), alice),
        Page("mfa", at("mfa_index"), alice),
        Page("logout", at("account_logout"), alice),
        Page("not-found", "/nowhere/", status=404),
        Page("admin", at("admin:index"), mo),
        Page("admin-queue", at("admin:forum_reviewitem_changelist"), mo),
        Page("admin-decide", at("admin:forum_reviewitem_decide") + f"?item={item.pk}", mo),
        Page("admin-decisions", at("admin:forum_decision_changelist"), mo),
        Page("admin-articles", at("admin:articles_article_changelist"), eve),
        Page("admin-article", at("admin:articles_article_change", draft.pk), eve),
        Page("admin-article-as-reviewer", at("admin:articles_article_change", draft.pk), rae),
        Page("admin-source", at("admin:articles_source_add"), eve),
        Page("admin-users", at("admin:portal_user_changelist"), cast.ada),
    ]  # fmt: skip
