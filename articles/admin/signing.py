"""Asking for the review of a text, and signing it: two verbs of an article."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import checks, citations
from articles.desk import DeskAdmin, comparing, sent, way
from articles.forms.reviewing import AskForm, SignForm
from articles.models import Article, Reviewer, ReviewRequest, Revision
from articles.reviewing import signing
from portal.states import IllegalMove


class ReviewingVerbs(DeskAdmin):
    """Part of the admin of articles."""

    reviewing_verbs = {"ask": "articles.edit", "sign": "articles.sign"}

    def ask(self, request: HttpRequest, article: Article) -> HttpResponse:
        latest = article.latest
        if latest is None:
            return self.refuse(request, article, "There is no text to ask about yet.")
        if signoff := signing.signoff_of(latest):
            return self.refuse(request, article, f"{signoff.name} has already signed this text.")
        form = AskForm(sent(request), latest=latest)
        if request.method == "POST" and form.is_valid():
            try:
                asked = form.ask(request.user)
            except IllegalMove as refusal:
                form.add_error(None, f"Nobody was asked. {refusal}")
            else:
                self.log_change(request, article, f"Asked for a review: {asked}.")
                if form.cleaned_data["by_link"]:
                    return link_page(self, request, asked)
                who = asked.reviewer.name if asked.reviewer else "Every reviewer who may sign it"
                self.message_user(request, f"Asked. {who} gets an e-mail.")
                return redirect("admin:articles_reviewrequest_change", asked.pk)
        # Only to show it: what was valid has been done above.
        return self.do(
            request, article, title=f"Ask for a review of “{latest.title}”", button="Ask",
            form=form, act=lambda: None, done="", template="admin/articles/article/ask.html",
            revision=latest, requests=requests_of(latest), ahead=way.ahead(article),
        )  # fmt: skip

    def sign(self, request: HttpRequest, article: Article) -> HttpResponse:
        latest = article.latest
        if latest is None:
            return self.refuse(request, article, "There is no text to sign yet.")
        reviewer = Reviewer.objects.filter(user=request.user).first()
        why_not = signing.why_not(latest, by=request.user, reviewer=reviewer)
        form = SignForm(
            sent(request) if not why_not else None,
            latest=latest, article=article, reviewer=reviewer,
        )  # fmt: skip
        return self.do(
            request, article, title=f"Sign “{latest.title}”", button="Sign this text", form=form,
            act=lambda: form.sign(request.user), done=f"You signed revision {latest.number}.",
            template="admin/articles/article/sign.html", revision=latest, why_not=why_not,
            reviewer=reviewer, rendered=citations.shown(latest), **before_signing(request, latest),
        )  # fmt: skip


def requests_of(revision: Revision) -> Any:
    return revision.review_requests.select_related("reviewer", "asked_by")


def before_signing(request: HttpRequest, latest: Revision) -> dict[str, Any]:
    """What a reviewer looks at beside the text: what is new, what was noticed, what was asked."""
    waiting = [asked for asked in requests_of(latest) if asked.state == asked.State.OPEN]
    signed = latest.article.revisions.filter(signoff__isnull=False, number__lt=latest.number)
    before = signed.first() or latest.article.live or _sent_back(latest)
    if before and before.number >= latest.number:
        before = None
    return {
        "requests": waiting,
        "mine": [asked for asked in waiting if asked.may_be_answered_by(request.user)],
        "objections": _objections(latest),
        "carried": signing.signoff_of(latest),
        "before": before,
        "parts": comparing.compare(before, latest) if before else None,
        "claims": latest.claims.prefetch_related("sources"),
        "findings": [
            finding
            for finding in checks.check_revision(latest)
            if not finding.code.startswith(("SIGN-", "REV-"))  # this page is the answer to them
        ],
    }


def _objections(latest: Revision) -> Any:
    """What reviewers wanted changed since a text was last signed: whoever signs must know it."""
    signed = latest.article.revisions.filter(signoff__isnull=False, number__lt=latest.number)
    last = signed.aggregate(number=Max("number"))["number"] or 0
    asked = ReviewRequest.objects.filter(
        revision__article=latest.article_id, revision__number__gt=last, state="sent back"
    )
    return asked.select_related("revision", "reviewer").order_by("-closed_at")


def _sent_back(latest: Revision) -> Revision | None:
    """Where nothing was signed yet: what a reviewer has read, and wanted changed."""
    read = latest.article.revisions.filter(review_requests__state=ReviewRequest.State.SENT_BACK)
    return read.filter(number__lt=latest.number).order_by("-number").first()


def link_page(desk: DeskAdmin, request: HttpRequest, asked: ReviewRequest) -> HttpResponse:
    """The link, this one time: it is stored nowhere, and a copy of this page would keep it."""
    url = reverse("articles:review-link", args=[asked.make_link()])
    context = desk.admin_site.each_context(request) | {
        "title": "A link that opens the text once",
        "asked": asked,
        "link": settings.SITE_URL + url,
        "opts": ReviewRequest._meta,
    }
    response = TemplateResponse(request, "admin/articles/reviewrequest/link.html", context)
    response["Cache-Control"] = "no-store, private"
    return response
