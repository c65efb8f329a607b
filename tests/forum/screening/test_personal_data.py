"""What says who a child is, in the forms of many countries, and what only looks like it."""

from __future__ import annotations

import pytest

from forum.models import ReviewItem
from forum.screening import Severity, screen
from forum.screening.personal_data import numbers


def noticed(typed: str) -> dict[str, str]:
    """Each place that was marked, and the first words of the reason."""
    found = [one for one in screen(typed) if one.kind == "personal-data"]
    return {typed[one.start : one.end]: one.why for one in found}


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("my son Jonas is 4 and has MLD", "Jonas"),
        ("my son jonas is 4 and has mld", "jonas"),
        ("My son Jonas Weber goes to school", "Jonas Weber"),
        ("Unsere Tochter Emma von der Heide ist 5", "Emma von der Heide"),
        ("My daughter Emma MRI scan was bad", "Emma"),
        ("Our son\n\nJonas has MLD", "Jonas"),
        ("our daughter, Emma, was diagnosed with Krabbe", "Emma"),
        ("unsere Tochter Emma (5) hat MLD", "Emma"),
        ("meine tochter heisst lena und ist 3", "lena"),
        ("notre fils Léo a 4 ans", "Léo"),
        ("nuestro hijo se llama mateo", "mateo"),
        ("mio figlio Matteo ha 3 anni", "Matteo"),
        ("meu filho João tem 4 anos", "João"),
        ("onze zoon Daan is 5", "Daan"),
        ("nasz syn Kacper ma 4 lata", "Kacper"),
        ("her name is emma", "emma"),
        ("Thank you all. Love, Anna Berger", "Anna Berger"),
        ("dob 12/03/2019", "12/03/2019"),
        ("geboren am 3. März 2018", "3. März 2018"),
        ("née le 12 mars 2019", "12 mars 2019"),
        ("She attends Oakfield Primary School", "Oakfield Primary School"),
        ("he goes to st marys primary school in leeds", "st marys primary school"),
        ("Sie geht in die Kita Sonnenschein", "Kita Sonnenschein"),
        ("we live at 14 Oak Lane", "14 Oak Lane"),
        ("Wir wohnen Lindenstraße 12", "Lindenstraße 12"),
        ("12 rue de la Paix", "12 rue de la Paix"),
        ("ul. Długa 5/7", "ul. Długa 5/7"),
        ("our postcode is LS1 4DY", "LS1 4DY"),
        ("call me on 07700 900123", "07700 900123"),
        ("ruf mich an 0171/1234567", "0171/1234567"),
        ("anna dot b at gmail dot com", "anna dot b at gmail dot com"),
        ("anna.b (at) gmx (punkt) de", "anna.b (at) gmx (punkt) de"),
        ("NHS number 943 476 5919", "943 476 5919"),
        ("his mrn is 00482913", "00482913"),
        ("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("find me on instagram @anna_mld", "instagram @anna_mld"),
        ("send copies of the documents to the department", "send copies of the documents"),
    ],
)
def test_what_says_who_a_child_is_is_marked(typed, marked):
    assert marked in noticed(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "we gave my son Keppra and it helped",
        "my son Friday had a seizure",
        "Cells cured our boy\n\nClinic in Panama",
        "our little boy called the doctor yesterday",
        "the disease is called Krabbe",
        "my newborn infant has the same symptoms",
        "dass mein Sohn Fieber hat",
        "he goes to a special school near the local primary school",
        "How do I send the records to another hospital?",
        "We sent copies of the documents to the insurance.",
        "Never send medical records to strangers.",
        "c.465+1G>A, NM_000487.6, NCT03392987, OMIM 250100, 10.1016/j.ymgme.2020.01.001",
        "between 2019-2021, 1,000,000 cells, cortisol 85 at 0800",
        "call the helpline on 0800 111 0 111 or 116 123, in an emergency 112",
        "He was born in 2019 and weighs 14 kg",
        "Great Ormond Street Hospital was kind to us",
    ],
)
def test_what_only_looks_like_it_is_left_alone(typed):
    assert not noticed(typed)


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (numbers._nhs, "943 476 5919", "943 476 5918"),
        (numbers._ssn, "123-45-6789", "666-45-6789"),
        (numbers._nir, "2 69 05 49 588 157 80", "2 69 05 49 588 157 81"),
        (numbers._dni, "12345678Z", "12345678A"),
        (numbers._dni, "X1234567L", "X1234567A"),
        (numbers._pesel, "44051401359", "44051401358"),
        (numbers._steuer_id, "86095742719", "86095742718"),
        (numbers._cpf, "529.982.247-25", "529.982.247-26"),
        (numbers._iban, "DE89 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
    ],
)
def test_numbers_with_a_check_digit_are_checked(check, right, wrong):
    assert check(right)
    assert not check(wrong)


def test_a_moderator_reads_why_a_question_with_a_name_and_a_school_waits(client, alice, mo):
    client.force_login(alice)
    body = "My son Tobin is four. He goes to Oakfield Primary School and loves it."
    form = {"title": "Who helps at school with feeding?", "body": body}
    seen = client.post("/questions/ask/", form).context["advised_seen"]  # what could be safer
    client.post("/questions/ask/", form | {"advised": seen, "as_it_is": "1"})
    item = ReviewItem.objects.open().get()
    found = [one for one in item.findings if one["kind"] == "personal-data"]
    assert [one["severity"] for one in found] == [Severity.HIGH, Severity.HIGH]
    client.force_login(mo)
    page = client.get(f"/admin/forum/reviewitem/decide/?item={item.pk}").content.decode()
    assert "May give a child&#x27;s name" in page
    assert "May name a child&#x27;s school" in page
    assert "Tobin" not in str(item.findings)  # what may be redacted is not kept twice

    client.force_login(alice)
    client.post("/questions/ask/", {"title": "Who helps at school?", "body": "Our child is four."})
    other = ReviewItem.objects.open().exclude(pk=item.pk).get()
    assert not [one for one in other.findings if one["kind"] == "personal-data"]
