"""Documents of one shelf in the order in which they answer a reading."""

from __future__ import annotations

import math
from dataclasses import dataclass

from portal.search.models import Shelf
from portal.search.reading import Reading, Wanted, rows

#: Of a common word, only the documents of which it says most are read.
MOST_POSTINGS = 3_000
#: Documents of one shelf that are counted; more make no word rarer.
MOST_DOCUMENTS = 20_000
#: Of a long message, the rarest so many are looked for.
MOST_WANTED = 30
#: Documents that are ranked finely.
CANDIDATES = 300
#: How much a name counts that the query covers, and that a page opens its subject.
COVERED, OPENS = 1.2, 0.05
#: A name half covered counts for little.
STEEPNESS = 4


PHRASE = "phraseto_tsquery(search_config(d.language), search_plain(%s))"


@dataclass
class Filters:
    """What the results are narrowed to; nothing set means all."""

    kinds: tuple[str, ...] = ()
    condition: int | None = None
    language: str = ""
    reviewed: bool = False

    def __bool__(self) -> bool:
        return bool(self.kinds or self.condition or self.language or self.reviewed)


@dataclass
class Ranked:
    pk: int
    kind: str
    object_id: int
    slug: str
    title: str
    language: str
    score: float
    #: Share of what is wanted that it has at all, by rarity.
    matched: float


@dataclass
class Weighed:
    """What is wanted, with the rarity of its terms on one shelf."""

    wanted: list[Wanted]
    rarity: dict[str, float]
    #: Rarity of what is in no document.
    unseen: float

    def worth(self, wanted: Wanted) -> float:
        return max(
            weight * sum(self.rarity.get(term, 0) for term in terms)
            for weight, terms in wanted.alternatives
        )

    @property
    def total(self) -> float:
        return sum(self.worth(one) for one in self.wanted)


def rank(
    reading: Reading,
    shelf: Shelf,
    *,
    filters: Filters | None = None,
    most: int = 50,
    without: frozenset[str] = frozenset(),
) -> list[Ranked]:
    weighed = weigh(reading, shelf)
    if not weighed.rarity:
        return []
    found = _best(weighed, reading, shelf, filters or Filters())
    total = weighed.total
    covered = {}
    if shelf == Shelf.CURATED and "coverage" not in without:
        covered = _covered(weighed, {name for row in found for name in row[7]})
    ranked = []
    for pk, kind, object_id, slug, title, language, opens, names, matched, score in found:
        score += COVERED * max((covered.get(name, 0) for name in names), default=0)
        if opens and "opens" not in without:
            score += OPENS * total
        ranked.append(Ranked(pk, kind, object_id, slug, title, language, score, matched / total))
    ranked.sort(key=lambda one: -one.score)
    return ranked[:most]


def rarity(documents: int, of: int) -> float:
    """As BM25 has it: what stands everywhere says nothing."""
    documents = min(documents, of)
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5))


def weigh(reading: Reading, shelf: Shelf) -> Weighed:
    if not reading.terms:
        return Weighed([], {}, 0)
    found = rows(
        """
        SELECT t.term,
            (SELECT count(*) FROM (
                SELECT FROM portal_searchposting p
                WHERE p.shelf = %s AND p.term = t.term LIMIT %s
            ) AS with_term),
            (SELECT count(*) FROM (
                SELECT FROM portal_searchdocument WHERE shelf = %s LIMIT %s
            ) AS all_of_them)
        FROM unnest(%s) AS t (term)
        """,
        [shelf, MOST_POSTINGS, shelf, MOST_DOCUMENTS, sorted(reading.terms)],
    )
    size = found[0][2] if found else 0
    weighed = Weighed(
        reading.wanted,
        {term: rarity(documents, size) for term, documents, _ in found if documents},
        rarity(0, size),
    )
    worth = sorted(weighed.wanted, key=lambda one: -weighed.worth(one))
    weighed.wanted = [one for one in worth[:MOST_WANTED] if weighed.worth(one)]
    return weighed


