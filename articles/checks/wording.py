"""Wordings that mislead: adverts, false hope, absolute claims, all diseases of a group as one.

The lexicons are English, and so are the texts that are held against them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from articles.checks import lexicons
from articles.checks.findings import Finding, Severity
from articles.checks.text import Passage, Sentence, Sort, Text

#: Of each code; the last one says how many more there are.
MOST_SHOWN = 10
#: Words. The NHS asks for 20; a warning is for what nobody can follow.
LONG_SENTENCE = 30

#: A sentence without a word of three letters or a price says nothing.
SAYS = re.compile(r"[^\W\d_]{3}|[$€£]")

Hits = Iterator[str]


def check(text: Text) -> Iterator[Finding]:
    if not text.language.startswith("en"):
        return
    found: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    looked_at: dict[tuple[str, str, bool, Sort], dict[str, str]] = {}
    for sentence in text.sentences:
        if not SAYS.search(sentence.words):
            continue
        # What stands there a thousand times is looked at once.
        known = (sentence.words, sentence.own_words, sentence.cites, sentence.passage.sort)
        if known not in looked_at:
            looked_at[known] = _quotes(sentence)
        for code, quote in looked_at[known].items():
            found[code].append((quote, sentence.passage))
    for code, places in found.items():
        if code != "STATUS-PROSE" or text.kind in {"treatment", "research"}:
            yield from _findings(code, WORDINGS[code][1], places)
    yield from _repeated(text)
    yield from _long_sentences(text)


def _quotes(sentence: Sentence) -> dict[str, str]:
    """By code: the first words in question."""
    quotes = {code: next(look(sentence), "") for code, (look, _) in WORDINGS.items()}
    return {code: quote for code, quote in quotes.items() if quote}


def _findings(code: str, message: str, places: list[tuple[str, Passage]]) -> Iterator[Finding]:
    for number, (quote, passage) in enumerate(places[:MOST_SHOWN], start=1):
        more = len(places) - MOST_SHOWN if number == MOST_SHOWN else 0
        also = f" The same in {more} more place{'s' if more > 1 else ''}." if more > 0 else ""
        yield Finding(
            code, Severity.WARNS, passage.where, message + also, quote[:200], passage.line
        )


def _advert(sentence: Sentence) -> Hits:
    asks = sentence.asks and lexicons.ASKS.match(sentence.words)
    if not asks and not lexicons.WARNS_OF_ADVERTS.search(sentence.words):
        yield from _words(lexicons.ADVERT, sentence.own_words)
        yield from _words(lexicons.ORDERS, sentence.own_words)
        yield from _words(lexicons.TESTIMONIAL, sentence.words)
        yield from _words(lexicons.PRICE, sentence.own_words)


def _hype(sentence: Sentence) -> Hits:
    for match in lexicons.HYPE.finditer(sentence.own_words):
        if not sentence.asks and not _denied(sentence.own_words, match):
            yield match[0]


def _stigma(sentence: Sentence) -> Hits:
    yield from _words(lexicons.STIGMA, sentence.own_words)


def _absolute(sentence: Sentence) -> Hits:
    words = sentence.own_words
    if sentence.asks:
        return
    for match in lexicons.ABSOLUTE.finditer(words):
        advice = match[0].lower() in {"always", "never"} and (
            lexicons.LIMITED.search(words, max(0, match.start() - 40), match.start())
            or any(
                advice.start() <= match.start() < advice.end()
                for advice in lexicons.ADVICE.finditer(words)
            )
        )
        if not advice and not _denied(words, match):
            yield match[0]
    for match in lexicons.FORECAST.finditer(words):
        if not lexicons.HEDGED.search(words, max(0, match.start() - 40), match.start()):
            yield match[0]
    for match in lexicons.CURE.finditer(words):
        if not _denied(words, match) and not lexicons.DENIED_AFTER.match(words, match.end()):
            yield match[0]


def _generalises(sentence: Sentence) -> Hits:
    words = sentence.own_words
    if sentence.asks:
        return
    for subject in lexicons.GROUPS:
        for match in subject.finditer(words):
            end = match.end("group")
            verb = lexicons.GROUP_VERB.match(words, end)
            differs = verb and lexicons.DIFFERS.search(words, end)
            if differs and not _hedged(words, match.start(), differs.end()):
                yield words[match.start("group") : differs.end()]
    for match in lexicons.GROUP_PROPERTY.finditer(words):
        said = lexicons.PROPERTY_VERB.match(words, match.end())
        if said and not _hedged(words, match.start(), said.end()):
            yield words[match.start() : said.end()]
    for pattern in (lexicons.WHO_GETS, lexicons.TREATED_BY):
        for match in pattern.finditer(words):
            if not _hedged(words, match.start(), match.end()):
                yield match[0]


def _hedged(words: str, start: int, end: int) -> bool:
    """Whether something limits what is said there, or the few words before it in its clause."""
    begin = max(start - 40, words.rfind(",", 0, start), 0)
    return bool(lexicons.HEDGED.search(words, begin, end))


def _undated(sentence: Sentence) -> Hits:
    if not sentence.asks and not lexicons.DATED.search(sentence.words):
        yield from _words(lexicons.UNDATED, sentence.own_words)


def _no_number(sentence: Sentence) -> Hits:
    words = sentence.own_words
    states = not sentence.asks and not lexicons.NO_RESULT.search(words)
    if states and sentence.passage.sort is not Sort.HEADING and not lexicons.NUMBER.search(words):
        yield from _words(lexicons.VAGUE, words)
        if not sentence.cites:
            yield from _words(lexicons.VAGUE_UNCITED, words)


def _status(sentence: Sentence) -> Hits:
    if not sentence.asks:
        yield from _words(lexicons.STATUS, sentence.words)


def _leftover(sentence: Sentence) -> Hits:
    yield from _words(lexicons.LEFTOVER, sentence.words)


def _words(pattern: re.Pattern[str], words: str) -> Hits:
    return (match[0] for match in pattern.finditer(words))


def _denied(words: str, match: re.Match[str]) -> bool:
    """Whether the few words before take it back: “there is no cure”, “does not always”."""
    clause = re.split(r"[;:]", words[max(0, match.start() - 50) : match.start()])[-1]
    return bool(lexicons.DENIES.search(clause))


ADVERT = (
    "This reads like an advertisement: an invitation to come, book or pay, or praise by patients. "
    "Delete it, or say neutrally what is offered by whom, with a source."
)
HYPE = (
    "This raises hope without saying for whom and how much. Say what was measured, in how many "
    "people, and what it means for them, with a source."
)
STIGMA = (
    "Families may be hurt by this wording. Name the person first: “a child who has …”, “uses a "
    "wheelchair”, “died of …”. What somebody said stays as it is, between quotation marks."
)
ABSOLUTE = (
    "Hardly anything is so for everybody. Say for whom and how often it is so (“in 7 of 20 boys”), "
    "or soften it, or say what is not known."
)
GROUP = (
    "This says of all these diseases what holds for some: inheritance, onset, cause, course and "
    "treatment differ among them. Name the disease, or write “some” or “most” with a source."
)
UNDATED = (
    "Nobody will know on which day this was true. Give the year (“in 2024”, “as of November "
    "2026”) in the same sentence, or leave the word out."
)
NO_NUMBER = (
    "An effect without a number can mean anything. Give the number and of how many people, or "
    "write that there is no reliable number."
)
STATUS = (
    "An approval that is typed into the text goes out of date without anybody noticing. Enter it "
    "under Treatment statuses, link the treatment to this article, and delete it here."
)
LEFTOVER = "This seems to be left over from a web page or a template. Delete it."
#: By code: who looks for it, and what to do about it.
WORDINGS: dict[str, tuple[Callable[[Sentence], Hits], str]] = {
    "ADVERT-PHRASE": (_advert, ADVERT),
    "HYPE": (_hype, HYPE),
    "STIGMA": (_stigma, STIGMA),
    "ABSOLUTE": (_absolute, ABSOLUTE),
    "GROUP-GENERALISE": (_generalises, GROUP),
    "UNDATED-RECENT": (_undated, UNDATED),
    "NO-NUMBER": (_no_number, NO_NUMBER),
    "STATUS-PROSE": (_status, STATUS),
    "LEFTOVER": (_leftover, LEFTOVER),
}


def _repeated(text: Text) -> Iterator[Finding]:
    """Paragraphs that stand there twice, as after pasting twice."""
    seen: dict[str, Passage] = {}
    repeated = []
    for passage in text.passages:
        if len(passage.words) < 40 or passage.sort in {Sort.SUMMARY, Sort.HEADING, Sort.ROW}:
            continue
        if passage.words in seen:
            repeated.append((passage.words[:80], passage))
        seen[passage.words] = passage
    yield from _findings(
        "REPEATED", "This paragraph stands in the text twice. Delete one of them.", repeated
    )


def _long_sentences(text: Text) -> Iterator[Finding]:
    """One finding for all of them: how a text reads is advice, and never stops it."""
    long = [s for s in text.sentences if len(s.words.split()) > LONG_SENTENCE]
    if long:
        begin = " / ".join(f"{' '.join(s.words.split()[:6])[:80]} …" for s in long[:5])
        count = f"{len(long)} sentences have" if len(long) > 1 else "One sentence has"
        yield Finding(
            "LONG-SENTENCE",
            Severity.WARNS,
            long[0].passage.where,
            f"{count} more than {LONG_SENTENCE} words. Many of our readers are tired, frightened "
            f"or new to English: split them if you can.",
            begin,
            long[0].passage.line,
        )
