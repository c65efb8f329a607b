"""One box over conditions, articles and questions."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from articles.models import Article
from forum.models import ReviewItem
from tests.factories import make_answer, make_article, make_condition, make_question, make_trial
from tests.hostile.strings import OWN


def found(client, query: str) -> str:
    response = client.get(reverse("search"), {"q": query})
    assert response.status_code == 200
    # Without the form that narrows the results: it lists every condition.
    return re.sub(r"(?s)<details.*?</details>", "", response.content.decode())


@pytest.fixture
def mld(db):
    return make_condition(names=["Arylsulfatase A deficiency", "MLD"])


@pytest.mark.parametrize(
    "typed",
    [
        "Metachromatic leukodystrophy",
        "metachr",
        "METACHROMATIC",
        "metachromatik leukodistrophy",
        "metacromatic",
        "mld",
        "Arylsulfatase A deficiency",
        "arylsulphatase",
    ],
)
def test_a_condition_is_found_by_any_name_its_beginning_or_a_misspelling(client, mld, typed):
    make_condition("Canavan disease")
    html = found(client, typed)
    assert mld.get_absolute_url() in html
    assert "Canavan" not in html


def test_who_types_a_whole_name_finds_that_condition_first(client, mld):
    make_condition("Adult metachromatic leukodystrophy", names=["Adult MLD"], parent=mld)
    pelizaeus = make_condition("Pelizaeus-Merzbacher disease")
    late = "Pelizaeus-Merzbacher disease, late onset"
    other = make_condition("Adult dominant leukodystrophy", names=[late])
    html = found(client, "MLD")
    assert html.index(">Metachromatic leukodystrophy<") < html.index(">Adult metachromatic")
    html = found(client, "pelizeus merzbacher")
    assert html.index(pelizaeus.get_absolute_url()) < html.index(other.get_absolute_url())


def test_an_abbreviation_is_never_guessed_at(client, mld):
    assert mld.get_absolute_url() not in found(client, "mlx")


def test_words_are_stemmed_titles_weigh_more_and_matches_are_marked(client, db):
    make_article("Feeding at night", body="About pumps.")
    make_article("Sleep", body="Some families feed in the evening.")
    html = found(client, "feeds")
    assert html.index("Feeding at night") < html.index("Sleep")
    assert "<mark>feed</mark>" in html


def test_what_somebody_wrote_is_shown_as_it_was_typed(client, alice, mo):
    # PostgreSQL leaves whole tags out of an excerpt, and half of one in it.
    make_question(alice, body="A zebra <svg onload=window.hit=1 & more", by=mo)
    html = found(client, "zebra")
    assert "<mark>zebra</mark> &lt;svg onload=window.hit=1 &amp; more" in html


def test_only_what_is_public_is_found(client, alice, mo):
    make_article("Zebra draft", publish=False)
    retired = make_article("Zebra retired")
    retired.retire()
    question = make_question(alice, "Where can we see a zebra?")
    live = make_question(alice, "How do you plan a holiday?", by=mo)
    make_answer(live, mo, "We saw a zebra.")
    client.force_login(mo)
    assert "zebra?" not in found(client, "zebra").lower().replace("“zebra”", "")
    question.publish()
    assert question.get_absolute_url() in found(client, "zebra")
    assert "draft" not in found(client, "zebra")


def test_what_has_a_label_stands_lower_and_is_no_answer_for_search_engines(client, alice, bob, mo):
    first, second = (
        make_question(alice, f"Does snow help {who} with fatigue?", by=mo) for who in ["her", "him"]
    )
    for question in (first, second):
        make_answer(question, bob, "It did.", by=mo)
    html = found(client, "snow fatigue")
    newer, older = sorted((first, second), key=lambda each: html.index(each.get_absolute_url()))
    assert b"QAPage" in client.get(newer.get_absolute_url()).content

    def label(question):
        item = ReviewItem.open(question, why="opened", severity=1, findings=[])
        words = {"reason": "other", "message": "Nobody knows.", "label": "unproven"}
        return item.decide("label", by=mo, **words)

    made = label(newer)
    html = found(client, "snow fatigue")
    assert html.index(older.get_absolute_url()) < html.index(newer.get_absolute_url())
    assert b"QAPage" not in client.get(newer.get_absolute_url()).content
    made.undo(by=mo)
    assert b"QAPage" in client.get(newer.get_absolute_url()).content
    label(older)
    html = found(client, "snow fatigue")
    assert html.index(newer.get_absolute_url()) < html.index(older.get_absolute_url())


def test_an_answer_leads_to_its_question(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    answer = make_answer(question, bob, "We swear by the giraffe cushion.", by=mo)
    assert answer.get_absolute_url() in found(client, "giraffe")
    question.remove()
    assert answer.get_absolute_url() not in found(client, "giraffe")


def test_a_whole_sentence_still_finds(client, db):
    make_article("Flying with a feeding pump")
    assert "Flying with a feeding pump" in found(
        client, "how do other parents manage flying with the pump please"
    )


@pytest.mark.parametrize("exact", ["flying -pump", '"feeding tube" flying'])
def test_what_is_excluded_or_quoted_is_not_widened(client, db, exact):
    make_article("Flying with a feeding pump")
    make_article("Sleep", body="About the night.")
    html = found(client, exact)
    assert "Flying with a feeding pump" not in html
    assert "About the night" not in html


def test_a_quotation_in_a_message_and_its_dashes_exclude_nothing(client, db):
    make_article("Flying with a feeding pump")
    told = 'They told us "nothing to worry about" -not even once- and now we are flying with a pump'
    assert "Flying with a feeding pump" in found(client, told)


def test_what_a_page_about_a_condition_says_leads_to_the_condition(client, mld):
    canavan = make_condition("Canavan disease")
    make_article("Signs to look for", body="Unsteady walking.", conditions=[mld])
    html = found(client, "unsteady")
    assert mld.get_absolute_url() in html
    assert canavan.get_absolute_url() not in html
    narrowed = {"q": "unsteady", "condition": canavan.slug}
    assert b"Signs to look for" not in client.get(reverse("search"), narrowed).content


def test_an_overview_is_listed_once_as_its_condition(client, mld):
    article = make_article(
        "About MLD", body="Metachromatic leukodystrophy damages myelin.", kind=Article.Kind.OVERVIEW
    )
    mld.overview = article
    mld.save()
    assert found(client, "metachromatic").count(f'href="{mld.get_absolute_url()}"') == 1


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "'",
        '"',
        "\\",
        "%",
        "a" * 5000,
        "🧠",
        "«»",
        "<script>alert(1)</script>",
        "or",
        "-",
        "a -b",
        "(((",
        ":*&|!",
        "\ue000x\ue001",
        "العربية",
        "-" * 200,
        "- " * 100,
        "a " + "-" * 60 + " b",
        "word" * 375,
        "#1 #7",
    ],
)
def test_no_query_breaks_the_page(client, db, query):
    html = found(client, query)
    assert "<script>alert" not in html


@pytest.mark.parametrize("name", ["search", "search-names"])
def test_no_request_ends_in_an_error(client, db, name):
    for typed in ("%00a%00", "%ED%A0%80", "%F0%9F%A7", "%E7%99%BD" * 1_500, "a" * 1_000_000):
        assert client.get(f"{reverse(name)}?q={typed}").status_code < 500
    for strings in OWN["xss"], OWN["sqli"]:
        for typed in strings:
            response = client.get(reverse(name), {"q": typed})
            assert response.status_code in {200, 400}
            assert b"<script>window" not in response.content


def test_the_number_of_queries_does_not_grow_with_the_results(
    client, alice, bob, mo, django_assert_max_num_queries
):
    for number in range(12):
        make_article(f"Sleep {number}", body="sleep")
        make_answer(
            make_question(alice, f"How does she sleep, part {number}?", by=mo), bob, "sleep", by=mo
        )
    with django_assert_max_num_queries(28):
        found(client, "sleep")


def test_where_nothing_is_found_the_nearest_names_are_offered(client, db):
    krabbe = make_condition("Krabbe disease")
    krabbe.names.create(name="Crabbe disease", kind="misspelling")
    make_condition("Canavan disease")
    html = found(client, "crabbi")
    assert "Nothing found" in html
    nearest = html[html.index("whose names are nearest") :]
    assert krabbe.get_absolute_url() in nearest
    assert "Canavan" not in nearest
    for way in (reverse("articles:conditions"), reverse("forum:ask")):
        assert way in html
    assert "whose names are nearest" not in found(client, "xylophone")


def test_names_are_offered_from_two_letters_on(client, mld):
    url = reverse("search-names")
    assert client.get(url, {"q": "metach"}).json() == {"names": ["Metachromatic leukodystrophy"]}
    assert client.get(url, {"q": "m"}).json() == {"names": []}


def test_a_published_trial_is_found_by_its_ids_and_what_it_tries(client, eve, mo, mld):
    trial = make_trial(acronym="GLOW")
    trial.interventions.create(position=1, kind="drug", name="Exampletide", other_names=["EX-1"])
    assert "Clinical trials (1)" not in found(client, "NCT99999901")
    words = {"title": "A study of rest", "summary": "It tries exampletide & rest."}
    trial.write_summary(by=eve, **words)
    trial.add_condition(mld, by=eve)
    trial.publish(by=eve)
    url = trial.get_absolute_url()
    for typed in (
        "nct99999901", "Exampletide", "ex-1", "glow", "study of rest", "arylsulfatase a deficiency",
    ):  # fmt: skip
        assert url in found(client, typed), typed
    html = found(client, "exampletide")
    assert ">Recruiting<" in html
    assert "<mark>exampletide</mark> &amp; rest" in html
    mld.names.create(name="Greenfield disease")
    assert url in found(client, "greenfield")
    kind = {"q": "mld", "kind": "trial", "condition": mld.slug}
    assert url in client.get(reverse("search"), kind).content.decode()
    reviewed = kind | {"reviewed": "yes"}
    assert url not in client.get(reverse("search"), reviewed).content.decode()
    trial.registrations.create(registry="ISRCTN", number="ISRCTN99999901")
    assert url in found(client, "ISRCTN99999901")
    trial.write_summary(by=eve, **words | {"title": "A giraffe trial"})
    assert url not in found(client, "giraffe")
    trial.publish(by=eve)
    assert url in found(client, "giraffe")
    trial.take_down(by=eve, because="A mistake.")
    assert url not in found(client, "exampletide")
