"""In which language a text is, by its smallest words; nothing where that is not sure."""

from __future__ import annotations

from forum.screening.text import Text

#: Words without accents that hardly any other of these languages has.
SMALL = {
    "en": "the and of is with for that my our we have was what are",
    "de": "der das und ist nicht mit wir unser mein ein eine haben fur auf",
    "fr": "le les des est et avec nous notre mon pas une dans pour qui",
    "es": "el los es y con nosotros nuestro mi una pero para por que muy",
    "it": "il gli e con noi nostro mio una non per che della sono anche",
    "nl": "het een en is niet met wij onze mijn van voor dat zijn",
    "pt": "o os e com nos nosso meu uma nao para que muito foi dos",
    "pl": "i w na nie jest z moj nasz ze sie do to jak dla",
}
_WORDS = {code: frozenset(words.split()) for code, words in SMALL.items()}
#: Of the words of a text, how many must be small ones, and how many more than of the next language.
LEAST, AHEAD = 3, 2


def language_of(text: Text) -> str:
    """The code of the language, or nothing."""
    words = text.plain.split()
    counts = sorted(
        ((sum(word in small for word in words), code) for code, small in _WORDS.items()),
        reverse=True,
    )
    (most, code), (next_most, _) = counts[:2]
    return code if most >= LEAST and most >= next_most + AHEAD else ""
