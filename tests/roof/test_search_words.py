"""How a search understands what is typed, says so, and what it remembers of it."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticleRequest
from portal.search import log, similar, upkeep
from portal.search.models import SearchDocument, SearchLog, SearchSynonym
from tests.factories import make_article, make_condition, make_question
from tests.roof.test_search import found


def test_everyday_words_find_what_pages_call_otherwise(client, eve):
    article = make_article("After a lumbar puncture", body="Lie down.")
    make_article("Sleep", body="About the night.")
    assert SearchSynonym.objects.count() > 150
    assert article.get_absolute_url() in found(client, "spine tap")
    assert article.get_absolute_url() not in found(client, "needle of the back")
    client.force_login(eve)
    added = {"said": "needle in the back", "meant": "lumbar puncture", "use": "words"}
    assert client.post(reverse("admin:portal_searchsynonym_add"), added).status_code == 302
    assert article.get_absolute_url() in found(client, "needle of the back")


def test_what_pages_call_it_leads_where_the_everyday_word_has_another_sense(client, db):
    make_article("A chair that fits", body="It fits well, and still fits when they grow.")
    make_article("What to do at night", body="About a seizure, and much else.")
    html = found(client, "fits")
    assert html.index("What to do at night") < html.index("A chair that fits")


def test_what_is_asked_about_a_condition_leads_to_that_part(client, db):
    mld = make_condition(names=["MLD"])
    pages = {
        title: make_article(f"Metachromatic leukodystrophy: {title}", conditions=[mld]).pk
        for title in ("treatment", "inheritance")
    }
    assert similar("does MLD run in the family")[0].pk == pages["inheritance"]
    assert similar("is there a cure for MLD")[0].pk == pages["treatment"]
    assert similar("MLD")[0].kind == "condition"
    make_article("Treating MS in the long run", body="Running families.")
    html = found(client, "does mld run in the family")
    assert ">Metachromatic leukodystrophy<" in html
    assert html.index("inheritance</a>") < html.index("treatment</a>")


def test_a_misspelt_word_is_repaired_and_said(client, db):
    make_article("Krabbe disease", body="Psychosine.")
    html = found(client, "psicosine")
    assert "Did you mean" in html
    assert ">psychosine</a>" in html
    assert "Krabbe disease" in html
    assert "Did you mean" not in found(client, "psychosine")
    make_article("Swallowing", body="Swallowing is hard in leukodystrophie métachromatique.")
    assert "Did you mean" not in found(client, "nothing to swallow")
    assert ">leukodystrophie métachromatique</a>" not in found(
        client, "leukodystrophie métachromatique"
    )
    assert ">psychosine métachromatique</a>" in found(client, "psicosine métachromatique")


def test_everyday_words_are_understood_beside_texts_in_other_languages(client, db):
    article = make_article("Spasticity", body="Tight and tense.")
    make_article("Krampfanfälle", body="Bei Anfällen ruhig bleiben.", language="de")
    assert article.get_absolute_url() in found(client, "stiffness")


def test_names_and_symptoms_in_other_languages_find_english_pages(client, db):
    seizures = make_article("Seizures", body="Stay calm.").get_absolute_url()
    for typed in ("Krampfanfälle was tun", "convulsiones", "crises d’épilepsie"):
        assert seizures in found(client, typed)
    swallowing = make_article("Difficulty swallowing").get_absolute_url()
    for typed in ("no puede tragar", "Sie kann nicht schlucken", "elle ne peut pas avaler"):
        html = found(client, typed)
        assert swallowing in html
        assert seizures not in html
    leukodystrophy = make_article("Leukodystrophy").get_absolute_url()
    for typed in ("лейкодистрофия", "حثل المادة البيضاء", "脑白质营养不良"):
        assert leukodystrophy in found(client, typed)
        assert seizures not in found(client, typed)


def test_a_question_is_found_by_every_name_of_its_condition_and_those_above(client, alice, mo):
    mld = make_condition(names=["Arylsulfatase A deficiency"])
    late = make_condition("Late-infantile MLD", parent=mld)
    url = make_question(alice, "How does she sleep?", condition=late, by=mo).get_absolute_url()
    assert url in found(client, "arylsulfatase a deficiency")
    assert url in found(client, "sleep with late-infantile mld")
    assert url not in found(client, "arylsulfatase b deficiency")
    late.names.create(name="Greenfield disease")
    assert url in found(client, "greenfield disease")


def test_who_searches_in_an_emergency_is_told_whom_to_call(client, db):
    html = found(client, "HELP SEIZURE WONT STOP")
    assert "If this is happening now" in html
    assert "send it" not in html
    assert "do not have to carry this alone" in found(client, "i don’t want to live")
    assert "happening now" not in found(client, "seizure")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("leukemia", "cancer of the blood"),
        ("ALD", "macular degeneration"),
        ("is it MS or ald", "sometimes told that they have MS"),
    ],
)
def test_names_that_look_alike_are_told_apart(client, db, typed, told):
    assert told in found(client, typed)
    assert told not in found(client, "feeding")


def test_leukaemia_and_leukodystrophy_are_never_repaired_into_each_other(client, db):
    make_article("Leukodystrophy", body="White matter.")
    assert "Leukodystrophy</a>" not in found(client, "leukemia")
    assert "Leukodystrophy</a>" in found(client, "leukodistrophy")


def test_texts_in_several_languages_are_found_by_one_search(client, db):
    german = make_article("Krampfanfälle", body="Bei Anfällen ruhig bleiben.", language="de")
    english = make_article("Seizures", body="Stay calm.", summary="In a fit, stay calm.")
    html = found(client, "Anfällen")
    assert german.get_absolute_url() in html
    assert 'lang="de"' in html
    both = found(client, "krampfanfalle or seizure")
    assert german.get_absolute_url() in both
    assert english.get_absolute_url() in both
    japanese = make_article("白質ジストロフィー", body="白質の病気です。", language="ja")
    assert japanese.get_absolute_url() in found(client, "白質")
    only = client.get(reverse("search"), {"q": "krampfanfalle or seizure", "language": "de"})
    assert english.get_absolute_url() not in only.content.decode()


def test_results_are_counted_and_narrowed(client, alice, mo, db):
    mld, other = make_condition(), make_condition("Canavan disease")
    make_article("Feeding in MLD", conditions=[mld])
    make_article("Feeding in Canavan", conditions=[other])
    make_question(alice, "Feeding by tube at night?", condition=mld, by=mo)
    html = found(client, "feeding")
    assert "Articles (2)" in html
    assert "Questions families asked (1)" in html
    url = reverse("search")
    about = client.get(url, {"q": "feeding", "condition": mld.slug}).content.decode()
    assert "Feeding in MLD" in about
    assert "Feeding by tube" in about
    assert "Feeding in Canavan" not in about
    kind = client.get(url, {"q": "feeding", "kind": "question"}).content.decode()
    assert "Feeding by tube" in kind
    assert "Feeding in MLD" not in kind
    reviewed = client.get(url, {"q": "feeding", "reviewed": "yes"}).content.decode()
    assert "found nothing of this sort" in reviewed
    for odd in ({"kind": "user"}, {"condition": "x'--"}, {"language": "xx\\"}, {"reviewed": "?"}):
        assert client.get(url, {"q": "feeding"} | odd).status_code == 200


def test_what_is_searched_is_counted_without_anybody_in_it(client, alice, eve, mo):
    mld = make_condition(names=["MLD"])
    make_question(alice, "Who knows a wheelchair for beaches?", condition=mld, by=mo)
    url, gaps = reverse("search"), reverse("admin:portal_searchlog_changelist")
    for query in ("Unicorn milk", "unicorn  MILK!", "seldom", "MLD", "mld", "MLD"):
        client.get(url, {"q": query})
    for personal in (
        "ask alice@example.org",
        "call 0171 555 1234",
        "ask alice＠example．org",
        "alice (at) example.org",
        "alice at example dot org",
        "our story " * 20,
    ):
        client.get(url, {"q": personal})
    client.head(url, {"q": "unicorn milk"})
    assert {field.name for field in SearchLog._meta.fields} == {
        "id", "day", "query", "count", "results", "opened", "places",
    }  # fmt: skip
    assert set(SearchLog.objects.values_list("query", "count", "results")) == {
        ("unicorn milk", 2, 0), ("seldom", 1, 0), ("mld", 3, 2),
    }  # fmt: skip
    assert client.get(gaps).status_code == 302
    client.force_login(eve)
    page = client.get(gaps).content.decode()
    assert "unicorn" not in page
    assert "mld" in page
    assert "wheelchair for beaches" in page
    client.get(url, {"q": "unicorn milk"})
    client.post(reverse("search-opened"), {"q": "mld", "place": "1"})
    page = client.get(gaps).content.decode()
    assert "unicorn milk" in page
    assert ">mld<" not in page
    assert "seldom" not in page

    SearchLog.objects.update(day=timezone.localdate() - timedelta(days=91))
    upkeep.daily()
    assert not SearchLog.objects.exists()


def test_openings_are_never_more_than_searches(client, db, monkeypatch):
    url = reverse("search-opened")
    client.get(reverse("search"), {"q": "mld"})
    for place in ("2", "2", "0", "-1", "x", "9" * 400, ""):
        assert client.post(url, {"q": "mld", "place": place}).status_code == 204
    client.post(url, {"q": "never searched", "place": "1"})
    assert list(SearchLog.objects.values_list("opened", "places")) == [(1, 2)]
    assert client.get(url).status_code == 405
    assert log.normal("a" * 81) == ""
    monkeypatch.setattr(log, "MOST_A_DAY", 1)
    for query in ("another", "mld"):
        client.get(reverse("search"), {"q": query})
    assert list(SearchLog.objects.values_list("query", "count")) == [("mld", 2)]


def test_a_search_that_takes_too_long_is_answered_kindly(client, db, monkeypatch):
    from portal import finding

    monkeypatch.setattr(finding, "LONGEST", 1)
    for number in range(300):
        SearchDocument.objects.create(
            kind="article", object_id=number, shelf=1, title=f"Okapi {number}", body="okapi " * 2000
        )
    response = client.get(reverse("search"), {"q": "okapi " + "zebra " * 100})
    assert response.status_code == 200
    assert "took too long" in response.content.decode()
    assert "okapi zebra" in response.content.decode()
    monkeypatch.setattr(finding, "LONGEST", 2_000)
    assert "took too long" not in found(client, "zebra")
    monkeypatch.setattr(finding, "ALTOGETHER", -1)
    assert "took too long" in found(client, "zebra")


def test_many_searches_are_written_as_json_lines(alice, mo, monkeypatch):
    mld = make_condition(names=["MLD"])
    question = make_question(alice, "MLD and school?", by=mo)
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 7, "q": "mld"}\n\n{"id": "x", "q": ""}\n'))
    out = io.StringIO()
    call_command("search_batch", stdout=out)
    first, second = [json.loads(line) for line in out.getvalue().splitlines()]
    assert first["results"] == [
        {"kind": "condition", "id": mld.pk, "slug": mld.slug},
        {"kind": "question", "id": question.pk, "slug": question.slug},
    ]
    assert second == {"id": "x", "results": []}


def test_the_index_is_the_same_after_a_rebuild(db):
    make_condition(names=["MLD"])
    article = make_article("Okapi")
    call_command("search_rebuild", stdout=io.StringIO())
    assert [hit.pk for hit in similar("okapy")] == [article.pk]


def test_an_editor_asks_for_an_article_where_there_is_a_gap(client, alice, eve, mo):
    make_article("Sleep", body="Rest.")
    make_question(alice, "Who knows a wheelchair for beaches?", by=mo)
    for query in ["rest"] * 3 + ["unicorn milk"] * 4:
        client.get(reverse("search"), {"q": query})
    gaps = reverse("admin:portal_searchlog_changelist")
    ask = reverse("admin:articles_articlerequest_ask")
    row = {"words": "unicorn milk", "why": "Found nothing", "times": "4"}
    client.force_login(mo)
    assert client.post(ask, row).status_code == 403
    client.force_login(eve)
    page = client.get(gaps).content.decode()
    inorder = ("unicorn milk", "rest", "Who knows a wheelchair for beaches?")
    places = [page.index(f">{words}<") for words in inorder]
    assert places == sorted(places)
    assert f'action="{ask}"' in page
    page = client.post(ask, row, follow=True).content.decode()
    assert "An article on “unicorn milk” is asked for now." in page
    assert 'value="unicorn milk"' not in page
    asked = ArticleRequest.objects.get()
    assert (asked.asked_by, asked.state) == (eve, "open")
    assert "was asked for before" in client.post(ask, row, follow=True).content.decode()
    assert "try again" in client.post(ask, {}, follow=True).content.decode()
    listed = reverse("admin:articles_articlerequest_changelist")
    desk = client.get(reverse("admin:index")).content.decode()
    assert "1 article that an editor has asked for" in desk
    assert "title=unicorn+milk" in client.get(listed).content.decode()
    client.post(listed, {"action": "not_needed", "_selected_action": [asked.pk]})
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert "Not needed" in client.get(gaps).content.decode()


def test_small_words_of_other_languages_are_not_misspelt(client, db):
    make_article("Sleep at night", body="About the night.")
    assert "Did you mean" in found(client, "nigght")
    assert "Did you mean" not in found(client, "schluckt nicht")
