"""What sells, and what families say about money, clinics and hope."""

from __future__ import annotations

import pytest

from forum.screening import Severity, screen


def sells(typed: str) -> bool:
    return any(one.kind == "promotion" for one in screen(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Stem cell therapy offers new hope. For more information, visit us online.",
        "our doctors in Tijuana have helped 400 kids, see the videos on our page",
        "Contact Dr Osaze on whatsapp, he cured my daughter with herbs",
        "this oil is amazing, no more seizures, 15% off with code MARA15",
        "dm me for the protocol that reversed my MS",
        "Unsere Klinik bietet Stammzellen an, Erfolgsquote über 90 %. Rufen Sie uns an",
        "résultats garantis, contactez-nous",
        "tratamiento con células madre en México, llámanos",
        "la nostra clinica cura la sclerosi, tasso di successo 95%, prenota ora",
        "tratamento com células-tronco, chame no whatsapp",
        "onze kliniek biedt stamceltherapie, bel vandaag",
        "nasza klinika leczy komórkami macierzystymi, zapraszamy",
        "Please support our fundraiser: gofundme.com/example",
        "I'm doing my master thesis, please fill in this short survey",
    ],
)
def test_what_sells_or_collects_is_noticed(typed):
    assert sells(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "our son had the gene therapy two years ago and walks to school, thanks to the team",
        "The wheelchair costs 4200 euros and the insurance pays half. Is that normal?",
        "our clinic visit is on tuesday, what should we ask",
        "Has anyone tried hyperbaric oxygen? They want 120 dollars a session, is it a scam?",
        "A clinic abroad promised us a cure for 30000. There is no evidence. Be careful.",
        "the transplant has a success rate that depends on the stage",
        "Beware of clinics with guaranteed results and a price list.",
        "We are in a whatsapp group of MLD parents and it helps a lot",
        "call us crazy but we went camping with the feeding pump",
        "this leaflet about seizures helped us https://www.example.org/leaflet.pdf",
        "There is a family weekend, register at www.example.org, it was wonderful",
        "here is a soft food recipe https://www.example.org/soup",
        "Wer zahlt bei euch die Fahrten zur Klinik? Bei uns 300 Euro im Monat",
    ],
)
def test_what_families_say_of_money_and_clinics_is_no_advert(typed):
    assert not sells(typed)


def test_the_more_a_text_sells_the_sooner_it_is_read():
    [*few] = (one for one in screen("Visit us online.") if one.kind == "promotion")
    many = screen("Our clinic offers stem cells, results guaranteed, only $9,000. Visit us online.")
    assert {one.severity for one in few} == {Severity.RAISED}
    assert {one.severity for one in many if one.kind == "promotion"} == {Severity.HIGH}
