"""Where a text leads: pages, pictures and organisations that the portal knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve

from articles import models as articles  # they import this module: their names are read when used
from articles.checks.findings import Finding, Severity
from articles.checks.text import Passage, Text
from portal.models import MovedPath, Topic

LINK = re.compile(r"\]\((?P<to>[^()\s]{1,500})|<(?P<bare>https?://[^\s<>]{1,500})>")
PICTURE = re.compile(r"!\[[^\[\]]{0,500}\]\(picture:(?P<key>[^()\s]{0,100})")
#: Enough for any text; a hostile one asks the database no more.
MOST = 500

Places = dict[str, Passage]


def check(text: Text) -> Iterator[Finding]:
    """Links, pictures and addresses that lead nowhere."""
    links: Places = {}
    pictures: Places = {}
    for passage in text.passages[1:]:
        for match in LINK.finditer(passage.raw):
            if len(links) < MOST:
                links.setdefault(match["to"] or match["bare"], passage)
        for match in PICTURE.finditer(passage.raw):
            if len(pictures) < MOST:
                pictures.setdefault(match["key"], passage)
    yield from _inside({to: place for to, place in links.items() if re.match(r"/(?!/)", to)})
    yield from _outside({to: place for to, place in links.items() if to.startswith("http")})
    yield from _pictures(pictures)


def _inside(links: Places) -> Iterator[Finding]:
    if not links:
        return
    paths = {to: re.split(r"[?#]", to)[0] for to in links}
    moved = MovedPath.objects.filter(old__in=paths.values()).values_list("old", flat=True)
    gone = set(moved)
    asked: dict[str, dict[str, str]] = {}  # by the page's name: the link of each slug
    for to, path in paths.items():
        match = _resolve(path)
        if path in gone:
            continue
        if match is None:
            yield _dead(to, links[to])
        elif match.view_name in PAGES and "slug" in match.kwargs:
            asked.setdefault(match.view_name, {})[match.kwargs["slug"]] = to
    for name, slugs in asked.items():
        there = PAGES[name]().filter(slug__in=slugs).values_list("slug", flat=True)
        for slug in slugs.keys() - set(there):
            yield _dead(slugs[slug], links[slugs[slug]])


def _resolve(path: str) -> ResolverMatch | None:
    try:
        return resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return None


def _public_articles() -> QuerySet:
    return articles.Article.objects.filter(state__in=["published", "retired"])


PAGES = {
    "articles:article": _public_articles,
    "articles:condition": lambda: articles.Condition.objects.all(),
    "articles:treatment": lambda: articles.Treatment.objects.all(),
    "topic": lambda: Topic.objects.all(),
}


def _dead(to: str, passage: Passage) -> Finding:
    return Finding(
        "LINK-DEAD", Severity.WARNS, passage.where,
        "This link leads to a page that readers cannot open: it does not exist, or is not "
        "published. Correct the address, or delete the link.",
        to[:200], passage.line,
    )  # fmt: skip


def _outside(links: Places) -> Iterator[Finding]:
    """No network here: what the check of organisations' links has found lately."""
    if not links:
        return
    spelled = {variant: to for to in links for variant in (to, to.rstrip("/"), f"{to}/")}
    dead = articles.Organisation.objects.filter(url__in=spelled, link="dead")
    for organisation in dead:
        to = spelled[organisation.url]
        yield Finding(
            "LINK-DEAD", Severity.WARNS, links[to].where,
            f"The page of {organisation.name} did not answer when we last tried. Look whether it "
            "has moved, and correct the address here and under Organisations.",
            to[:200], links[to].line,
        )  # fmt: skip


def _pictures(keys: Places) -> Iterator[Finding]:
    if not keys:
        return
    found = articles.Picture.objects.filter(key__in=keys).values_list("key", "alt", "decorative")
    described = {key: bool(alt.strip()) or decorative for key, alt, decorative in found}
    for key, passage in keys.items():
        if key not in described:
            yield Finding(
                "PICTURE-MISSING", Severity.BLOCKS, passage.where,
                "There is no picture with this key. Upload it under Pictures, or correct the key.",
                f"picture:{key}", passage.line,
            )  # fmt: skip
        elif not described[key]:
            yield Finding(
                "ALT-MISSING", Severity.BLOCKS, passage.where,
                "Somebody who does not see this picture learns nothing of it. Describe it under "
                "Pictures, or mark it there as decoration.",
                f"picture:{key}", passage.line,
            )  # fmt: skip
