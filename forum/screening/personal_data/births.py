"""Days that tell who somebody is: of birth, and exact days in a named hospital."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

BORN = "Gives a day of birth. An age in years will do."
BORN_ABOUT = "Gives a month of birth. An age in years will do."
ADMITTED = "Names a hospital and a day. “In spring, at a university hospital” will do."

_MONTH = r"""(?:
    jan(?:uary|uar|vier|uari)?|feb(?:ruary|ruar|braio|rero|ruari)?|mar(?:ch|s|zo|co)?|mrz|marz
    |maerz|maart|apr(?:il|ile)?|abr(?:il)?|may|mai|mayo|mei|maggio|maio|maja|june?|juni|juin|junio
    |giugno|junho|july?|juli
    |juillet|julio|luglio|julho|aug(?:ust|ustus)?|aout|ago(?:sto)?|sept?(?:ember|embre|iembre)?
    |settembre|setembro|set|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro|out|nov(?:ember
    |embre|iembre|embro)?|dec(?:ember|embre)?|dez(?:ember|embro)?
    |dic(?:iembre|embre)?|gennaio|enero|janeiro|fevrier|fevereiro|avril|stycznia|lutego|marca|kwietnia|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia)"""
_YEAR = r"(?:'?(?:19|20)?\d\d)"
_DAY = rf"""(?:
    \d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?{_YEAR}(?!\d) | (?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}
    | (?:the\s)?\d{{1,2}}(?:st|nd|rd|th|er|\.|o)?\s(?:of\s|de\s|di\s)?{_MONTH}\b\.?(?:,?\s(?:de\s
    |del\s)?{_YEAR}(?!\d))?
    | {_MONTH}\b\.?\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s{_YEAR}(?!\d))?
    | \d{{1,2}}\s?[/]\s?\d{{1,2}}\s?[/]\s?\d{{2,4}} | \d{{8}}(?!\d) | \d{{1,2}}\.\s?\d{{1,2}}\.
)"""
_BIRTH = r"""(?:
    d\.?\ ?o\.?\ ?b\b\.? | date\s(?:of|o)\sbirth | birth\s?da(?:y|te)s? | b-?day | born
    | geb(?:oren|urtsdatum|urtstag)? | geburtstag(?:\sist)? | (?:ne|nee|naissance|anniversaire)
    | nacid[oa] | nacio | fecha\sde\snacimiento | cumpleanos | nacimiento | nat[oa]
    | data\sdi\snascita | compleanno | nascid[oa] | nasceu | data\sde\snascimento | aniversario
    | geboren | geboortedatum | jarig | verjaardag | urodzon[ya] | urodzil(?:a)?\ssie | ur\.
    | data\surodzenia | urodziny | fodt | fodd
)"""
_LINK = r"""
    [\s:=,-]{1,3}(?:(?:is|was|on|the|at|ist|am|den|le|du|est|el|dia|es|era|il|e|em|no|op|is\son
    |was\son|in|dnia|jest|to|a|of|[a-z]{3,12}day)[\s:,]{1,2}){0,3}"""
#: severity, why, pattern
_RULES = [
    (severity, why, compiled(pattern))
    for severity, why, pattern in [
        (Severity.HIGH, BORN, rf"\b{_BIRTH}(?:{_LINK}|\s?[(]\s?)(?P<day>{_DAY})"),
        (
            Severity.HIGH,
            BORN,
            rf"""
            (?P<day>{_DAY})\s?(?:is|ist|was)\s(?:his|her|my\s\w{{2,10}}'?s?|our\s\w{{2,10}}'?s?
            |sein|ihr)\s(?:birth\s?day|date\sof\sbirth|geburtstag)""",
        ),
        (
            Severity.HIGH,
            BORN,
            rf"""
            \b(?:turn(?:s|ed|ing)?|will\sbe|wird|wurde|cumple|cumplio|compie|faz|fez|wordt|werd
            |konczy|aura|a\seu)\s\d{{1,2}}(?:\s(?:years?(?:\sold)?|jahre(?:\salt)?|ans|anos|anni
            |jaar|lat))?\s(?:on|am|le|el|il|no\sdia|op|dnia)\s(?P<day>{_DAY})""",
        ),
        (
            Severity.HIGH,
            BORN,
            rf"""
            (?:\*|°|born:)\s?(?P<day>\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?{_YEAR}(?!\d))""",
        ),
        (
            Severity.HIGH,
            BORN,
            rf"""
            (?:wurde|ist)\sam\s(?P<day>{_DAY})\s(?:[\w,]{{1,20}}\s){{0,4}}geboren""",
        ),
        (
            Severity.RAISED,
            BORN_ABOUT,
            rf"""
            \b(?:born|geboren|nee?|nacid[oa]|nacio|nat[oa]|nascid[oa]|nasceu|urodzon[ya]
            |dob)\s(?:on\s|in\s|im\s|en\s|a\s|em\s|w\s)?(?P<day>{_MONTH}\b\.?\s(?:de\s|of\s
            |del\s)?(?:19|20)\d\d(?!\d)|(?:0?[1-9]|1[012])/(?:19|20)\d\d(?!\d))""",
        ),
    ]
]
_HOSPITAL = r"""
    (?:hospital|clinic|klinik|klinikum|universitatsklinik(?:um)?|charite|krankenhaus|hopital|chu
    |clinique|ospedale|policlinico|ziekenhuis|umc|szpital|szpitalu|infirmary|medical\scent(?:er
    |re))"""
_NAMED = rf"""
    (?:(?P<before>[^\W\d_]{{3,20}}(?:'s)?(?:\s[^\W\d_]{{2,20}}(?:'s)?){{0,3}})\s)?{_HOSPITAL}(?:\s
    (?P<after>[^\W\d_-]{{3,20}}))?"""
_ADMITTED = [
    compiled(rf"""
        (?P<all>{_NAMED}\b[^.!?\n]{{0,50}}?\b(?:on|am|le|el|il|op|dnia|dia)\s(?P<day>{_DAY}))"""),
    compiled(rf"""
        (?P<all>\b(?:on|am|le|el|il|op|dnia|dia)\s(?P<day>{_DAY})[^.!?\n]{{0,60}}?\b(?:in|at|im|a
        |au|en|al|w|all')\s?(?:the\s|der\s|el\s|l'|het\s)?{_NAMED})"""),
]


def find(text: Text) -> Iterator[Finding]:
    for severity, why, rule in _RULES:
        for found in rule.finditer(text.plain):
            yield text.finding("personal-data", severity, *found.span("day"), why)
    for rule in _ADMITTED:
        for found in rule.finditer(text.plain):
            names = [found.start(part) for part in ("before", "after") if found[part]]
            if any(text.cased[place].isupper() for place in names):
                yield text.finding("personal-data", Severity.RAISED, *found.span("all"), ADMITTED)
