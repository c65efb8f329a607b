"""Asking a family for its papers: letters, scans and test results say everything about a child."""

from __future__ import annotations

from collections.abc import Iterator

from forum.screening.finding import Finding, Severity
from forum.screening.text import Text, compiled

PAPERS = "Asks for a family's papers. Records go to a hospital by its own way, never to a stranger."

_PAPERS = r"""(?:
    documents?|papers?|paperwork|records?|(?:medical|lab|test|mri|blood|genetic|doctor'?s?|clinic
    |hospital|discharge)\s(?:records?|reports?|results?|scans?|letters?|documents?|history|files?
    |papers?|notes|summary|images)|reports?|scans?|mris?|x-rays?|passports?|case\shistory|history
    |unterlagen|dokumente|papiere|befunde?|arztbriefe?|akten?|bilder|mrt|documents|dossier|papiers
    |comptes?\srendus?|resultats|documentos|papeles|informes?|historial|resultados|documenti
    |referti|cartella|esami|documentos|exames|laudos|relatorios|papeis
    |documenten|papieren|dossier|uitslagen|dokumenty|dokumentacje|wyniki|papiery)"""
_ASKING = [
    compiled(pattern)
    for pattern in (
        rf"""
            (?P<lead>(?:[\w']{{1,12}}[\s,]{{1,2}}){{0,3}})\b(?P<verb>send|e-?mail|mail|forward
            |post|upload|share|whatsapp|fax|submit|text|attach)\s(?:me\s|us\s|them\s|him\s|over\s
            |in\s|off\s)?(?:(?:a\s)?(?:copies|copy|scans?|photos?|pictures?|pics
            |photocopies)\s(?:of\s)?)?(?:(?:the|your|his|her|all|all\sthe|all\syour|any|child's
            |son's|daughter's|kid's|their)\s){{0,3}}(?:child's\s|son's\s|daughter's\s|kid's\s
            |latest\s|medical\s)?{_PAPERS}\b""",
        rf"""
            (?P<lead>(?:[\w']{{1,12}}[\s,]{{1,2}}){{0,2}})\b(?P<verb>schick(?:t|en\ssie|e)?
            |sende(?:t|n\ssie)?|mail(?:t|en\ssie)?)\s(?:mir\s|uns\s|doch\s|bitte\s
            |einfach\s)?(?:(?:die|eure|deine|ihre|alle|kopien|kopien\sder|kopien\svon
            |eine\skopie\sder)\s){{0,3}}{_PAPERS}\b""",
        rf"""
            (?P<lead>(?:[\w']{{1,12}}[\s,]{{1,2}}){{0,2}})\b(?P<verb>envoye[zr]|envoie
            |transmett(?:ez|re)|faites\sparvenir)(?:[\s-](?:moi|nous))?\s(?:(?:les?|vos|tes|des|la
            |une|copies?|de|l'ensemble|tous)\s){{0,4}}{_PAPERS}\b""",
        rf"""
            (?P<lead>(?:[\w']{{1,12}}[\s,]{{1,2}}){{0,2}})\b(?P<verb>envi(?:a|e|en|ad|anos|ame
            |enos|enme|eme)|mand(?:a|e|ad|anos|ame|enos|en|eme|em)|envi(?:em|ar)|remit[ae]n?
            |inviate(?:ci|mi)?|invia(?:mi|ci)?|mandate(?:ci|mi)?|manda(?:mi|ci)?
            |mande(?:m)?)\s(?:(?:los|las|el|la|tus|sus|una|copias?|de|todos|os|as|seus|seu|o|a|me
            |nos|i|le|gli|vostri|tuoi|copie|dei|dos|das|una\scopia)\s){{0,4}}{_PAPERS}\b""",
        rf"""
            (?P<lead>(?:[\w']{{1,12}}[\s,]{{1,2}}){{0,2}})\b(?P<verb>stuur|stuurt\su|verstuur|mail
            |wyslij(?:cie)?|przeslij(?:cie)?|prosze\s(?:wyslac|przeslac))\s(?:(?:de|je|jullie|uw
            |een|kopie|kopieen|van|alle|mij|ons|mi|nam|kopie|swoje|wszystkie)\s){{0,4}}{_PAPERS}\b""",
    )
]
#: Telling what was done, or asking how to do it oneself, asks nobody for papers.
_TELLING = compiled(
    r"""
        \b(?:i|we|they|he|she|i'll|we'll|they'll|will|did|didn't|had|must\si|should\si|should\swe
        |do\si|do\swe|can\si|can\swe|how\sto|who\sto|where\sto|when\sto|hospital|clinic|doctor
        |nurse|gp|school|lab|team|wir|ich|sie|er|klinik|arzt|je|nous|on|yo|nosotros|never|don't
        |not|do\snot|nie|niemals|jamais|nunca|mai|nooit|nigdy|ne|no|nao|ik|we|dont|wont|(?:never
        |not|don't)\s\w{2,12}\sor)[\s,]{1,2}(?:(?:just|then|also|always|now|have|had|already|can
        |could|would|will|to|should|ever|even)[\s,]{1,2}){0,2}$"""
)
_RIGHT = compiled(r"(?:you|they|someone|one)\s(?:can|could|should|must|need\sto|have\sto|may)\s$")


def find(text: Text) -> Iterator[Finding]:
    for rule in _ASKING:
        for found in rule.finditer(text.plain):
            lead = found["lead"]
            if _RIGHT.search(lead) and not lead.startswith("they"):
                telling = None
            else:
                telling = _TELLING.search(lead)
            if not telling:
                yield text.finding(
                    "personal-data", Severity.RAISED, found.start("verb"), found.end(), PAPERS
                )
