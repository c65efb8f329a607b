"""Names of children and relatives: what stands where people say a name.

Structure tells more than a list of names: "my son …", "called …", "mum of …". What follows is
taken for a name when it has a capital, or when the words after it say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.personal_data.not_names import may_be_a_name
from forum.screening.text import Text, compiled

CHILD = "May give a child's name. “My son” or “my daughter”, an age and a country will do."
RELATIVE = "May give a relative's name. “My husband” or “my sister” will do."
AUTHOR = "May give your own name. Your name here protects your child as well."
OTHER = "May give somebody's full name. “A teacher” or “a friend” will do."

_NAME = r"(?P<name>[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){1,19})(?![\w@])"

_CHILDREN = r"""(?:
    son|daughter|boy|girl|child|kid|kiddo|baby|toddler|newborn|brother|sister|bro|sis|sibling
    |sons|daughters|boys|girls|kids|children|brothers|sisters|sohne|tochter|kinder|enfants
    |fil(?:s|les)|hij[oa]s|figli|bambin[ei]|filh[oa]s|zonen|dochters|synowie|corki|dzieci
    |twins?|nephew|niece
    |(?:grand|step|god|foster)[ -]?(?:son|daughter|child|baby)|cousin|(?:little|wee|young|youngest
    |oldest|eldest|older|younger)\ (?:one|man|lady|guy)
    |(?:ur)?enkel(?:in|kind|sohn|tochter)?|sohn(?:es|chen|emann)?|tochter(?:chen|lein)?
    |kind(?:es)?|jungen?|bub(?:en)?|madchens?|maedchens?
    |bruders?|schwester(?:chen)?|neffen?|nichte|kleine[rn]?|grosse[rn]?|mauschen|maus|zwillinge?
    |fils|fille|enfant|bebe|garcon|frere|soeur|neveu|petite?(?:[ -]fils|[ -]fille)?|jumeaux?
    |jumelles?|loulou|puce|cousine|aine|ainee|cadet|cadette
    |hij[oa]|ni[nñ][oa]|herman[oa]|hermanit[oa]|sobrin[oa]|niet[oa]|peque(?:n[oa])?|hijit[oa]
    |gemel[oa]s?|mellizos?
    |figli[oa]|bambin[oa]|bimb[oa]|fratello|sorella|fratellino|sorellina|nipote|nipotin[oa]
    |piccol[oa]|cuccio(?:la|lo)|gemell[oiae]
    |filh(?:o|a|inho|inha)|menin[oa]|irm(?:ao|a|aozinho|azinha)|sobrinh[oa]|net(?:o|a|inho|inha)
    |garot[oa]|cacula|gemeos?
    |zoon(?:tje)?|dochter(?:tje)?|jongen|jongetje|meisje|broer(?:tje)?|zus(?:je)?|neefje|nichtje
    |kindje|klein(?:zoon|dochter|kind)|kleintje|tweeling
    |syn(?:a|ek|ka|kowi|owi|em|kiem|us|usia)?|cor(?:ka|ke|ki|ce|ka|eczka|eczke|eczki|cia|cie)
    |dzieck[oa]|brat(?:a|em)?|siostr(?:a|e|y|zyczka)|synowie
    |dotter|dotra|barn|datter|pojke|flicka|dcer[ay]|fiul|fiica|baiatul|oglum|kizim|poika|tytar
)"""
_ADULTS = r"""(?:
    husband|wife|partner|mum|mom|mother|mama|dad|father|grandmother|grandfather|grandma|grandpa
    |gran|aunt|uncle|fianc[e]{1,2}|hubby|ex
    |mann|ehemann|frau|ehefrau|mutter|vater|oma|opa|tante|onkel|lebensgefahrt(?:e|in)
    |mari|femme|mere|pere|maman|papa|compagnon|compagne|conjointe?
    |marido|mujer|espos[oa]|madre|padre|pareja|abuel[oa]|ti[oa]
    |marito|moglie|mamma|compagn[oa]|nonn[oa]
    |mae|pai|companheir[oa]|avo|vrouw|moeder|vader|vriendin|maz|zona|mama|tata|babcia
)"""
_OWN = r"""(?:
    my|our|her|his|their|your|mein(?:e[rnms]?)?|unser(?:e[rnms]?)?|dein(?:e[rn]?)?|ihr(?:e[rnm]?)?
    |sein(?:e[rnm]?)?|mon|ma|notre|nos|votre|ton|ta|sa
    |mi|mis|nuestr[oa]|tu|su|mi[oa]|nostr[oa]|suo|sua|meu|minha|nosso|nossa|teu|tua|seu|mijn|onze?
    |ons|jouw|m'n|jullie|haar|zijn
    |moj|moja|moje|mojego|mojej|mojemu|nasz|nasza|nasze|naszego|naszej|min|mitt|var|muj|moje
    |moj[ei]|nase
)"""
_BETWEEN = r"""(?:(?:
    little|baby|big|older|younger|elder|eldest|oldest|youngest|only|dear|darling|beautiful|sweet
    |poor|lovely|gorgeous|brave|precious|twin|first|second
    |middle|late|amazing|wonderful|beloved|then|own|teenage|adult|adopted|disabled
    |\d{1,2}[ -]?(?:year|yr|month|week|y)s?[ -]?(?:old|o)?|\d{1,2}
    |kleine[rnms]?|grosse[rnms]?|jungste[rn]?|alteste[rn]?|suss?e[rn]?|liebe[rn]?|lieber
    |geliebte[rn]?|\d{1,2}[ -]?jahrige[rn]?|altere[rn]?|jungere[rn]?
    |petite?|grande?|jeune|cher|chere|querid[oa]|pequen[oa]|unic[oa]|amad[oa]|dulce|mayor|menor
    |piccol[oa]|car[oa]|bell[oa]|tesor[oa]
    |kleine|lieve|jongste|oudste|mooie|male[jg]?[o]?|kochan[aye](?:go|j)?|mlodsz[aye]|starsz[aye]
    |\w{1,12}-year-old
)[ ,]{1,2}){0,3}"""
_CALLED = r"""(?:
    (?:(?:is|was|who\ is|who's|we)\ )?(?:called|named|nicknamed)|(?:'s)?\ ?name(?:'s|\ is|\ was)
    |whose\ name\ is|goes\ by(?:\ the\ name(?:\ of)?)?
    |(?:der|die|das|er|sie)?\ ?heisst|heissen|namens|genannt|mit\ namen
    |(?:qui\ )?s'appel(?:le|ait|lait)|appelee?|nommee?|prenommee?|dont\ le\ prenom\ est
    |(?:que\ )?se\ llama(?:ba)?|llamad[oa]|de\ nombre|(?:che\ )?si\ chiama(?:va)?|chiamat[oa]
    |di\ nome
    |(?:que\ )?se\ chama(?:va)?|chamad[oa]|(?:die\ )?heet|genaamd|(?:o\ |ma\ na\ )imie(?:niu)?
    |imieniem|nazywa\ sie
    |heter|hedder
)"""
#: What follows a name and hardly ever another word there.
_AFTER = r"""(?=
    \s?[,(]\s?(?:who|he|she|is|was|has|had|aged?|now|our|my|her|his|and|der|die|qui|que|che|die|\d
    |\w{1,12}\s)
    |\s?[,(]?\s?\d{1,2}\b
    |\s?[,;]\s
    |\s?[.!?)\n]|\s?$
    |(?:'s)?\s(?:is|was|has|had|and|who|will|can|cant|can't|cannot|wont|loves|loved|likes|got|gets
    |started|needs|turned|turns|goes|went|died|passed|just|\&|does|doesn't|doesnt
    |ist|hat|hatte|wird|wurde|war|kann|und|geht|bekam|bekommt|kommt|braucht|liegt|schlaft
    |est|a|va|et|etait|avait|peut|fait|marche|vient
    |es|esta|tiene|tenia|fue|y|va|puede|nacio|ha|e|era|aveva|puo|compie|foi|tem|tinha|pode|vai
    |nasceu|faz
    |heeft|had|werd|kan|en|gaat|ma|jest|mial|miala|i|moze|chodzi|urodzil|urodzila|ar)\b
)"""

_LED = _OWN + r"\s{1,3}" + _BETWEEN
#: "my son called Jonas", "our little girl, her name is Emma": any word there is a name.
_TOLD = compiled(
    rf"""
        \b(?:{_LED}(?P<adult>{_ADULTS})|(?:{_LED}|(?:an?|the|this|eine?n?|une?|un[oa]?|um|een|boy
        |girl)\s{{1,3}}{_BETWEEN}){_CHILDREN})"""
    rf"""
        (?:'?s)?\b[\s,:(-]{{0,3}}(?:who\s|whose\s|(?:and\s)?(?:his|her|their|sein|ihr|son|su|suo
        |seu)\s(?:first\s)?)?{_CALLED}[\s:,'\"-]{{1,3}}(?:is\s)?{_NAME}"""
)
#: "my son Jonas is four", "unsere Tochter Emma (5)".
_BESIDE = compiled(
    rf"""
        (?P<lead>\b[^\W\d_]{{1,14}}\s)?(?<![\w']){_LED}(?:(?P<adult>{_ADULTS})
        |{_CHILDREN})\b(?P<gap>(?:\s{{0,2}}[,:(-]\s{{0,2}}
        |\s{{1,2}})['\"]?(?:(?:little|baby|sweet|kleine[rn]?|petite?)\s)?){_NAME}(?P<after>{_AFTER})?"""
)
#: "her name is Emma", "il s'appelle Léo": about a person, unless the words before say otherwise.
_NAMED = compiled(
    rf"""\b(?:(?:his|her|child's|son's|daughter's|baby's|boy's|girl's|kid's|their)\s(?:first\s|full\s|real\s)?names?(?:'s|\sis|\swas|\sare|:)
    |(?:he|she)(?:'s|\sis|\swas)?\s(?:called|named)|we\s(?:called|named)\s(?:him|her|the\sbaby)
    |(?:sein|ihr|unser|des\skindes)\s(?:vor)?name\s(?:ist|war|lautet)|(?:er|sie)\sheisst|(?:sein
    |ihr)\sname:
    |son\s(?:pre)?nom\s(?:est|c'est)|(?:il|elle)\ss'appelle|(?:su|o|seu)\snombre\ses|(?:el|ella
    |nin[oa]|peque)\s(?:que\s)?se\sllama
    |(?:suo|il\ssuo)\snome\se|(?:lui|lei)\ssi\schiama|(?:o|seu)\snome\s(?:dele|dela)\se
    |seu\snome\se|(?:ele|ela)\s(?:se\s)?chama(?:-se)?
    |(?:zijn|haar)\snaam\sis|(?:hij|zij|ze)\sheet|(?:jego|jej)\simie\sto|(?:on
    |ona)?\s?ma\sna\simie|\bna\simie\sma)
    [\s:,'"-]{{1,3}}{_NAME}"""
)
#: The words before "se llama …" that make it an illness, a medicine, a place.
_THING = compiled(
    r"""\b(?:disease|illness|condition|disorder|syndrome|drug|medicine|treatment|therapy|gene|trial|study|hospital|clinic|doctor|dog|cat|app|book|film|krankheit|gen|medikament|klinik|hund|katze
    |maladie|medicament|traitement|gene|hopital|chien|chat|enfermedad|medicamento|tratamiento|gen
    |hospital|perr[oa]|malattia|farmaco|cura|cane|gatto|doenca|remedio|cachorr[oa]|ziekte|medicijn
    |hond|choroba|lek|pies|kot|what|wie|comment|como|come|hoe|jak)\b"""
)
#: "mum of Leo and Mia", "Emma's mum", "Leo (4, MLD)", "Felix is my son", "Felix is 4 years old".
_CAPITAL = [
    compiled(pattern)
    for pattern in (
        rf"""\b(?:mum|mom|mummy|mommy|mama|mother|dad|daddy|father|papa|parents?|grandma|carer|mami|mutter|vater|maman|mere|pere|madre|padre|mamma|mae|pai|moeder|mamma)
        \s(?:of|to|von|vom|de|d'|di|da|do|van)\s(?:(?:little|baby|my|our|beautiful|kleinen?|petite?)\s)?{_NAME}""",
        r"""
            (?<![\w'])(?P<name>[^\W\d_]{2,20})'s\s(?:mum|mom|mummy|mommy|dad|daddy|mother|father
            |grandma|nana|diagnosis|birthday|funeral|school|class|story|journey|transplant)\b""",
        r"""
            (?<![\w'])(?P<name>[^\W\d_]{2,20})\s?\((?:age\s|aged\s)?\d{1,2}(?:\s?(?:years?
            |yrs?|yo|y|months?|mths?|m|j|jahre|monate|ans|mois|anos|meses|anni|mesi|jaar|lat
            |lata)\b|\s?,)""",
        r"""
            (?<![\w'])(?P<name>[^\W\d_]{2,20}),?\s(?:is|was|who\sis|now|ist|a|tiene|ha|tem|is
            |ma)?\s?\d{1,2}\s?(?:years?\sold|yrs?\sold|yo\b|y/o|months?\sold|jahre\salt|ans\b
            |anos\b|anni\b|jaar\b|lat\b|lata\b|latka\b|today\b)""",
        rf"""
            (?<![\w'])(?P<name>[^\W\d_]{{2,20}})(?:,[ ]|[ ](?:is|was|ist|est|es|e|jest)[ ])(?:my
            |our|mein|unser|meine|unsere|mon|ma|notre|mi|nuestr[oa]|mio|mia|nostr[oa]|meu|minha
            |mijn|onze|moj|moja|nasz|nasza)\s{_BETWEEN}{_CHILDREN}\b""",
        r"""
            (?<![\w'])(?P<name>[^\W\d_]{2,20})\s(?:was\s(?:born|christened)
            |got\shis\s(?:diagnosis|wings)|got\sher\s(?:diagnosis|wings)
            |has\sjust\sbeen\sdiagnosed\swith|wurde\s(?:am\s|im\s)?geboren|est\snee?\b|nacio
            |e\snat[oa]\b|nasceu|is\sgeboren|urodzil[a]?\ssie)""",
        rf"""
            \b(?:happy\s(?:\d{{1,2}}(?:st|nd|rd|th)\s)?birthday|r\.?i\.?p\.?|rest\sin\speace
            |in\s(?:loving\s)?memory\sof|pray\s(?:for|4)|prayers\sfor|meet|unser(?:e
            |en)?\s(?:kleine[rn]?|susse[rn]?)|notre\spetite?|our\s(?:little|sweet|dear|darling
            |baby|brave))\s(?:dear\s|baby\s|little\s|sweet\s|beautiful\s|our\s|my\s){{0,2}}{_NAME}""",
        rf"\b(?:he|she)(?:'s|\sis)\s{_NAME}\s(?:and|,)\s(?:he|she)\b",
    )
]
#: "my name is Anna Berger", "I'm Anna Berger", "ich heisse …".
_SELF = compiled(
    rf"""\b(?P<said>my\s(?:full\s|real\s)?name(?:'s|\sis)|mein\sname\sist|ich\sheisse|je\sm'appelle|mon\snom\sest|me\sllamo|mi\snombre\ses|mi\schiamo|il\smio\snome\se|meu\snome\se
    |(?:eu\s)?me\schamo|mijn\snaam\sis|ik\sheet|nazywam\ssie|mam\sna\simie|i'm|i\sam|ich\sbin
    |je\ssuis|soy|sono|sou|ik\sben|jestem)\s
    {_NAME}(?:\s(?P<family>[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){{1,24}}))?"""
)
#: A full name under the text, with or without a greeting above it.
_SIGNED = compiled(
    r"""(?:\b(?:regards|thanks|thank\syou|thank\syou\sall|love|wishes|sincerely|yours|greetings|cheers|blessings|hugs|xx|lg|vg|mfg|grusse|gruss|grussen|dank|danke|cordialement|bises|bisous|amities|merci|saludos
    |abrazos?|atentamente|gracias|saluti|grazie|abbraccio|abracos?|atenciosamente|obrigad[oa]
    |groet(?:en|jes)?|groet|bedankt|pozdrawiam|dziekuje|cordially|warmly|signed|from)
    [\s,.!:;-]{1,4}(?:from\s|von\s|de\s)?|\n\s{0,3}[-~*]{0,2}\s?(?=[^\n]{5,50}\s{0,3}\Z))
    (?P<name>[^\W\d_]{2,20}(?:[ -][^\W\d_]\.?)?\s(?:(?:van|von|de|der|den|da|di|del
    |la)\s){0,2}(?P<family>[^\W\d_](?:[^\W\d_]|['-]){1,24}))
    [ .]{0,2}(?=\n|$|,\s(?:mum|mom|mother|dad|father|mama|mutter|maman|madre|from)|\s\()"""
)
#: "Mrs Hoffmann", "teacher Anna Berger". Doctors are named in public and are left alone.
_OTHERS = compiled(
    r"""\b(?:mrs|mr|ms|miss|herrn?|frau|mme|mlle|monsieur|madame|sra|senora|signora|signor|dona|mevrouw|meneer|pani|pan)\.?\s(?P<name>[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){2,24}(?:\s[^\W\d_]{3,24})?)
    |\b(?:teacher|neighbou?r|classmate|friend|carer|nurse|nanny|aide|lehrerin|lehrer|nachbarin|nachbar|erzieherin|pflegerin|freundin|maitresse|voisine?|maestra|vecin[oa]|professora)\s(?P<full>[^\W\d_]{3,20}\s[^\W\d_]{3,24})\b"""
)
#: What stands after "my son Jonas", in the writing with capitals.
_FAMILY = re.compile(
    r" (?:(?:van|von|de|der|den|da|di|del|la|le) ){0,2}"
    r"(?P<name>(?=[A-Z])[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){1,24})(?!\w|[ -]\d)"
)
#: Giving something to "my son": what follows is the thing given.
_GIVING_WORDS = """
    give gave gives giving given get got take taking takes took put feed fed feeding bring buy
    bought make made makes teach
    show tell told send sent read gib geben gebe gaben gibt gab donne donner donnez dar dio
    doy dare dato geef geven dass weil wenn ob obwohl
    nachdem bevor hat hatte bekommt nimmt braucht haben als damit seit da habe kann wird soll
    muss hatten que podamy
"""
_GIVING = frozenset(_GIVING_WORDS.split())


def find(text: Text) -> Iterator[Finding]:
    """The surest first; what is said of one place once is not said again."""
    seen: list[tuple[int, int]] = []
    for severity, why, start, end in _all(text):
        if not any(start < other_end and other_start < end for other_start, other_end in seen):
            end = _with_family_name(text, start, end)
            seen.append((start, end))
            yield text.finding("personal-data", severity, start, end, why)


def _with_family_name(text: Text, start: int, end: int) -> int:
    """Where the name ends, with what follows a first name: a family's name tells the most."""
    family = _FAMILY.match(text.cased, end)
    if not family or not _has_capital(text, start) or not _is_name(text, family, "name"):
        return end
    return family.end("name")


def _all(text: Text) -> Iterator[tuple[Severity, str, int, int]]:
    for found in _TOLD.finditer(text.plain):
        if _is_name(text, found, "name"):
            yield _relative(found)
    for found in _NAMED.finditer(text.plain):
        before = text.plain[max(0, found.start() - 40) : found.start() + 12]
        if _is_name(text, found, "name") and not _THING.search(before):
            yield Severity.HIGH, CHILD, *found.span("name")
    for found in _BESIDE.finditer(text.plain):
        if _stands_beside(text, found):
            yield _relative(found)
    for rule in _CAPITAL:
        for found in rule.finditer(text.plain):
            begins = found.start("name") == 0 or text.plain[found.start("name") - 1] == "\n"
            capital = _has_capital(text, found.start("name")) or (
                begins and found[0].endswith((" old", " today"))
            )
            if capital and _is_name(text, found, "name"):
                yield Severity.HIGH, CHILD, *found.span("name")
    yield from _people(text)


def _people(text: Text) -> Iterator[tuple[Severity, str, int, int]]:
    for found in _SELF.finditer(text.plain):
        if not _is_name(text, found, "name"):
            continue
        both = found["family"] and _is_name(text, found, "family")
        capitals = _has_capital(text, found.start("name")) and (
            both and _has_capital(text, found.start("family"))
        )
        if found["said"] in _TO_BE:
            if capitals:
                yield Severity.RAISED, AUTHOR, found.start("name"), found.end("family")
        else:
            yield Severity.RAISED, AUTHOR, *found.span("name")
    for found in _SIGNED.finditer(text.plain):
        words = found["name"].split()
        if (
            _has_capital(text, found.start("name"))
            and _has_capital(text, found.start("family"))
            and all(may_be_a_name(word, capital=True) for word in words if len(word) > 2)
        ):
            yield Severity.RAISED, AUTHOR, *found.span("name")
    for found in _OTHERS.finditer(text.plain):
        group = "name" if found["name"] else "full"
        words = found[group].split()
        place = found.start(group)
        title = text.cased[found.start() : place].strip(" .")
        if (
            _has_capital(text, place)
            and not title.isupper()  # MS is an illness
            and may_be_a_name(words[0], capital=True)
            and (group == "name" or _has_capital(text, place + len(words[0]) + 1))
        ):
            yield Severity.RAISED, OTHER, *found.span(group)


_TO_BE = {"i'm", "i am", "ich bin", "je suis", "soy", "sono", "sou", "ik ben", "jestem"}


def _relative(found: re.Match[str]) -> tuple[Severity, str, int, int]:
    if found["adult"]:
        return Severity.RAISED, RELATIVE, *found.span("name")
    return Severity.HIGH, CHILD, *found.span("name")


def _stands_beside(text: Text, found: re.Match[str]) -> bool:
    """Whether the word after "my son" is his name."""
    if not _is_name(text, found, "name"):
        return False
    apart = any(sign in found["gap"] for sign in ",:(-\n")  # a title ends before its text begins
    sure = bool(found["after"] is not None)
    if (found["lead"] or "").strip() in _GIVING:
        return sure and apart and _has_capital(text, found.start("name"))
    if _has_capital(text, found.start("name")):
        return sure or not apart
    return sure and not apart and not _writes_capitals(text, found.start("name"))


def _is_name(text: Text, found: re.Match[str], group: str) -> bool:
    start, end = found.span(group)
    if re.match(
        r"""
        (?:'s)?\s(?:disease|syndrome|krankheit|syndrom|disorder)""",
        text.plain[end : end + 16],
    ):
        return False
    word = text.cased[start:end]
    if word.isupper() and len(word) < 6 and not text.cased[:200].isupper():
        return False  # MLD, EEG
    if len(word) > 2 and word[:2].isupper() and not word.isupper():
        return False  # DX'd
    return may_be_a_name(found[group], capital=word[0].isupper())


def _has_capital(text: Text, place: int) -> bool:
    return text.cased[place].isupper()


def _writes_capitals(text: Text, place: int) -> bool:
    """Whether names nearby have capitals, so that a word without one is none."""
    near = text.cased[max(0, place - 200) : place + 200]
    words = re.findall(r"(?<=[a-z,] )[^\W\d_]{3,20}", near)
    return sum(word[0].isupper() for word in words) > 2
