"""Where a family can be found: the street, the postcode, the school."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

ADDRESS = "Contains what looks like an address. A country or a region will do."
POSTCODE = "Contains what looks like a postcode. A country or a region will do."
SCHOOL = "May name a child's school or nursery. “Her school” will do."
TOWN = "Names a small place. With a rare illness it says who you are; a region will do."

_WORD = r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*"
#: Whole texts are in small letters, so the first group says how sure a pattern is without capitals.
_STREETS = [
    compiled(pattern)
    for pattern in (
        r"""
            (?<![\w./-])\d{1,5}[a-d]?,?\s(?:(?:north|south|east|west|n|s|e
            |w)\.?\s)?(?P<name>[^\W\d_][\w'.-]{1,20}(?:\s[^\W\d_][\w'.-]{1,20}){0,2})\s(?:street
            |str|road|rd|avenue|ave|lane|ln|drive|close|crescent|terrace|gardens|boulevard|blvd
            |grove|mews|parade|highway|hwy|court|way|place|square|hill|row|walk)\b""",
        r"""
            \b(?P<name>[^\W\d_][\w.'-]{2,30}(?:strasse|strase|str\.|gasse|allee|platz|damm|ufer
            |chaussee|stieg|pfad|graben|weg|ring|promenade))\s\d{1,4}\s?[a-h]?\b(?!\s?(?:km|m|kg
            |mg|%|jahre|uhr|minuten|euro))""",
        r"""
            \b(?P<name>(?:strasse|am|an\sder|zum|auf\sdem|im|in\sder)\s[^\W\d_]{3,20}(?:strasse
            |weg|platz|gasse|berg|bach|feld|tor|park))\s\d{1,4}\s?[a-h]?\b(?!\s?(?:km|m|kg|mg|%
            |jahre|uhr))""",
        r"""
            (?<!\w)\d{1,4}\s?(?:bis|ter)?,?\s(?P<name>(?:rue|avenue|av\.|boulevard|bd|chemin
            |impasse|allee|place|route|quai|passage)\s(?:(?:de|du|des|la|le|les|l'
            |d')\s?){0,3}[^\W\d_]{2,24}(?:\s[^\W\d_]{2,24}){0,3})""",
        r"""
            \b(?P<name>(?:rue|avenue|boulevard|chemin|impasse)\s(?:(?:de|du|des|la|le
            |les)\s){0,2}[^\W\d_]{2,24}(?:[\s-][^\W\d_]{2,24}){0,2}),?\s(?:no?\.?\s)?\d{1,4}\b(?!
            \s?(?:km|m|ans|minutes))""",
        r"""
            \b(?P<name>(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo|camino|carrer|rua|travessa
            |praca|alameda|estrada|via|viale|piazza|corso|vicolo|largo|strada)\s?(?:(?:de|del
            |della|dei|di|da|do|dos|das|la|las|los|el)\s){0,2}[^\W\d_]{2,24}(?:
            \s[^\W\d_]{2,24}){0,4}?),?\s{1,2}(?:n\.?[o°]?\.?\s?|numero\s
            |num\.?\s)?\d{1,4}\b(?!\s?(?:km|m\b|anos|anni|minut|volte|veces|%|mg|ml|times|mal\b|x\b|h\b|uhr))""",
        r"""
            \b(?P<name>[^\W\d_][\w'-]{2,26}(?:straat|laan|plein|gracht|kade|dijk|hof|steeg|singel
            |dreef|weg|pad))\s\d{1,4}\s?[a-h]?\b(?!\s?(?:km|m|kg|mg|%|jaar|uur|weken))""",
        r"""
            (?<!\w)(?P<name>(?:ul\.|ulica|ulicy|al\.|aleja|alei|os\.|osiedle|pl\.
            |plac)\s[^\W\d_]{2,24}(?:\s[^\W\d_]{2,24}){0,2})\s\d{1,4}(?:\s?[a-h])?(?:\s?[/m]\.?\s?
            \d{1,4})?\b""",
        r"""
            \b(?:we\slive|i\slive|living|our\shouse\sis|wohnen|habitons|vivimos|abitiamo|moramos
            |wonen|mieszkamy)\s(?:at|in|on)?\s?(?:number\s|no\.?\s
            |nr\.?\s)?(?:flat\s\w{1,3},?\s)?\d{1,4}[a-d]?,?\s(?P<name>[^\W\d_]{3,20}
            \s[^\W\d_]{3,20})\b""",
        r"""
            \b(?:my|our|home|postal|mailing|unsere|meine|notre|mi|nuestra|il\snostro|nosso|ons
            |nasz)\s(?:home\s|postal\s|mailing\s)?(?:address|adresse|direccion|indirizzo|endereco
            |adres)\s(?:is|ist|est|es|e|:|to)\s?:?\s?(?P<name>[^\n]{5,60})""",
        r"\bp\.?\s?o\.?\s?box\s\d{1,6}(?P<name>)",
    )
]
#: In these languages the word for "street" belongs to the name, so that little else looks like it.
_NAMED_FIRST = _STREETS[1:-3]
_NO_STREET = compiled(
    r"""
        \b(?:the|right|long|other|same|best|only|hard|in|a|of|no|this|that|my|our|every|more
        |another|one|first|half|which|per|on|all|any|some|to|and|or|for|by|go|went|find|und|oder
        |years?|days?|months?|weeks?"""
    r"""
        |hours?|minutes?|times?|mg|ml|kg|people|children|patients|unterwegs|hinweg|arbeitsweg
        |schulweg|nachweg|fortschritt|their)\b"""
)
_GERMAN_WEG = compiled(r"""
    (?:unter|hin|schul|arbeits|rettungs|atem|harn|stoffwechsel|luft|abwasser|durch|lebens|signal
    |heim|rund|lehr|halb|weit|aus|um|neben|kletter|vor|bo)weg|(?:sp|ein|d)ring|herz\w+ring
    |arbeitsplatz|schulplatz|kitaplatz|sitzplatz|parkplatz|stellplatz|therapieplatz|pflegeplatz
    |betreuungsplatz|heimplatz|bahnhof""")

_STATES = (
    "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[TA]|W[AVIY]"
)
_UNITS = r"(?!IU|MG|ML|KG|MM|CM|US|UK|EU|AM|PM|DM|HD|QR|CT|MR|ER|OR|AD|BC|IE|UI|NG|MS|AND|ARE)"
_COUNTED = r"(?:Euro|Dollar|Menschen|Kinder|Person|Patient|Famili|Neu|Jahre|Geburt)"
#: On the text with its capitals.
_POSTCODES = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})(?![\w-])",  # United Kingdom
        rf"\b(?:{_STATES}),? \d{{5}}(?:-\d{{4}})?(?!\d)",
        r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d(?![\w-])",  # Canada
        r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? \d{4}\b(?!\s?(?:mg|ml|kg|km))",
        rf"(?<![\w.,-])[1-9]\d{{3}} ?{_UNITS}[A-Z]{{2}}\b,? ?(?:[A-Z][a-z]|te |in )",  # Netherlands
        r"(?<![\w.,-])\d{2}-\d{3},? [A-Z][a-z]{2}",  # Poland
        r"(?<![\w.,-])\d{4}-\d{3},? [A-Z][a-z]{2}",  # Portugal
        r"(?<![\w.,/-])(?:[D]-|[F]-|A-|CH-)\d{4,5}\b",
        r"(?<![\w.,/-])\d{5}-\d{3}\b",  # Brazil
        rf",\s?\d{{5}} (?!{_COUNTED})[A-Z][a-z]{{2,20}}",  # after a street
    )
]
_SAID_POSTCODE = compiled(
    r"""
        \b(?:post\s?code|zip(?:\s?code)?|plz|postleitzahl|code\spostal|codigo\spostal|cp|cap|cep
        |kod\spocztowy)\b[\s:]{0,2}(?:is|ist|est|es|e|o|:)?\s?"""
    r"""
        (?P<code>(?=[a-z0-9\s-]{0,4}\d)[a-z0-9]{2,5}(?:[\s-][a-z0-9]{2,4})?)\b|\b(?:wohnen|leben
        |wohne|lebe)\sin\s(?P<german>\d{5}\s[^\W\d_]{3,20})"""
    r"""
        |\b(?:habitons|habite|vivimos|vivo|abitiamo|abito)\s(?:a|en
        |in)\s(?:[^\W\d_]{3,20}\s)?\(?(?P<latin>\d{5})\b"""
)

