"""The language of a text on a page that is in English around it, and what leads to it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.languages import direction
from articles.models import Article
from articles.reading import links

register = template.Library()
#: Of the pages themselves: menus, notices, dates.
AROUND = "en"


@register.simple_tag
def text_lang(article: Article) -> SafeString | str:
    """`lang` and `dir` for an element that holds the text, where it is in another language."""
    if article.language == AROUND:
        return ""
    code = article.language
    return format_html(' lang="{}" dir="{}"', code, direction(code))


@register.simple_tag
def language_name(article: Article) -> SafeString:
    """The language's own name, marked as such."""
    name = article.get_language_display()
    return format_html('<span lang="{}" dir="auto">{}</span>', article.language, name)


@register.simple_tag
def what_links_here(article: Article) -> list[tuple[str, Any]]:
    """Other pages that lead to this one, under how they do."""
    return links.leading_to(article)
