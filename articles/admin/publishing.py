"""What editors do to a text on its way to readers and back: publish, plan, roll back, take away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from articles.checks import Finding, check_revision
from articles.desk import DeskAdmin, comparing, sent
from articles.forms.publishing import (
    PlanForm,
    PlanRetirementForm,
    PublishForm,
    RetireForm,
    RollBackForm,
    WithdrawForm,
)
from articles.models import Article, Plan, Revision
from portal.markdown import CITATION

RETIRING = (
    "The page stays at its address and says that it is no longer kept up to date. It leaves "
    "all lists, the search and the feeds. Publishing it again brings it back. What is planned for "
    "it is cancelled."
)
WITHDRAWING = (
    "Only for what is wrong or dangerous. The text disappears at once: its address answers “410 "
    "gone” with what you write here, and search engines drop it. The text stays at this desk, and "
    "publishing it again brings the page back. What is planned for it is cancelled. A page that is "
    "only out of date is better retired."
)
TRANSLATED = (
    "Its translations are pages of their own, which readers go on seeing until you withdraw them "
    "as well:"
)
ROLLING_BACK = (
    "This makes a new revision with the old text. Readers see it once it has been signed and "
    "published; the signature of the old one is not carried over."
)
#: Where it can be mended: the beginning of a code, a page of the admin, and what to do there.
DOORS = [
    ("SRC-DANGLING", "articles_source_add", "Add the source"),
    ("SRC", "articles_source_changelist", "Look at the sources"),
    ("NEWEST-SOURCE", "articles_source_changelist", "Look at the sources"),
    ("SIGN", "articles_article_ask", "Ask a reviewer"),
    ("REV", "articles_article_ask", "Ask a reviewer"),
    ("STATUS-EXPIRED", "articles_treatment_changelist", "Check the treatment"),
    ("ALT", "articles_picture_changelist", "Describe the picture"),
    ("PICTURE", "articles_picture_changelist", "Look at the pictures"),
]


def mend(finding: Finding, revision: Revision) -> dict[str, Any]:
    """The finding with the page on which it can be mended."""
    change = reverse("admin:articles_article_change", args=[revision.article_id])
    summary = finding.code.startswith("SUMMARY") or finding.where.startswith("Summary")
    url, words = f"{change}#id_{'summary' if summary else 'body'}", "Change the text"
    for code, door, do in DOORS:
        if finding.code.startswith(code) and not _is_misspelt(finding):
            args = [revision.article_id] if "_article_" in door else []
            url, words = reverse(f"admin:{door}", args=args), do
            break
    if finding.code == "ABOUT-MISSING":
        url, words = f"{change}#id_conditions", "Tick the conditions"
    made_from = revision.translated_from
    if finding.code == "TRANSLATION-STALE" and made_from and made_from.article.live:
        page = reverse("admin:articles_article_compare", args=[made_from.article_id])
        url = f"{page}?from={made_from.number}&to={made_from.article.live.number}"
        words = "See what has changed in the original"
    return {"finding": finding, "url": url, "words": words}


def _is_misspelt(finding: Finding) -> bool:
    """A citation to which no source can be added: it is none."""
    return finding.code == "SRC-DANGLING" and not CITATION.fullmatch(finding.quote or "[@key]")


class PublishingVerbs(DeskAdmin):
    """The verbs of ArticleAdmin that change what readers see, now or later."""

    publishing_verbs = {
        "publish": "articles.publish",
        "plan_publish": "articles.publish",
        "plan_retire": "articles.publish",
        "cancel_plan": "articles.publish",
        "retire": "articles.publish",
        "withdraw": "articles.publish",
        "roll_back": "articles.edit",
    }

    def publish(self, request: HttpRequest, article: Article) -> HttpResponse:
        revision = self._asked_for(request, article)
        if revision is None:
            return self.refuse(request, article, "There is no text to publish yet.")
        form = PublishForm(sent(request), latest=revision, findings=check_revision(revision))
        return self.do(
            request, article, title=f"Publish “{revision.title}”", button="Publish", form=form,
            act=lambda: article.publish(revision, by=request.user, reasons=form.reasons()),
            done=f"Published revision {revision.number}.",
            **self._before_publishing(article, revision, form),
        )  # fmt: skip

    def plan_publish(self, request: HttpRequest, article: Article) -> HttpResponse:
        revision = self._asked_for(request, article)
        if revision is None:
            return self.refuse(request, article, "There is no text to publish yet.")
        form = PlanForm(sent(request), latest=revision, findings=check_revision(revision))
        return self.do(
            request, article, title=f"Publish “{revision.title}” later", button="Plan it",
            form=form,
            act=lambda: Plan.make(
                article, at=form.cleaned_data["at"], by=request.user, revision=revision,
                reasons=form.reasons(),
            ),
            done=f"Planned: revision {revision.number} will be published at that time.",
            planning=True, **self._before_publishing(article, revision, form),
        )  # fmt: skip

    def _asked_for(self, request: HttpRequest, article: Article) -> Revision | None:
        """The latest revision, or the one in the address."""
        number = request.GET.get("revision", "")
        return self.numbered(article, number) if number else article.latest

    @staticmethod
    def numbered(article: Article, number: str) -> Revision:
        # No number of a revision has more digits, and PostgreSQL knows no larger integer.
        known = number.isascii() and number.isdecimal() and len(number) < 10
        revision = article.revisions.filter(number=number if known else 0).first()
        if revision is None:
            raise Http404("There is no such revision.")
        return revision

    def _before_publishing(
        self, article: Article, revision: Revision, form: PublishForm
    ) -> dict[str, Any]:
        notes, live = [], article.live
        if live == revision and article.state == Article.State.PUBLISHED:
            notes.append("Readers already see this revision.")
        if article.state == Article.State.WITHDRAWN:
            notes.append(
                f"This page was withdrawn: “{article.withdrawn_because}” Publishing brings it "
                "back. Make sure that this text no longer says what was wrong."
            )
        is_typo = revision.significance == Revision.Significance.TYPO
        if live and not is_typo and not revision.public_note:
            notes.append(
                "Readers are not told what has changed: nobody wrote it when the text was saved."
            )
        return {
            "template": "admin/articles/article/publish.html",
            "revision": revision,
            "notes": notes,
            "blocking": [mend(finding, revision) for finding in form.blocking],
            "warned": [
                ([mend(finding, revision) for finding in findings], field)
                for _, findings, field in form.warned()
            ],
            "live": live,
            "diff": comparing.compare(live, revision) if live and live != revision else None,
        }

    def retire(self, request: HttpRequest, article: Article) -> HttpResponse:
        if article.state != Article.State.PUBLISHED:
            return self.refuse(request, article, "Only a published article can be retired.")
        form = RetireForm(sent(request), article=article)
        return self.do(
            request, article, title=f"Retire “{article}”", button="Retire", form=form,
            act=lambda: article.retire(by=request.user, **form.cleaned_data),
            done="Retired. The page stays, with a notice.", notes=[RETIRING],
        )  # fmt: skip

    def plan_retire(self, request: HttpRequest, article: Article) -> HttpResponse:
        if article.state != Article.State.PUBLISHED:
            return self.refuse(request, article, "Only a published article can be retired.")
        form = PlanRetirementForm(sent(request))
        return self.do(
            request, article, title=f"Retire “{article}” later", button="Plan it", form=form,
            act=lambda: Plan.make(article, by=request.user, **form.cleaned_data),
            done="Planned: the page will be retired at that time.", notes=[RETIRING],
        )  # fmt: skip

    def cancel_plan(self, request: HttpRequest, article: Article) -> HttpResponse:
        number = request.GET.get("plan", "")
        known = number.isascii() and number.isdecimal() and len(number) < 18
        plan = article.plans.waiting().filter(pk=number if known else 0).first()
        if plan is None:
            return self.refuse(request, article, "This plan does not wait any more.")
        return self.do(
            request, article, title=f"{plan.get_action_display()} as planned, or not?",
            button="Cancel the plan", form=forms.Form(sent(request)), act=plan.cancel,
            done="Cancelled. Nothing will happen at that time.", notes=[],
        )  # fmt: skip

    def withdraw(self, request: HttpRequest, article: Article) -> HttpResponse:
        if Article.State.WITHDRAWN not in article.NEXT[article.state]:
            return self.refuse(request, article, "Readers do not see a text of this article.")
        form = WithdrawForm(sent(request), article=article)
        others = ", ".join(str(each) for each in article.translations.published())
        notes = [WITHDRAWING, *([f"{TRANSLATED} {others}."] if others else [])]
        return self.do(
            request, article, title=f"Withdraw “{article}”", button="Withdraw", form=form,
            act=lambda: article.withdraw(by=request.user, **form.cleaned_data),
            done="Withdrawn. Readers are told why.", notes=notes,
        )  # fmt: skip

    def roll_back(self, request: HttpRequest, article: Article) -> HttpResponse:
        latest = article.latest
        if latest is None or not request.GET.get("to"):
            return self.refuse(
                request, article, "Choose the revision to go back to in the list below."
            )
        old = self.numbered(article, request.GET["to"])
        if old.text_hash == latest.text_hash:
            return self.refuse(request, article, "The newest text is the same already.")
        form = RollBackForm(sent(request), latest=latest)
        return self.do(
            request, article, title=f"Back to revision {old.number}",
            button=f"Write revision {old.number} anew", form=form,
            act=lambda: article.roll_back(
                to=old, by=request.user, public_note=form.cleaned_data["public_note"]
            ),
            done=f"Back to the text of revision {old.number}, as a new revision.",
            notes=[ROLLING_BACK],
            diff=comparing.compare(latest, old),
        )  # fmt: skip
