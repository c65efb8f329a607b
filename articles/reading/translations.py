"""One article in several languages: each with an address and a sign-off of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles import models as articles  # they import the doors: their names are read when used


@dataclass(frozen=True)
class Translations:
    """An article among those that say the same in other languages."""

    #: The article that this one was translated from, whatever became of it.
    original: articles.Article | None = None
    #: Published versions with this one, the original first. Empty where there is only one.
    published: list[articles.Article] = field(default_factory=list)
    #: The original has changed since this translation was made.
    is_stale: bool = False

    @property
    def first(self) -> articles.Article | None:
        """Where readers go whose language is not among them."""
        return next((each for each in self.published if not each.translation_of_id), None)


def of(article: articles.Article) -> Translations:
    """One query, and one more for a translation that says what it was made from."""
    root = article.translation_of_id or article.pk
    family = {each.pk: each for each in articles.Article.objects.in_all_languages(root)}
    original = family.get(root) if article.translation_of_id else None
    published = [each for each in family.values() if each.state == articles.Article.State.PUBLISHED]
    return Translations(
        original=original,
        published=published if len(published) > 1 else [],
        is_stale=bool(original) and _is_stale(article, original),
    )


def _is_stale(article: articles.Article, original: articles.Article) -> bool:
    """Whether readers of the original see more than typing mistakes mended since."""
    made_from = article.live and article.live.translated_from_id
    if not made_from or not original.live_id or made_from == original.live_id:
        return False
    revisions = articles.Revision.objects.filter(article=original)
    since = revisions.filter(
        number__gt=revisions.filter(pk=made_from).values("number")[:1],
        number__lte=revisions.filter(pk=original.live_id).values("number")[:1],
    )
    return since.exclude(significance=articles.Revision.Significance.TYPO).exists()