def _best(weighed: Weighed, reading: Reading, shelf: Shelf, filters: Filters) -> list[tuple]:
    """The best documents by their terms alone; what names add is not in the score yet."""
    flat = [
        (place, which, term, weight * weighed.rarity[term])
        for place, wanted in enumerate(weighed.wanted)
        for which, (weight, terms) in enumerate(wanted.alternatives)
        for term in terms
        if term in weighed.rarity
    ]
    narrow, params = _narrowed(reading, filters)
    return rows(
        f"""
        WITH hits AS (
            SELECT p.document_id, t.place, t.which, sum(t.weight * p.impact) AS score,
                sum(t.weight) AS worth
            FROM unnest(%s::int[], %s::int[], %s::text[], %s::float[])
                AS t (place, which, term, weight)
            CROSS JOIN LATERAL (
                SELECT document_id, impact FROM portal_searchposting
                WHERE shelf = %s AND term = t.term ORDER BY impact DESC LIMIT %s
            ) p
            GROUP BY 1, 2, 3
        ), best AS (
            SELECT document_id, place, max(score) AS score, max(worth) AS worth
            FROM hits GROUP BY 1, 2
        ), ranked AS (
            SELECT b.document_id, sum(b.score) AS score, sum(b.worth) AS matched
            FROM best b {narrow} GROUP BY 1
            ORDER BY 2 DESC, 1 DESC LIMIT %s
        )
        SELECT d.id, d.kind, d.object_id, d.slug, d.title, d.language, d.opens, d.name_terms,
            r.matched, r.score
        FROM ranked r JOIN portal_searchdocument d ON d.id = r.document_id
        """,  # noqa: S608  (`narrow` is made of constants)
        [*map(list, zip(*flat, strict=True)), shelf, MOST_POSTINGS, *params, CANDIDATES],
    )


def _narrowed(reading: Reading, filters: Filters) -> tuple[str, list]:
    """The SQL that leaves out what a filter or an operator of the query excludes."""
    conditions, params = [], []
    for phrase in reading.asked.phrases:
        conditions.append(
            "d.vector @@ phraseto_tsquery(search_config(d.language), search_plain(%s))"
        )
        params.append(phrase)
    for word in reading.asked.excluded:
        conditions.append(f"NOT d.vector @@ {PHRASE}")
        params.append(word)
    if filters.kinds:
        conditions.append("d.kind = ANY(%s)")
        params.append(list(filters.kinds))
    if filters.condition:
        conditions.append("%s = ANY(d.conditions)")
        params.append(filters.condition)
    if filters.language:
        conditions.append("d.language = %s")
        params.append(filters.language)
    if filters.reviewed:
        conditions.append("d.reviewed_until >= current_date")
    if not conditions:
        return "", []
    where = " AND ".join(conditions)
    return f"JOIN portal_searchdocument d ON d.id = b.document_id AND {where}", params


def _covered(weighed: Weighed, names: set[str]) -> dict[str, float]:
    """How much of each name the query says, by the rarity of its words."""
    terms = sorted({term for name in names for term in name.split()})
    known = dict(
        rows(
            "SELECT term, max(documents) FROM portal_searchword WHERE term = ANY(%s) GROUP BY 1",
            [terms],
        )
    )
    size = max(known.values(), default=0) + 1
    size = max(size, int(math.exp(weighed.unseen) / 2))
    said: dict[str, float] = {}
    for wanted in weighed.wanted:
        for weight, alternative in wanted.alternatives:
            for term in alternative:
                said[term] = max(said.get(term, 0), weight)
    result = {}
    for name in names:
        mass = {term: rarity(known.get(term, 1), size) for term in name.split()}
        whole = sum(mass.values())
        have = sum(each * said.get(term, 0) for term, each in mass.items())
        if have:
            result[name] = (have / whole) ** STEEPNESS * have
    return result