_KIND = r"""
    (?:primary|elementary|infants?|junior|secondary|middle|high|grammar|comprehensive|special
    |nursery|catholic|public|prep|preparatory|montessori|waldorf|c\ of\ e|academy|pre|lower|upper
    |community|charter|day|boarding)"""
#: Named by words before it ("Oakfield Primary School") or after it ("Grundschule Am Park").
_SCHOOL_BEFORE = compiled(
    rf"""
        (?<![\w'])(?P<kind>(?:{_KIND}\s){{0,3}}(?:(?:elementary|primary)(?=\s(?:in|with|and|at)\b
        |\s?[.,!)]|\s?$)|school|academy|kindergarten|nursery|preschool
        |pre-school|day\s?care|playgroup|college|creche|(?:grund|haupt|real|forder|gesamt|volks
        |mittel)schule|gymnasium|kita))\b"""
)
_WORDS_BEFORE = re.compile(r"(?:[\w.'’&-]{1,22}\s){1,4}$")
_SCHOOL_AFTER = compiled(
    r"""\b(?P<kind>(?:kita|kindertagesstatte|kindergarten|krippe|grundschule|forderschule|realschule|gesamtschule|gymnasium|hauptschule|mittelschule|volksschule|schule
    |ecole(?:\s(?:maternelle|primaire|elementaire))?|college|lycee|creche|maternelle|colegio
    |escuela|instituto|guarderia|ceip|ies|ceip|liceo|scuola(?:\s(?:materna|elementare|media
    |primaria|dell'infanzia))?|asilo(?:\snido)?|istituto
    |escola|colegio|creche|jardim\sde\sinfancia|agrupamento|basisschool|school|kinderdagverblijf
    |peuterspeelzaal|szkola(?:\spodstawowa)?|szkoly(?:\spodstawowej)?|szkole(?:\spodstawowej)?
    |przedszkol[aeu]|zlobk[ua]|zlobek
    ))\s(?!(?:est|ist|is|es|e|has|hat|a|tiene|qui|que|che|and|und|et)\b)(?P<name>(?:nr\.?\s\d{1,4}|no\.?\s\d{1,4}|(?:(?:am|an\sder|im|zum|zur|de|des|du|la|le|les|da|do|di|del|della|d'|das|dos|el|los|las|st\.?|sankt|saint|sainte|san|santa|santo|sao|sint|im\.|imienia|pod)\s?){0,2}[^\W\d_][\w.'-]{2,24}(?:\s[^\W\d_][\w.'-]{2,24}){0,2}|n\.?o?\s?\d{1,4}))"""
)
_GOES_TO = compiled(r"""
    (?:goes|go|going|went|attends|attending|attend|started|starts|starting|pupil|student|class
    |year|grade|teacher|nurse|reception|place|at|to|in|loves|from|of|for)\s(?:(?:at|to|in|the|year
    |class|grade|\d{1,2}[a-d]?|of|with|is|her|his|their)\s){0,3}$""")
