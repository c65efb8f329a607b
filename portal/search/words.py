"""What somebody typed: its words, and what the operators say about them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

#: Characters; what is longer is cut, never refused. A whole message fits.
MAX_QUERY = 1_500
#: Of a long message, the first so many words are looked at.
MOST_WORDS = 200
#: Words of a query up to which quotation marks and a minus are operators. In a message they are
#: what they are in any text.
MOST_WITH_OPERATORS = 10

#: Politeness and chatter around what somebody wants to know, beside PostgreSQL's stop words.
CHATTER = frozenset(
    re.findall(
        r"\w+",
        """
    hello hi hey dear sir madam doctor doc dr thank thanks please pls plz help helps need
    needs want wanted wants would like know knows tell told anybody anyone somebody someone
    everyone question questions ask asking asked find found information info inform
    informations look looking website site page link search google read reading get getting
    got give given also really just much many lot maybe may can could should might will
    shall let say said says think thought feel anything something everything thing things
    way ways advise advice suggest suggestion suggestions regards message subject email
    reply answer respond response hope wonder wondering worried concerned possible good
    morning day best kind thing currently recently yes no ok okay sincerely appreciated
    appreciate grateful god bless mail send able sure bit try trying tried guess heard hear
    hearing see seen us im ive id my mine me mum mom mother dad father son daughter wife
    husband sister brother boy girl baby child children kid kids toddler infant year years
    yr yrs old month months week weeks ago age aged people person family friend one two ones
    """,
    )
)


@dataclass(frozen=True)
class Asked:
    """A query, taken apart."""

    text: str
    #: In quotation marks: these words, in this order.
    phrases: list[str] = field(default_factory=list)
    #: After a minus.
    excluded: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        return bool(self.phrases or self.excluded)


_OPERATORS = re.compile(r'(?P<not>(?<!\S)-(?=[\w"]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def clean_query(text: str) -> str:
    """One line without control characters (PostgreSQL refuses NUL), of bounded length."""
    text = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ue000\ue001]", " ", text)
    return " ".join(text.split())[:MAX_QUERY]


def folded(text: str) -> str:
    """Whatever its accents and capitals."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def take_apart(text: str) -> Asked:
    """The words to look for, phrases in quotation marks, and what a minus excludes."""
    if len(text.split()) > MOST_WITH_OPERATORS:
        return Asked(text)
    plain, phrases, excluded = [], [], []
    for match in _OPERATORS.finditer(text.replace("“", '"').replace("”", '"')):
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["not"]:
            excluded.append(words)
        else:
            plain.append(words)
            if match["phrase"]:
                phrases.append(words)
    return Asked(" ".join(plain), phrases, excluded)
