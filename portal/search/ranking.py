"""Documents of one shelf in the order in which they answer a reading."""

from __future__ import annotations

import math
from dataclasses import dataclass

from portal.search.models import Shelf
from portal.search.reading import Reading, Wanted, quoted, rows

#: Of a common word, only the documents of which it says most are read.
MOST_POSTINGS = 3_000
#: Documents of one shelf that are counted; more make no word rarer.
MOST_DOCUMENTS = 20_000
#: Of a long message, the rarest so many are looked for.
MOST_WANTED = 30
#: Documents that are ranked finely.
CANDIDATES = 300
#: Of these, the best that bring the page with them that opens their subject.
LEADING = 50
#: How much a name counts that the query covers (of a question: its title), and how steeply that
#: falls with what it leaves out.
COVERED = {Shelf.CURATED: 1.2, Shelf.ASKED: 3.0, Shelf.TRIALS: 1.2}
STEEPNESS = {Shelf.CURATED: 4, Shelf.ASKED: 2, Shelf.TRIALS: 4}
#: Share of a name from which on the page is about what was asked, whatever else was.
NAMED = 0.8
#: How much more a covered name counts on the page that opens its subject, and on the part of it
#: that was asked for.
OPENS, ANSWERS = 0.1, 0.25
#: Where a page stands that opens a subject of which another page answers: right behind that one,
#: or a little lower where one part was asked for. A list of symptoms leads to the disease.
BEHIND, BEHIND_A_PART = 0.98, 0.9
#: What is left of the score of a demoted document.
DEMOTED = 0.4
#: Rare words tell questions apart, more than BM25 has it.
SHARPNESS = {Shelf.CURATED: 1.0, Shelf.ASKED: 1.7, Shelf.TRIALS: 1.0}

#: How far a repaired word, or one in other words, is trusted: families mostly say it in their own.
TRUSTED = {Shelf.CURATED: 1.0, Shelf.ASKED: 0.6, Shelf.TRIALS: 1.0}


#: In how many documents a term stands: of words of curated pages, or as last counted.
FREQUENCIES = {
    Shelf.CURATED: """
        SELECT term, max(documents) FROM portal_searchword WHERE term = ANY(%s) GROUP BY 1
    """,
    Shelf.ASKED: "SELECT term, documents FROM portal_searchfrequency WHERE term = ANY(%s)",
}
FREQUENCIES[Shelf.TRIALS] = FREQUENCIES[Shelf.CURATED]
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
class Found:
    """A document with what its place depends on, as the database has it."""

    page: Ranked
    opens: bool
    #: The terms of each name.
    names: list[str]
    #: Whether its title says the part that is asked for.
    answers: bool
    demoted: bool
    subject: str
    #: How much its names count.
    named: float = 0


@dataclass
class Weighed:
    """What is wanted, with the rarity of its terms on one shelf."""

    wanted: list[Wanted]
    rarity: dict[str, float]
    #: How many documents there are.
    size: int

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
    weighed = weigh(reading, shelf, 1.0 if "sharpness" in without else SHARPNESS[shelf])
    if not weighed.rarity:
        return []
    found = _best(weighed, reading, shelf, filters or Filters())
    covered = {}
    if "coverage" not in without:
        covered = _covered(weighed, {name for one in found for name in one.names}, shelf)
    total = weighed.total
    for one in found:
        have = one.page.matched / total
        bonus, said = max((covered.get(name, (0.0, 0.0)) for name in one.names), default=(0.0, 0.0))
        one.named = COVERED[shelf] * bonus
        if "balance" not in without:
            one.page.score *= have
        one.page.score += one.named * (1 + ANSWERS * one.answers)
        one.page.matched = max(have, said if said > NAMED else 0)
    if "opens" not in without:
        _lift_openings(found, BEHIND_A_PART if reading.parts else BEHIND)
    for one in found:
        if one.demoted:
            one.page.score *= DEMOTED
    return sorted((one.page for one in found), key=lambda page: -page.score)[:most]