_NO_SCHOOL_WORDS = """
    the a an his her their our my your this that any every each no some which what normal
    mainstream special ordinary regular local nearby new old public private
    medical nursing law business day night boarding big small good great best next same
    different another other first whole after before during between middle high primary
    secondary elementary infant junior nursery pre to at in of from for with and or is was has
    starts started starting go goes going attend attends attending home hospital
    deaf blind state catholic village town city integrated inclusive community secondary
    grammar comprehensive dance music sunday summer driving art drama cooking swimming ski old
    all both one two three many most few about until till since while when where he she they
    we it its school schools mums dads not without into left leave leaves love loves likes
    hates hate visit find choose change changed apply our child's child son's daughter's
    teacher teachers end back early special-needs needs off miss misses missed last
    forest outdoor online virtual regelschule normale neue alte kleine grosse die der das in
    im zur eine unsere ihre seine
    royal american european national british german ist hat und mit fur als seit wenn dass
    nicht auch geht kann wird war haben musste will wird erst noch mehr
    est a et pour qui ne pas avec dans il elle on a-t-on es y no con para por que en se ha e
    non per con che si di e nao com para que um uma is en niet met voor dat i nie z do w na
    waar kan moet wil heeft werd of op om zijn want but because can cannot will would should
    could must needs did does says said asked wants wanted sent
    specialise specialisee adaptee ordinaire publique privee publica privada especial normal
    ordinaria inclusiva pubblica privata speciale bijzonder speciaal gewone specjalna
    specjalnej zwykla publiczna
    council board bus trip trips days nurse meeting year run runs trust staff uniform holidays
    holiday lunch place letter report yard children hours
    secundaria primaria infantil de du la le per pour zum zur
"""
_NO_SCHOOL = frozenset(_NO_SCHOOL_WORDS.split())
_TOWN = compiled(
    r"""
        \b(?:(?:small|little|tiny|kleine[nms]?|petit|pequeno|piccolo|klein)\s(?:town|village
        |hamlet|city|stadt|dorf|ort|village|pueblo|paese|dorp)|village|hamlet)\s(?:of|called|named
        |near|namens|de|di|van|genaamd)\s(?P<name>[^\W\d_][\w'-]{2,24})"""
    r"|\b(?:im\sdorf|in\sdem\sdorf)\s(?P<german>[^\W\d_][\w'-]{2,24})"
)


