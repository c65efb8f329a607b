"""What a query asks for: each of its words, and in which other words pages may say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from portal.search import words
from portal.search.models import SearchSynonym
from portal.search.words import CHATTER, Asked

#: Letters of a word that may be misspelt. Abbreviations are too short to guess at, and no word of
#: the pages is longer.
SHORTEST, LONGEST = 4, 40
#: Share of a word's letters that may be wrong.
WRONG = 0.34
#: Languages in which families write beside English pages: their “not” is no misspelt “note”.
NEIGHBOURS = [f"portal_search_{code}" for code in ("de", "es", "fr", "it", "nl", "pt")]
#: How much a repaired word counts against what was typed; the same in other words; and in other
#: words for several, which stand in many texts, but seldom together.
REPAIRED, IN_OTHER_WORDS, FOR_SEVERAL = 0.9, 0.9, 1.3
#: Readings of one misspelt word that are looked for.
MOST_READINGS = 4
#: Words that a synonym may span.
LONGEST_SYNONYM = 7


#: Synonyms; and for the name of a condition, the term of the questions that are filed under it.
SAID_AND_MEANT = """
    SELECT said_terms, meant_terms, use FROM portal_searchsynonym WHERE said_terms = ANY(%s)
    UNION ALL
    SELECT name, '#' || object_id, 'words'
    FROM portal_searchdocument, unnest(name_terms) AS name
    WHERE kind = 'condition' AND name = ANY(%s)
"""


@dataclass
class Word:
    """One word of the query, in normal form."""

    word: str
    #: What it is in the index, by its stemmers; nothing for "the" and "of".
    terms: tuple[str, ...]
    #: The same by the English stemmer alone, by which synonyms are kept.
    english: tuple[str, ...]
    #: Curated pages that have it.
    pages: int
    #: Whether a name of a condition has it.
    named: bool


@dataclass
class Wanted:
    """Something that is asked for. One of the alternatives is enough, and counts once."""

    words: str
    #: Weight and terms.
    alternatives: list[tuple[float, tuple[str, ...]]]

    def trusted(self, share: float) -> Wanted:
        """The same, with that share of the weight of what was not typed."""
        typed, *others = self.alternatives
        return Wanted(self.words, [typed, *((share * weight, terms) for weight, terms in others)])


@dataclass
class Reading:
    asked: Asked
    wanted: list[Wanted] = field(default_factory=list)
    #: Terms in the titles of the parts that answer: "inheritance" for "runs in the family".
    parts: set[str] = field(default_factory=set)
    #: What was typed, and how the pages spell what was probably meant.
    corrections: dict[str, str] = field(default_factory=dict)

    @property
    def terms(self) -> set[str]:
        return {term for one in self.wanted for _, terms in one.alternatives for term in terms}

    @property
    def did_you_mean(self) -> str:
        """The query in the spelling of the pages; nothing where that is the same."""
        said = re.sub(
            r"\w+",
            lambda word: self.corrections.get(words.folded(word[0]), word[0]),
            self.asked.text,
        )
        return said if words.folded(said) != words.folded(self.asked.text) else ""


def rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def quoted(term: str) -> str:
    """As a word of a `tsquery`."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def read(text: str, *, without: frozenset[str] = frozenset()) -> Reading:
    """Take the query apart, repair it, and put it in other words.

    `without` switches parts off, to measure what each is worth.
    """
    reading = Reading(words.take_apart(text))
    found = _words(reading.asked.text)
    wanted = [word for word in found if word.terms and word.word not in CHATTER]
    if not wanted or "chatter" in without:
        wanted = [word for word in found if word.terms]
    repaired = {} if "repair" in without else _repaired(wanted)
    spans = {}
    if "synonyms" not in without:
        spans, reading.parts = _in_other_words(found)
    if "parts" in without:
        reading.parts = set()
    covered = {place for start, (end, _) in spans.items() for place in range(start, end)}
    for start, (end, meant) in sorted(spans.items()):
        span = found[start:end]
        own = tuple(dict.fromkeys(term for word in span for term in word.terms))
        # Who types "fits" alone does not look for what fits.
        alone = len(wanted) == 1 and not span[0].named
        weight = FOR_SEVERAL if alone or len(span) > 1 else IN_OTHER_WORDS
        reading.wanted.append(
            Wanted(
                " ".join(word.word for word in span),
                [(1.0, own), *((weight, terms) for terms in meant)],
            )
        )
    done = {found[place].word for place in covered}
    for word in wanted:
        if word.word in done:
            continue
        done.add(word.word)
        alternatives = [(1.0, word.terms)]
        if word.word in repaired:
            alternatives += repaired[word.word].alternatives
            if not _is_form_of(word, repaired[word.word]):
                reading.corrections[word.word] = repaired[word.word].words
        reading.wanted.append(Wanted(word.word, alternatives))
    _join_either(reading, found)
    return reading


def _is_form_of(word: Word, repaired: Wanted) -> bool:
    """Whether nothing was misspelt: the pages have “swallowing”, and somebody typed “swallow”."""
    return any(terms[0] in word.terms for _, terms in repaired.alternatives)


