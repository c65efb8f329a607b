"""Lists, a question with its answers, and what a member has written."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Condition
from forum import acquaintance, structured_data
from forum.asking.advice import advice_on
from forum.asking.urgent import newest_of, what_its_author_does_now
from forum.models import (
    Answer,
    ArticleComment,
    Comment,
    ContributionRevision,
    Mute,
    Question,
)
from forum.models.revisions import EDITABLE
from forum.paging import page_of
from forum.standing import BY_NAME, LISTINGS
from portal.models import Topic
from portal.notifications import seen

QUESTIONS_PER_PAGE, ANSWERS_PER_PAGE = 20, 50
#: What a member may just have sent, by its kind.
SENT = {
    "question": Question.objects.all(),
    "answer": Answer.objects.select_related("question"),
    "comment": Comment.objects.select_related("question", "answer__question"),
    "article_comment": ArticleComment.objects.select_related("article").defer("email"),
}


@require_safe
def question_list(request: HttpRequest, listing: str = "questions") -> HttpResponse:
    """The newest, or those that stand somewhere, perhaps about one condition or on one topic."""
    condition, topic = _chosen(request, "condition", Condition), _chosen(request, "topic", Topic)
    questions = Question.objects.for_list(request.user).listed(listing)
    if condition:
        questions = questions.about_conditions([condition])
    if topic:
        questions = questions.filter(topics=topic)
    if muted := Mute.objects.by(request.user):
        questions = questions.without_authors(muted)
    page = page_of(request, questions, QUESTIONS_PER_PAGE)
    kept = {"condition": condition and condition.slug, "topic": topic and topic.slug}
    query = urlencode({name: slug for name, slug in kept.items() if slug})
    context = {
        "page": page,
        "condition": condition,
        "topic": topic,
        "muted": muted,
        "listing": BY_NAME[listing],
        "listings": [(each, reverse(f"forum:{each.name}")) for each in LISTINGS],
        "query": f"?{query}" if query else "",
        "canonical_url": _address(request.path, page.number, query),
    }
    return render(request, "forum/questions.html", context)


@require_safe
def question(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    seen_by_reader = Question.objects.for_page(request.user)
    question = seen_by_reader.filter(pk=pk).first()
    if question is None or question.merged_into_id:
        return _to_the_first(request, pk)
    if slug != question.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(
            question.get_absolute_url() + (f"?{query}" if query else ""), permanent=True
        )
    if request.user.is_authenticated and request.method == "GET":
        seen(request.user, question)
    answers = question.answers.for_page(request.user)
    page = page_of(request, answers, ANSWERS_PER_PAGE, count=question.shown_count)
    acquaintance.note_on_page(request.user, question, page)
    if request.user.is_authenticated:
        _note_edits(request, question, list(page))
    context = {
        "question": question,
        "page": page,
        "helped": [answer for answer in page if answer.helped_at and answer.is_public],
        "mine": question.author_id is not None and question.author_id == request.user.pk,
        "canonical_url": _canonical(request, question, page.number),
        "structured_data": structured_data.qa_page(question, list(page)),
        "crumbs": _crumbs(question),
    }
    return render(request, "forum/question.html", context)


def _to_the_first(request: HttpRequest, pk: int) -> HttpResponse:
    """The same person had sent the same question before: on to that one."""
    seen_by_reader = Question.objects.visible_to(request.user)
    return redirect(get_object_or_404(seen_by_reader, merged=pk))


def _canonical(request: HttpRequest, question: Question, page: int) -> str:
    """Of a duplicate the address of what was there first, if everybody may read that."""
    first = question.duplicate_of
    if first and first.for_everyone:
        return settings.SITE_URL + first.get_absolute_url()
    return _address(request.path, page)


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The lasting address of an answer: on to its place on the question's page."""
    seen = Answer.objects.visible_to(request.user).select_related("question").defer("search")
    answer = get_object_or_404(seen, pk=pk)
    return redirect(_place_on_page(request, answer, answer.anchor))


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Comment.objects.visible_to(request.user).select_related("question", "answer__question")
    comment = get_object_or_404(seen, pk=pk)
    anchor = f"comment-{comment.pk}"
    if comment.answer:
        return redirect(_place_on_page(request, comment.answer, anchor))
    return redirect(f"{comment.question.get_absolute_url()}#{anchor}")


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A member's own drafts and contributions, with what became of them."""
    kinds = {
        "questions": Question.objects.all(),
        "answers": Answer.objects.select_related("question"),
        "comments": Comment.objects.select_related("question", "answer__question"),
        "article-comments": ArticleComment.objects.select_related("article").defer("email"),
    }
    kind = request.GET.get("kind", "questions")
    if kind not in kinds:
        raise Http404(f"No kind {kind[:20]!r}")
    own = kinds[kind].visible_to(request.user).filter(author=request.user).with_refusal()
    page = page_of(request, own.order_by("-created_at", "-pk"), QUESTIONS_PER_PAGE)
    drafts = request.user.drafts.order_by("-updated_at")
    context = {"page": page, "kind": kind, "kinds": list(kinds), "drafts": drafts}
    return render(request, "forum/mine.html", context)


@login_required
@require_safe
def sent(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """For the author of something that cannot wait: what to do now, before anything else."""
    if kind not in SENT:
        raise Http404(f"No kind {kind[:20]!r}")
    own = SENT[kind].visible_to(request.user).filter(author=request.user)
    contribution = get_object_or_404(own, pk=pk)
    newest = newest_of(contribution)
    context = {
        "contribution": contribution,
        "now": what_its_author_does_now(contribution),
        "advised": advice_on(newest),
        "change": reverse(f"forum:edit-{kind}", args=[pk]) if kind in EDITABLE else "",
    }
    return render(request, "forum/sent.html", context)


def _note_edits(request: HttpRequest, question: Question, answers: list[Answer]) -> None:
    """Note on what is shown, as `edit`, the change that waits: its author and moderators see it."""
    waiting = ContributionRevision.objects.waiting().below([question]).visible_to(request.user)
    edits = {(edit.kind, edit.about_pk): edit for edit in waiting}
    for shown in (question, *answers):
        for each in (shown, *shown.shown_comments):
            each.edit = edits.get((each.kind, each.pk)) if each.was_shown else None


def _chosen(
    request: HttpRequest, name: str, model: type[Condition | Topic]
) -> Condition | Topic | None:
    slug = request.GET.get(name, "")
    return get_object_or_404(model, slug=slug[:200]) if slug else None


def _address(path: str, page: int, query: str = "") -> str:
    """The one address of this page of the list, for search engines."""
    parts = [query] * bool(query) + [f"page={page}"] * (page > 1)
    return settings.SITE_URL + path + ("?" if parts else "") + "&".join(parts)


def _place_on_page(request: HttpRequest, answer: Answer, anchor: str) -> str:
    page = Answer.objects.all().before(answer, request.user) // ANSWERS_PER_PAGE + 1
    query = f"?page={page}" if page > 1 else ""
    return f"{answer.question.get_absolute_url()}{query}#{anchor}"


def _crumbs(question: Question) -> list[tuple[str, str]]:
    crumbs = [("Questions", reverse("forum:questions"))]
    if question.condition:
        crumbs.append((question.condition.name, question.condition.get_absolute_url()))
    return crumbs
