"""Ways to reach somebody: e-mail, telephone, profiles elsewhere, a place on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

EMAIL = "Contains an e-mail address. Members can answer here; nobody needs an address."
PHONE = "Contains what looks like a telephone number. Please leave it out."
PROFILE = "Leads to somebody's profile or chat elsewhere, and so to who they are."
PLACE = "Contains a place on the map. A country or a region will do."

_DOMAIN_ENDS = r"""
    (?:com|org|net|edu|gov|info|co|uk|de|ch|fr|es|it|pt|nl|be|pl|ie|eu|ca|au|br|mx|ru|dk|fi|cz|gr
    |ro|hu|io|email)"""
_PROVIDERS = (
    r"""
        (?:g\s?mail|googlemail|hot\s?mail|yahoo|outlook|icloud|gmx|web|proton(?:mail)?|aol|live
        |msn|ymail|t-online|freenet|orange|laposte|wanadoo|libero|virgilio|hotmal"""
    r"|ziggo|kpnmail|wp|onet|interia|o2|btinternet|mail|posteo|example)"
)
_EMAIL = [
    compiled(pattern)
    for pattern in (
        r"""
            (?<![\w.+-])[\w.+-]{1,64}\s{0,2}@\s{0,2}[\w-]{1,63}(?:\s{0,2}\.
            \s{0,2}[a-z0-9-]{2,24}){1,4}""",
        r"""
            (?<![\w.+-])[\w.+-]{1,64}\s{0,2}[(\[{<]\s{0,2}(?:at|@|arroba|chiocciola|arobase
            |malpa|a)\s{0,2}[)\]}>]\s{0,2}[\w-]{1,63}\s{0,2}(?:\.|[(\[{<]\s{0,2}(?:dot
            |punkt|point|punto|ponto|kropka|\.)\s{0,2}[)\]}>]|\sdot\s
            |\spunkt\s)\s{0,2}\w{2,24}""",
        rf"""
            (?<![\w.+-])(?:[\w.+-]{{1,30}}\s(?:dot|punkt|point|punto|ponto
            |kropka)\s){{0,2}}[\w.+-]{{1,64}}\s(?:at|@|arroba|chiocciola|arobase|malpa|klammeraffe
            |apenstaartje)\s[\w-]{{1,63}}\s?(?:\sdot\s|\spunkt\s|\spoint\s|\spunto\s|\sponto\s
            |\skropka\s|\spunt\s|\(dot\)|\[dot\])\s?{_DOMAIN_ENDS}\b""",
        rf"""
            (?<![\w.+-])[\w.+-]{{2,64}}\s(?:at|@|arroba|chiocciola|arobase
            |malpa)\s{_PROVIDERS}(?:\.{_DOMAIN_ENDS})?\b(?!\s(?:least|all|work))""",
        rf"(?<![\w.+-])[\w.+-]{{2,64}}@{_PROVIDERS}\b",
    )
]
_CALL = r"""(?:
    telephone|phone|call|ring|text|tel|mobile|mob|cell|cellphone|whats\s?app|viber|signal|sms
    |number|nr|handy|handynummer|telefon|telefonnummer|rufnummer|anrufen|erreichbar
    |telephone|portable|numero|appelez|joindre|telefono|movil|celular|llama(?:me|dme)?|cellulare
    |chiama(?:mi|temi)?|telefone|telemovel|ligue|contacto|zap|telefoon|mobiel|bel|nummer
    |telefon|komorka|numer|zadzwon|dzwonic|fax)"""
_PHONE = [
    compiled(pattern)
    for pattern in (
        # international: +44 7700 900123, 0049 171 ...
        r"""
            (?<![\w.+/-])(?:\+|00)[1-9]\d{0,2}[\s./()-]{0,3}(?:\(0\)[\s./-]?)?(?:
            \d[\s./()-]{0,3}){6,12}\d(?![\w%])""",
        # a trunk zero: 07700 900123, 0171/1234567, 06 12 34 56 78
        r"""
            (?<![\w.,+:/-])\(?0[1-9]\d{0,4}\)?[\s./-]{0,3}(?:\d[\s./-]{0,2}){5,8}\d(?![\w%.,]\d
            |[\w%])""",
        # North America: (555) 010-0123, 555-010-0123
        r"(?<![\w.+/-])(?:1[\s.-])?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.-])\d{3}[.\s-]\d{4}(?![\w-])",
        # Spain, Portugal, Poland: nine digits in groups
        r"(?<![\w.+/-])[56789]\d\d[\s.-]\d{3}[\s.-]\d{3}(?![\w.-])",
        # Brazil: (11) 91234-5678
        r"(?<![\w.+/-])\(?\d\d\)?\s?9\d{4}[\s-]\d{4}(?![\w-])",
        rf"""
            \b{_CALL}\b[\s.:,#]{{0,3}}(?:(?:me|us|mich|uns|is|ist|est|es|e|my|mein|on|at|unter|mi
            |mon|au|al|no|mio|meu|jest|op|under|is\snow|anytime|tonight
            |back)[\s.:]{{1,3}}){{0,3}}(?P<number>[+(]?\d(?:[\s./()-]{{0,3}}\d){{5,13}})(?![\w%])""",
    )
]
#: Lines that anybody may call, and numbers that are something else.
_PUBLIC = re.compile(
    r"(?:\d{1,3})?0?(?:800|808|844|888|877|866|900|116)\d{3,9}|11[26]\d{0,4}|999|911|988|111"
)
_NO_PHONE = compiled(
    r"""
        (?:nct|ndc|pmid|pmc|doi|omim|mim|orpha|orphanet|isbn|issn|grant|order|ref(?:erence)?|invoice
        |eudract|isrctn|nm_|np_|chr\w{0,2}:?|rs|icd|version|page|pages|kcal|catalogue
        |grid)[\s:.#/-]{0,3}(?:no\.?|number|code)?[\s:]{0,2}$"""
)
_HELPLINE = compiled(r"""
    (?:help\s?line|hot\s?line|helpline|emergency|notruf|seelsorge|poison|crisis|samaritans
    |switchboard|urgences|emergencias)[^.\n]{0,40}$""")
_AFTER_NO_PHONE = compiled(r"""
    \s?(?:cells|copies|vg|kb|bp|base|years|people|patients|mg|ml|kg|g\b|km|usd|eur|euros?|dollars
    |pounds)""")

_SITES = r"""
    (?:instagram|facebook|fb|insta|tiktok|tik\stok|twitter|snapchat|snap|telegram|skype|discord
    |kik|linkedin|youtube|threads|vk|signal|messenger|wechat|ig)"""
_PROFILES = [
    compiled(pattern)
    for pattern in (
        r"""
            (?:https?://|www\.|\b)(?:[a-z]{1,10}\.)?(?:instagram\.com|facebook\.com|fb\.com|fb\.me
            |m\.me|tiktok\.com|twitter\.com|x\.com|linkedin\.com/in|snapchat\.com|t\.me|wa\.me
            |telegram\.me|discord\.gg|vk\.com|threads\.net|youtube\.com/@
            |chat\.whatsapp\.com)/?@?[\w./?=&%-]{2,80}""",
        rf"""
            \b{_SITES}\b[\s:,]{{0,3}}(?:(?:is|at|as|handle|name|user|username|account|profile|page
            |under|unter|my|ist|:)[\s:]{{1,2}}){{0,3}}@[\w.]{{2,30}}""",
        rf"@[\w.]{{2,30}}\s(?:on|at|bei|auf|sur|en|su|no|op|na)\s{_SITES}\b",
        rf"""
            \b(?:find|add|follow|message|write|text|reach|contact|msg|folgt|findet|adde|suivez
            |sigue(?:me|nos)?|seguite(?:ci|mi)?|segue|volg)\s(?:me|us|him|her|our\s\w{{1,12}}|mir
            |uns|mich|moi|nous)?\s?(?:on|at|via|auf|bei|sur|en|su|no
            |op)\s{_SITES}\b[\s:,]{{1,3}}(?:as|under|at|als|unter
            |:)?\s?(?P<handle>@?[\w.]{{3,30}})""",
        rf"""
            \b{_SITES}\s(?:handle|name|username|id|account|benutzername|usuario|user)\s?(?:is|ist
            |es|:)\s?@?[\w.]{{3,30}}""",
        r"""
            \b(?:my|mein|meine|mon|mi|il\smio|meu|mijn)\s(?:insta|instagram|ig|snap|snapchat|skype
            |tiktok|telegram|discord)\s?(?:is|ist|est|es|e|:)\s?@?[\w.]{3,30}""",
    )
]
_MAP = [
    compiled(pattern)
    for pattern in (
        r"(?<![\d.])-?\d{1,2}\.\d{4,9}\s?°?\s?[ns]?\s?[,;/\s]\s?-?\d{1,3}\.\d{4,9}(?![\d])",
        r"""
            \d{1,2}\s?°\s?\d{1,2}\s?[']\s?(?:\d{1,2}(?:\.\d{1,4})?\s?[\"]\s?)?[ns]\b[\s,]{1,3}
            \d{1,3}\s?°\s?\d{1,2}\s?[']""",
        r"""
            (?:maps\.app\.goo\.gl|goo\.gl/maps|google\.\w{2,3}/maps|maps\.google\.\w{2,3}
            |maps\.apple\.com|openstreetmap\.org|w3w\.co|what3words\.com)[/?][\w@?=&/.,%#-]{3,120}""",
        r"///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}",
    )
]


def find(text: Text) -> Iterator[Finding]:
    for rule in _EMAIL:
        for found in rule.finditer(text.plain):
            yield text.finding("personal-data", Severity.HIGH, *found.span(), EMAIL)
    for rule in _PHONE:
        for found in rule.finditer(text.plain):
            group = "number" if "number" in rule.groupindex else 0
            if _is_phone(text, *found.span(group)):
                yield text.finding("personal-data", Severity.HIGH, *found.span(group), PHONE)
    for rule in _PROFILES:
        for found in rule.finditer(text.plain):
            yield text.finding("personal-data", Severity.RAISED, *found.span(), PROFILE)
    for rule in _MAP:
        for found in rule.finditer(text.plain):
            yield text.finding("personal-data", Severity.HIGH, *found.span(), PLACE)


def _is_phone(text: Text, start: int, end: int) -> bool:
    written = text.plain[start:end]
    digits = re.sub(r"\D", "", written)
    before = text.plain[max(0, start - 60) : start]
    return not (
        len(digits) < 6
        or len(digits) > 15
        or _PUBLIC.fullmatch(digits)
        or len(set(digits)) == 1
        or _NO_PHONE.search(before)
        or _HELPLINE.search(before)
        or _AFTER_NO_PHONE.match(text.plain, end)
        or re.fullmatch(r"(?:19|20)\d\d\s?-\s?(?:19|20)\d\d", written)  # years
        or re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d", written)  # a date
    )