def find(text: Text) -> Iterator[Finding]:
    for rule in _STREETS:
        for found in rule.finditer(text.plain):
            no_street = _GERMAN_WEG if rule in _NAMED_FIRST else _NO_STREET
            if not no_street.search(found["name"]):
                yield text.finding("personal-data", Severity.HIGH, *found.span(), ADDRESS)
    for rule in _POSTCODES:
        for found in rule.finditer(text.cased):
            yield text.finding("personal-data", Severity.HIGH, *found.span(), POSTCODE)
    for found in _SAID_POSTCODE.finditer(text.plain):
        yield text.finding("personal-data", Severity.HIGH, *found.span(found.lastgroup), POSTCODE)
    yield from _schools(text)
    for found in _TOWN.finditer(text.plain):
        if text.cased[found.start(found.lastgroup)].isupper():
            yield text.finding("personal-data", Severity.RAISED, *found.span(), TOWN)


def _schools(text: Text) -> Iterator[Finding]:
    for found in _SCHOOL_BEFORE.finditer(text.plain):
        start = _name_before(text, found)
        if start is not None:
            yield text.finding("personal-data", Severity.HIGH, start, found.end(), SCHOOL)
    for found in _SCHOOL_AFTER.finditer(text.plain):
        name = found["name"]
        first = text.cased[found.start("name") :]
        words = re.findall(r"[^\W\d_]{3,}", name)
        numbered = any(sign.isdigit() for sign in name)
        capital = re.match(r"(?:[a-z']{1,4}\.?\s?){0,2}[A-Z]", first)
        if numbered or (capital and words and not any(word in _NO_SCHOOL for word in words[:1])):
            if not numbered and _german_noun(text, found):
                continue
            yield text.finding("personal-data", Severity.HIGH, *found.span(), SCHOOL)


def _name_before(text: Text, found: re.Match[str]) -> int | None:
    """Where the school's name starts, if the words before "school" are one."""
    start = max(0, found.start() - 80)
    before = _WORDS_BEFORE.search(text.plain[start : found.start()])
    if not before:
        return None
    words = [(m[0], start + before.start() + m.start()) for m in re.finditer(r"\S+", before[0])]
    named: list[tuple[str, int]] = []
    for word, place in reversed(words):
        capital = text.cased[place].isupper()
        if word.strip(".") in _NO_SCHOOL and not (named and (capital or word in {"of", "and"})):
            break
        named.insert(0, (word, place))
    while named and named[0][0].strip(".") in _NO_SCHOOL:
        named.pop(0)
    capital = any(text.cased[place].isupper() for _, place in named)
    while capital and not text.cased[named[0][1]].isupper():
        named.pop(0)
    if not named or not (capital or _led_by(text, found, named[0][1])):
        return None
    return named[0][1] if any(re.search(r"[a-z]{3}", word) for word, _ in named) else None


def _led_by(text: Text, found: re.Match[str], place: int) -> bool:
    """In small letters "goes to st marys primary school" names one, "good primary school" not."""
    before = text.plain[max(0, place - 40) : place]
    return bool(_KIND_WORD.search(found["kind"]) and _GOES_TO.search(before))


_KIND_WORD = compiled(r"""
    primary|elementary|infant|junior|secondary|middle|high|grammar|nursery|academy|kindergarten
    |special|preschool|catholic|daycare|kita""")


def _german_noun(text: Text, found: re.Match[str]) -> bool:
    """German nouns have capitals: "in der Schule Probleme" names none, "Schule Am Park" does."""
    kinds = {"schule", "kindergarten", "kita", "krippe", "school", "college", "ecole"}
    return found["kind"] in kinds and bool(_NO_NAME.match(found["name"]))


_NO_NAME = compiled(
    r"""
        (?:probleme|hilfe|assistenz|begleitung|unterstutzung|angst|freunde|und|epilepsie|anfall\w*
        |medikamente|notfall\w*|eltern|erzieher\w*|lehrer\w*|kinder|platz|physio\w*
        |leukodystroph\w*|mld|ald|she|he|we|they|i|but|it|hat|ist)\b"""
)