def _lift_openings(found: list[Found], behind: float) -> None:
    """Where a page answers, so does the page that opens its subject, whatever words that has."""
    best: dict[str, tuple[float, float]] = {}
    for one in found:
        if one.subject:
            here = (one.page.score, one.page.matched)
            best[one.subject] = max(here, best.get(one.subject, here))
    for one in found:
        if one.opens and one.subject:
            score, matched = best[one.subject]
            one.page.score = max(one.page.score, behind * score) + OPENS * one.named
            one.page.matched = max(one.page.matched, behind * matched)


def rarity(documents: int, of: int) -> float:
    """As BM25 has it: what stands everywhere says nothing."""
    documents = min(documents, of)
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5))


def weigh(reading: Reading, shelf: Shelf, sharpness: float) -> Weighed:
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
        [one.trusted(TRUSTED[shelf]) for one in reading.wanted],
        {term: rarity(documents, size) ** sharpness for term, documents, _ in found if documents},
        size,
    )
    worth = sorted(weighed.wanted, key=lambda one: -weighed.worth(one))
    weighed.wanted = [one for one in worth[:MOST_WANTED] if weighed.worth(one)]
    return weighed


def _best(weighed: Weighed, reading: Reading, shelf: Shelf, filters: Filters) -> list[Found]:
    """The best documents by their terms alone, and the pages that open what they are about."""
    flat = [
        (place, which, term, weight * weighed.rarity[term])
        for place, wanted in enumerate(weighed.wanted)
        for which, (weight, terms) in enumerate(wanted.alternatives)
        for term in terms
        if term in weighed.rarity
    ]
    narrow, params = _narrowed(reading, filters)
    only = f"JOIN portal_searchdocument d ON d.id = b.document_id {narrow}" if narrow else ""
    parts = " | ".join(f"{quoted(term)}:A" for term in sorted(reading.parts))
    found = rows(
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
            FROM best b {only} GROUP BY 1
            ORDER BY 2 DESC, 1 DESC LIMIT %s
        ), with_openings AS (
            SELECT document_id, score, matched FROM ranked
            UNION ALL
            SELECT d.id, 0, 0
            FROM (
                SELECT DISTINCT o.subject
                FROM (
                    SELECT document_id FROM ranked ORDER BY score DESC LIMIT %s
                ) AS r JOIN portal_searchdocument o ON o.id = r.document_id
            ) AS subjects JOIN portal_searchdocument d
                ON d.subject = subjects.subject AND d.opens AND d.shelf = %s {narrow}
            WHERE d.subject <> '' AND d.id NOT IN (SELECT document_id FROM ranked)
        )
        SELECT d.id, d.kind, d.object_id, d.slug, d.title, d.language, r.score, r.matched,
            d.opens, d.name_terms, d.vector @@ %s::tsquery, d.demoted, d.subject
        FROM with_openings r JOIN portal_searchdocument d ON d.id = r.document_id
        """,  # noqa: S608  (`narrow` is made of constants)
        [
            *map(list, zip(*flat, strict=True)), shelf, MOST_POSTINGS, *params, CANDIDATES,
            LEADING, shelf, *params, parts,
        ],
    )  # fmt: skip
    return [Found(Ranked(*row[:8]), *row[8:]) for row in found]


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
    return "AND " + " AND ".join(conditions), params


def _covered(weighed: Weighed, names: set[str], shelf: Shelf) -> dict[str, tuple[float, float]]:
    """What each name counts, and the share of it that is said, by the rarity of its words."""
    terms = sorted({term for name in names for term in name.split()})
    known = dict(rows(FREQUENCIES[shelf], [terms]))
    said: dict[str, float] = {}
    for wanted in weighed.wanted:
        for weight, alternative in wanted.alternatives:
            for term in alternative:
                said[term] = max(said.get(term, 0), min(weight, 1))
    mass = {term: rarity(known.get(term, 1), weighed.size) for term in terms}
    result = {}
    for name in names:
        of_name = set(name.split())
        whole = sum(mass[term] for term in of_name)
        have = sum(mass[term] * said[term] for term in of_name if term in said)
        if have:
            result[name] = ((have / whole) ** STEEPNESS[shelf] * have, have / whole)
    return result
