"""Numbers that name one person: of a record, an insurance, an identity card, an account.

Where a country's number has a check digit, it is checked, so that ordinary numbers stay alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

IDENTITY = "Contains what looks like a number of an identity card, a record or an insurance."
ACCOUNT = "Contains the number of a bank account."


def _digits(written: str) -> list[int]:
    return [int(digit) for digit in written if digit.isdecimal()]


def _nhs(written: str) -> bool:
    """United Kingdom: ten digits, modulo 11."""
    digits = _digits(written)
    rest = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return len(digits) == 10 and rest % 11 == digits[9] and len(set(digits)) > 1


def _ssn(written: str) -> bool:
    """United States: no area 000, 666 or 9xx, no group 00, no serial 0000."""
    area, group, serial = re.split(r"\D", written)
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"


def _nir(written: str) -> bool:
    """France: thirteen digits (2A, 2B in Corsica) and a key."""
    number = re.sub(r"\s", "", written).upper().replace("2A", "19").replace("2B", "18")
    return (
        len(number) == 15
        and number.isdecimal()
        and (97 - int(number[:13]) % 97 == int(number[13:]))
    )


def _dni(written: str) -> bool:
    """Spain: eight digits (or X, Y, Z and seven) and a letter."""
    number = re.sub(r"[\s.-]", "", written).upper()
    number = number.translate(str.maketrans("XYZ", "012"))[:8] + number[-1]
    return number[:8].isdecimal() and "TRWAGMYFPDXBNJZSQVHLCKE"[int(number[:8]) % 23] == number[-1]


def _pesel(written: str) -> bool:
    """Poland: a date of birth, a serial, a check digit."""
    digits = _digits(written)
    check = -sum(d * w for d, w in zip(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=False)) % 10
    month, day = (digits[2] * 10 + digits[3]) % 20, digits[4] * 10 + digits[5]
    return check == digits[10] and 1 <= month <= 12 and 1 <= day <= 31


def _steuer_id(written: str) -> bool:
    """Germany: eleven digits with a check digit; one digit comes twice or three times."""
    digits = _digits(written)
    product = 10
    for digit in digits[:10]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return digits[0] != 0 and (11 - product) % 10 == digits[10] and len(set(digits[:10])) in {8, 9}


def _cpf(written: str) -> bool:
    """Brazil: nine digits and two check digits."""
    digits = _digits(written)
    first = sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) * 10 % 11 % 10
    second = sum(d * w for d, w in zip(digits, range(11, 1, -1), strict=False)) * 10 % 11 % 10
    return len(set(digits)) > 1 and digits[9:] == [first, second]


def _iban(written: str) -> bool:
    number = re.sub(r"\s", "", written).upper()
    if not 15 <= len(number) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


#: pattern on the text in small letters, check
_CHECKED: list[tuple[re.Pattern[str], Callable[[str], bool], str]] = [
    (compiled(pattern), check, why)
    for pattern, check, why in [
        (r"(?<![\w.,+/-])\d{3}[\ -]?\d{3}[\ -]?\d{4}(?![\w-]|[.,]\d)", _nhs, IDENTITY),
        (r"(?<![\w.,+/-])\d{3}-\d{2}-\d{4}(?![\w-])", _ssn, IDENTITY),
        (
            r"""
                (?<!\w)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}
                |2[ab])\s?\d{3}\s?\d{3}\s?\d{2}(?!\w)""",
            _nir,
            IDENTITY,
        ),
        (r"(?<!\w)(?:\d{8}|\d{2}\.\d{3}\.\d{3}|[xyz][\ -]?\d{7})[\ -]?[a-z](?!\w)", _dni, IDENTITY),
        (
            r"(?<!\w)[a-z]{6}\s?\d\d[abcdehlmprst]\d\d\s?[a-z]\d{3}[a-z](?!\w)",
            lambda _: True,
            IDENTITY,
        ),
        (r"(?<![\w.,+/-])\d{11}(?![\w-]|[.,]\d)", _pesel, IDENTITY),
        (r"(?<![\w.,+/-])\d{2}\s?\d{3}\s?\d{3}\s?\d{3}(?![\w-]|[.,]\d)", _steuer_id, IDENTITY),
        (r"(?<![\w.,+/-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])", _cpf, IDENTITY),
        (r"(?<!\w)756\.\d{4}\.\d{4}\.\d{2}(?!\w)", lambda _: True, IDENTITY),  # Switzerland
        (r"(?<!\w)[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){2,7}(?:\s?[a-z0-9]{1,3})?(?!\w)", _iban, ACCOUNT),
    ]
]
_WHAT = r"""(?:
    (?:hospital|patient|medical|health|clinic|ward|case|file|chart|record|mrn|nhs|chi|hc|medicare
    |medicaid|insurance|policy|member(?:ship)?|social\ssecurity|ssn|national\s(?:insurance|id)
    |ni|passport|id|identity|identity\scard|driving\slicen[cs]e|licen[cs]e|claim|tax|ihi|ohip
    |health\scard|pps|bsn|dva)(?:'s)?(?:\s(?:card|record|file|hospital|health|insurance|id
    |policy))?
    |(?:patienten|versicherten|versicherungs|kranken(?:kassen|versicherungs|haus)
    |sozialversicherungs|rentenversicherungs|ausweis|personalausweis|reisepass|steuer|akten|fall
    |kv|svnr|mitglieds)-?(?:nummer|nr|id)?
    |(?:numero\s(?:de\s)?)?(?:securite\ssociale|secu|dossier|passeport|carte\s(?:vitale
    |d'identite)|patient)
    |(?:numero\sde\s)?(?:historia\sclinica|tarjeta\ssanitaria|seguridad\ssocial|pasaporte|dni|nie
    |nif|expediente|afiliacion)
    |(?:numero\s(?:di\s)?)?(?:tessera\ssanitaria|codice\sfiscale|cartella(?:\sclinica)?|passaporto
    |carta\sd'identita)
    |(?:numero\sd[eoa]\s)?(?:utente|cartao\s(?:sus|cidadao)|sns|cpf|rg|prontuario|passaporte|niss)
    |burgerservicenummer|bsn|patient(?:en)?nummer|polisnummer|zorgpas|paspoort|paspoortnummer|pesel|dowod(?:u)?|paszport|numer\s(?:pesel|dowodu|paszportu)|kartoteka)"""
_CONTEXT = compiled(
    rf"""
        \b{_WHAT}\b[\s.:,-]{{0,3}}(?:(?:number|num|no|nr|n|nummer|numero|numer|id
        |\#)\b[\s.:°\#]{{0,3}})?(?:(?:is|ist|est|es|e|jest|was|lautet|=|:|\#
        |o)[\s:]{{0,2}}){{0,2}}"""
    r"""
        (?P<number>(?=[a-z0-9\s./-]{0,11}\d)(?:[a-z]{0,4}[.-]?\d[\da-z]{0,14}(?:[\s./-]
        \d[\da-z]{0,8}){0,6}))(?!\w)"""
)
_NO_RECORD = compiled(r"(?:trial|study|nct|omim|orpha|icd|doi|pmid|pmc)\s?\w{0,8}[\s:.#-]{0,3}$")


def find(text: Text) -> Iterator[Finding]:
    for rule, check, why in _CHECKED:
        for found in rule.finditer(text.plain):
            if check(found[0]) and not _NO_RECORD.search(text.plain, 0, found.start()):
                yield text.finding("personal-data", Severity.HIGH, *found.span(), why)
    for found in _CONTEXT.finditer(text.plain):
        written = found["number"]
        if sum(sign.isdecimal() for sign in written) >= 4 and not _is_ordinary(written):
            yield text.finding("personal-data", Severity.HIGH, *found.span("number"), IDENTITY)


def _is_ordinary(written: str) -> bool:
    """A date, years, an amount."""
    return bool(
        re.fullmatch(
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?", written
        )
        or re.fullmatch(r"\d{1,3}(?:[.,]\d{3}){1,3}", written)
        or re.match(
            r"""
            (?:nct|omim|orpha|pmid|pmc)|(?:\w{2}\s)?1?[\s-]?8(?:00|88|77|66|08)[\s-]""",
            written,
        )
    )
