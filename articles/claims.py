"""What a text claims, and how sure that is: read from what `{evidence: …}` marks in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from articles import citations
from articles import models as articles  # they import this module: their names are read when used
from articles.blocks import block_of
from portal.markdown import render_article
from portal.markdown.evidence import Claims


@dataclass
class Claimed:
    """A paragraph or list item that carries an evidence level."""

    level: str
    text: str
    #: Name of the block it stands in (articles.blocks), or empty.
    block: str = ""
    #: The keys of the sources that it cites.
    keys: list[str] = field(default_factory=list)


def claims_of(body: str) -> list[Claimed]:
    """Every claim of this text, as the page shows it. Raises ValidationError as rendering does."""
    keys = citations.cited_keys(body)
    rendered = render_article(body, {key: number for number, key in enumerate(keys, start=1)})
    found = []
    for claim in Claims(rendered.html).found:
        block = None
        if claim.get("heading", -1) >= 0:
            name = dict(enumerate(rendered.block_names)).get(claim["heading"])
            block = block_of(claim["heading_words"], name)
        cited = [keys[number - 1] for number in dict.fromkeys(claim["cited"])]
        found.append(Claimed(claim["level"], claim["text"], block.name if block else "", cited))
    return found


def record(revision: articles.Revision) -> None:
    """Store a Claim for every paragraph or list item that carries an evidence level."""
    try:
        found = claims_of(revision.body)
    except ValidationError:  # nested too deeply to be shown: the checks say so
        return
    if not found:
        return
    claims = articles.Claim.objects.bulk_create(
        articles.Claim(
            revision=revision,
            position=position,
            block=claim.block,
            level=claim.level,
            text=claim.text,
        )
        for position, claim in enumerate(found, start=1)
    )
    sources = {source.key: source for source in articles.Source.objects.filter(cited_in=revision)}
    through = articles.Claim.sources.through
    through.objects.bulk_create(
        through(claim=claim, source=sources[key])
        for claim, said in zip(claims, found, strict=True)
        for key in said.keys
        if key in sources
    )