def _join_either(reading: Reading, found: list[Word]) -> None:
    """The words on both sides of an "or" are one thing that is wanted."""
    by_word = {one.words: one for one in reading.wanted}
    for before, word, after in zip(found, found[1:], found[2:], strict=False):
        first, second = by_word.get(before.word), by_word.get(after.word)
        if word.word == "or" and first and second and first is not second:
            first.alternatives += second.alternatives
            reading.wanted.remove(second)
            by_word[after.word] = first


def _words(text: str) -> list[Word]:
    """The words in their order, each with its terms in every language that a text is written in."""
    found = rows(
        """
        WITH RECURSIVE languages AS (
            (SELECT language FROM portal_searchdocument ORDER BY language LIMIT 1)
            UNION ALL
            SELECT (
                SELECT language FROM portal_searchdocument d
                WHERE d.language > languages.language ORDER BY language LIMIT 1
            ) FROM languages WHERE languages.language IS NOT NULL
        ), configs AS MATERIALIZED (
            SELECT 'portal_search'::regconfig AS config
            UNION SELECT search_config(language) FROM languages WHERE language IS NOT NULL
        )
        SELECT q.word, coalesce(w.documents, 0), coalesce(w.in_name, false), (
            SELECT array_agg(DISTINCT term)
            FROM configs, unnest(tsvector_to_array(to_tsvector(config, q.word))) AS term
        ), tsvector_to_array(to_tsvector('portal_search', q.word))
        FROM regexp_split_to_table(search_folded(%s), ' +') WITH ORDINALITY AS q (word, place)
        LEFT JOIN portal_searchword w ON w.word = q.word
        WHERE q.word <> '' ORDER BY q.place LIMIT %s
        """,
        [text, words.MOST_WORDS],
    )
    return [
        Word(word, tuple(terms or ()), tuple(english), pages, named)
        for word, pages, named, terms, english in found
    ]


def _repaired(wanted: list[Word]) -> dict[str, Wanted]:
    """Words that the curated pages do not know, as those pages may spell what was meant."""
    unknown = {
        word.word
        for word in wanted
        if not word.pages
        and SHORTEST <= len(word.word) <= LONGEST
        and not re.search(r"\d", word.word)
    }
    if not unknown:
        return {}
    found = rows(
        """
        SELECT q.word, known.word, known.term,
            1 - known.wrong::float / length(q.word) + 0.08 * known.sounds::integer
            + 0.06 * (left(known.word, 1) = left(q.word, 1))::integer
            + 0.08 * known.in_name::integer AS close
        FROM unnest(%s) AS q (word) CROSS JOIN LATERAL (
            SELECT w.word, w.term, w.in_name, w.documents,
                CASE WHEN starts_with(w.word, q.word) THEN 1 ELSE levenshtein(w.word, q.word)
                END AS wrong,
                w.sound = dmetaphone(q.word) AS sounds
            FROM portal_searchword w
            WHERE w.word %% q.word OR w.word LIKE q.word || '%%'
            ORDER BY similarity(w.word, q.word) DESC LIMIT 25
        ) known
        WHERE known.wrong <= %s * length(q.word) AND NOT EXISTS (
            SELECT FROM unnest(%s::regconfig[]) AS config
            WHERE to_tsvector(config, q.word) = ''
        )
        ORDER BY q.word, close DESC, known.documents DESC
        """,
        [sorted(unknown), WRONG, NEIGHBOURS],
    )
    by_word: dict[str, list[tuple[str, str, float]]] = {}
    for typed, word, term, close in found:
        by_word.setdefault(typed, []).append((word, term, close))
    result = {}
    for typed, readings in by_word.items():
        best = readings[0][2]
        near = [row for row in readings[:MOST_READINGS] if row[2] > best - 0.15]
        weights = [(REPAIRED * (close / best) ** 3, (term,)) for _, term, close in near]
        result[typed] = Wanted(readings[0][0], weights)
    return result


def _in_other_words(
    found: list[Word],
) -> tuple[dict[int, tuple[int, list[tuple[str, ...]]]], set[str]]:
    """Spans of words with a synonym, the longest first, in any order of their words.

    And the terms of parts that are asked for.
    """
    keys: dict[str, list[tuple[int, int]]] = {}
    for start, first in enumerate(found):
        if not first.english:
            continue
        seen: set[str] = set()
        for end in range(start + 1, min(start + LONGEST_SYNONYM, len(found)) + 1):
            if not seen.issuperset(found[end - 1].english):
                seen |= set(found[end - 1].english)
                keys.setdefault(" ".join(sorted(seen)), []).append((start, end))
    if not keys:
        return {}, set()
    parts: set[str] = set()
    by_span: dict[tuple[int, int], list[tuple[str, ...]]] = {}
    for said, meant, use in rows(SAID_AND_MEANT, [list(keys)] * 2):
        if use == SearchSynonym.Use.PART:
            parts |= set(meant.split())
            continue
        for span in keys[said]:
            by_span.setdefault(span, []).append(tuple(meant.split()))
    taken: set[int] = set()
    result = {}
    for start, end in sorted(by_span, key=lambda span: (span[0] - span[1], span)):
        if taken.isdisjoint(range(start, end)):
            taken |= set(range(start, end))
            result[start] = (end, by_span[start, end])
    return result, parts
