"""What may answer a question before it is asked: articles first, then what others asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from articles.models import Article
from forum.models import Question
from portal.models import User
from portal.search import similar

#: Of each kind. More would be a search page, and this is a hand held out.
MOST = 3


@dataclass(frozen=True)
class Found:
    articles: list[Article] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.articles or self.questions)

    def __len__(self) -> int:
        return len(self.articles) + len(self.questions)


def before_asking(title: str, body: str = "", *, reader: User | AnonymousUser) -> Found:
    """What everybody may read and is like what this reader is about to ask; perhaps nothing."""
    places = {
        (hit.kind, hit.pk): place for place, hit in enumerate(similar(title, body, most=MOST))
    }
    if not places:
        return Found()
    by_kind: dict[str, list[int]] = {"condition": [], "article": [], "question": []}
    for kind, pk in places:
        by_kind[kind].append(pk)
    # What is long overdue is not what a family is sent to instead of asking.
    articles = Article.objects.for_list(AnonymousUser()).within_grace()
    articles = articles.filter(
        Q(pk__in=by_kind["article"]) | Q(overview_of__in=by_kind["condition"])
    )
    questions = Question.objects.for_list(reader).filter(pk__in=by_kind["question"])
    return Found(
        sorted(articles, key=lambda article: places[_found_as(article)]),
        sorted(questions, key=lambda question: places["question", question.pk]),
    )


def _found_as(article: Article) -> tuple[str, int]:
    """An overview is found as its condition."""
    condition = getattr(article, "overview_of", None)
    return ("condition", condition.pk) if condition else ("article", article.pk)
