"""The ledger of treatments: what is approved where, for as long as somebody has checked it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Source, Treatment, TreatmentStatus
from articles.reading import treatments
from portal.states import IllegalMove
from tests.articles.test_reading import page, selects
from tests.articles.test_structured_data import SITE, told
from tests.factories import make_article, make_condition, make_source, make_treatment
from tests.factories import make_status as check
from tests.sitemap import everything_in_the_sitemap

pytestmark = pytest.mark.django_db
LIST = "/treatments/"


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def mld():
    return make_condition()


@pytest.fixture
def arsa(mld) -> Treatment:
    return make_treatment(other_names="Lenmeldy, Libmeldy")


def form(row: TreatmentStatus, **changes) -> dict:
    today = timezone.localdate()
    return {
        "status": row.status, "population": row.population, "since": row.since or "",
        "since_precision": row.since_precision, "source": row.source_id, "note": "",
        "as_of": today.isoformat(), "valid_until": (today + timedelta(days=90)).isoformat(),
        **changes,
    }  # fmt: skip


def admin(status: TreatmentStatus, verb: str = "change") -> str:
    return f"/admin/articles/treatmentstatus/{status.pk}/{verb}/"


# --- What readers see ---
def test_a_status_is_told_with_place_date_people_and_source(client, mld, arsa):
    status = check(arsa, mld)
    html = page(client, arsa.get_absolute_url())
    words = f"Approved in the United States since 18 March 2024 (as of {in_words(status.as_of)})"
    assert words in html
    assert "Children before signs" in html
    assert '<a href="https://example.org/fda" rel="noopener">Title of fda</a>' in html
    assert "Also called Lenmeldy, Libmeldy." in html
    assert "re-checked" not in html

    therapy = told(client, arsa.get_absolute_url())["MedicalTherapy"]
    assert therapy["url"] == SITE + arsa.get_absolute_url()
    assert therapy["legalStatus"] == [
        {
            "@type": "DrugLegalStatus",
            "name": words,
            "description": "Metachromatic leukodystrophy: Children before signs",
            "applicableLocation": {"@type": "AdministrativeArea", "name": "United States"},
        }
    ]


@pytest.mark.parametrize(("days_ago", "told_still"), [(89, True), (90, True), (91, False)])
def test_after_its_last_day_nothing_is_claimed_anywhere(client, mld, arsa, days_ago, told_still):
    article = make_article("Gene therapy", kind="treatment", conditions=[mld])
    article.treatments.set([arsa])
    status = check(arsa, mld, days_ago=days_ago)
    for url in [arsa.get_absolute_url(), LIST, article.get_absolute_url(), mld.get_absolute_url()]:
        html = page(client, url)
        for claim in ["Approved in the United", "18 March 2024", "Children before signs", "of fda"]:
            assert (claim in html) is told_still, (url, claim)
        being_checked = (
            "The status in the United States is being re-checked (last checked on "
            f'<time datetime="{status.as_of}">{in_words(status.as_of)}</time>).'
        )
        assert (being_checked in html) is not told_still, url
    assert ("legalStatus" in told(client, arsa.get_absolute_url())["MedicalTherapy"]) is told_still
    about = told(client, article.get_absolute_url())["MedicalWebPage"]["about"]
    (therapy,) = [each for each in about if each["@type"] == "MedicalTherapy"]
    assert ("legalStatus" in therapy) is told_still


def test_a_retracted_source_takes_its_status_along(client, mld, arsa):
    status = check(arsa, mld)
    Source.objects.filter(pk=status.source_id).update(
        state="retracted", state_reason="Fraud", state_changed_on=timezone.localdate()
    )
    html = page(client, arsa.get_absolute_url())
    assert "being re-checked" in html
    assert "Approved in" not in html
    assert list(treatments.needing_check()) == [status]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"since_precision": "day"}, "Approved in the United States since 18 March 2024 (as of"),
        ({"since_precision": "month"}, "Approved in the United States since March 2024 (as of"),
        ({"since_precision": "year"}, "Approved in the United States since 2024 (as of"),
        ({"since": None}, "Approved in the United States (as of"),
        ({"status": "refused", "jurisdiction": "EU"}, "Refused in the European Union on 18 March"),
        ({"status": "refused", "since_precision": "month"}, "Refused in the United States in Mar"),
        ({"status": "withdrawn"}, "Approval withdrawn in the United States on 18 March 2024"),
        ({"status": "conditional"}, "Approved on conditions in the United States since"),
        ({"status": "standard", "jurisdiction": "CA"}, "Part of usual care in Canada since"),
        ({"status": "off-label"}, "Used outside its approval in the United States"),
        ({"status": "not approved"}, "Not approved in the United States"),
        ({"status": "trial only"}, "Only in trials in the United States"),
    ],
)  # fmt: skip
def test_every_status_in_plain_words(client, mld, arsa, fields, words):
    check(arsa, mld, **fields)
    html = page(client, arsa.get_absolute_url())
    assert words in html
    assert ("Research, not treatment" in html) is (fields.get("status") == "trial only")


def test_every_status_has_words_and_a_meaning():
    everything = set(TreatmentStatus.Status)
    assert set(treatments.WORDS) == set(treatments.MEANINGS) == everything


def test_a_boxed_warning_stands_wherever_the_treatment_does(client, mld, arsa):
    arsa.boxed_warning = "Blood cancers <b>."
    with pytest.raises(ValidationError, match="source of the boxed warning"):
        arsa.full_clean()
    arsa.boxed_warning_source = make_source("label")
    arsa.save()
    check(arsa, mld)
    for url in [arsa.get_absolute_url(), LIST, mld.get_absolute_url()]:
        html = page(client, url)
        assert html.count("Blood cancers &lt;b&gt;.") == html.count("Boxed warning on the label")
        assert "https://example.org/label" in html
    therapy = told(client, arsa.get_absolute_url())["MedicalTherapy"]
    assert therapy["seriousAdverseOutcome"]["name"] == "Blood cancers <b>."


def test_an_article_shows_what_holds_for_its_conditions(client, mld, arsa):
    form_of = make_condition("Late-infantile MLD", parent=mld)
    other = make_condition("Krabbe disease")
    check(arsa, mld)
    check(arsa, other, jurisdiction="EU", status="refused")
    about_mld = make_article(conditions=[mld])
    about_form = make_article(conditions=[form_of])
    about_nothing = make_article()
    without = make_article(conditions=[mld])
    for article in (about_mld, about_form, about_nothing):
        article.treatments.set([arsa])
        assert "Approved in the United States" in page(client, article.get_absolute_url())
    assert "Refused in" not in page(client, about_mld.get_absolute_url())
    assert "Refused in" in page(client, about_nothing.get_absolute_url())
    assert "Where it is approved" not in page(client, without.get_absolute_url())
    assert "Where it is approved" not in page(client, make_condition("PMD").get_absolute_url())


def test_a_condition_shows_its_forms_labelled_and_what_it_is_a_form_of(client, mld, arsa):
    early = make_condition("Late-infantile MLD", parent=mld)
    late = make_condition("Adult MLD", parent=mld)
    check(arsa, early)
    html = page(client, mld.get_absolute_url())
    assert '<span class="ledger__for">for Late-infantile MLD</span>' in html
    html = page(client, early.get_absolute_url())
    assert "Approved in the United States" in html
    assert "ledger__for" not in html
    assert "Approved in" not in page(client, late.get_absolute_url()), "of another form"
    check(arsa, mld, jurisdiction="EU")
    html = page(client, late.get_absolute_url())
    assert '<span class="ledger__for">for Metachromatic leukodystrophy</span>' in html
    assert "Approved in the European Union" in html


def test_a_long_ledger_is_folded_on_an_article_and_says_what_a_status_means_once(client, arsa):
    conditions = [make_condition(f"Condition {number}") for number in range(4)]
    article = make_article()
    article.treatments.set([arsa])
    for condition in conditions[:3]:
        check(arsa, condition)
    check(arsa, conditions[0], jurisdiction="EU")
    html = page(client, article.get_absolute_url())
    assert "Open all" not in html
    assert html.count("Not every hospital offers it") == 3, "once for each condition"
    check(arsa, conditions[3])
    html = page(client, article.get_absolute_url())
    assert "<summary>Open all 4 entries</summary>" in html


def test_the_list_can_be_narrowed_and_stores_nothing(client, mld, arsa):
    krabbe = make_condition("Krabbe disease")
    check(arsa, mld)
    check(arsa, krabbe, jurisdiction="EU", status="not approved")
    make_treatment("Newest thing", slug="new")
    html = page(client, LIST)
    assert html.index('krabbe-disease/">Krabbe') < html.index('leukodystrophy/">Metachromatic')
    assert "Newest thing" in html
    for query, there, gone in [
        ("condition=krabbe-disease", "Not approved in the Eu", "Approved in the United"),
        ("jurisdiction=US", "Approved in the United", "Not approved in the Eu"),
        ("condition=krabbe-disease&jurisdiction=US", "no such line", "pproved in the"),
        ("condition=%27--&jurisdiction=XX", "Not approved in the Eu", "no such line"),
    ]:
        html = page(client, f"{LIST}?{query}")
        assert there in html, query
        assert gone not in html, query
        assert f'<link rel="canonical" href="{SITE}{LIST}">' in html
    assert "could not confirm its status in any place" in page(client, "/treatments/new/")
    assert client.get("/treatments/nothing/").status_code == 404
    assert client.post(LIST).status_code == 405


def test_the_pages_cost_the_same_for_few_rows_and_for_many(client, mld, arsa):
    article = make_article(conditions=[mld])
    article.treatments.set([arsa])
    check(arsa, mld)
    urls = [LIST, arsa.get_absolute_url(), article.get_absolute_url(), mld.get_absolute_url()]
    few = [selects(client, url) for url in urls]
    for number, place in enumerate(["EU", "UK", "CA"]):
        more = make_treatment(f"T {number}")
        article.treatments.add(more)
        for each in (arsa, more):
            check(each, mld, jurisdiction=place, source=make_source(f"s-{number}-{each.slug}"))
    assert [selects(client, url) for url in urls] == few
    assert few[:2] <= [3, 5]


def test_the_sitemap_knows_them(client, arsa):
    sitemap = everything_in_the_sitemap(client)
    for url in [LIST, arsa.get_absolute_url()]:
        assert f"<loc>{SITE}{url}</loc>" in sitemap


# --- Checking again ---
def test_checking_again_keeps_what_was_recorded_before(client, mld, arsa):
    old = check(arsa, mld, days_ago=40, status="conditional", note="Ask Rae")
    new = old.check_again(status="approved", source=make_source("fda-2"))
    old.refresh_from_db()
    assert new.pk != old.pk
    assert (old.status, old.valid_until) == ("conditional", timezone.localdate())
    assert (new.status, new.as_of) == ("approved", timezone.localdate())
    assert new.valid_until == timezone.localdate() + timedelta(days=90)
    assert new.population == old.population
    html = page(client, arsa.get_absolute_url())
    assert "Before: Approved on conditions. Now: Approved." in html
    assert "Ask Rae" not in html, "for staff only"
    assert "Approved on conditions in" not in html

    with pytest.raises(IllegalMove, match="since"):
        old.check_again(status="refused")

    same = new.check_again(population="Everybody with MLD")
    assert same.pk == new.pk, "a mistake of today is corrected, not recorded as a change"
    assert TreatmentStatus.objects.count() == 2


def test_of_an_expired_status_not_even_the_history_is_told(client, mld, arsa):
    old = check(arsa, mld, days_ago=200, status="refused", population="Nobody yet")
    old.check_again(as_of=ago(150), status="approved", since=None)
    html = page(client, arsa.get_absolute_url())
    assert "being re-checked" in html
    for claim in ["Refused", "Approved", "Nobody yet", "What changed"]:
        assert claim not in html


def test_what_cannot_be_checked_so_is_refused(mld, arsa):
    status = check(arsa, mld, days_ago=5)
    today = timezone.localdate()
    with pytest.raises(IllegalMove, match="last checked"):
        status.check_again(as_of=ago(6))
    for field, wrong in [
        ("valid_until", {"valid_until": today + timedelta(days=91)}),
        ("valid_until", {"valid_until": today}),
        ("since", {"since": today + timedelta(days=1)}),
        ("population", {"population": ""}),
    ]:
        with pytest.raises(ValidationError) as refused:
            status.check_again(**wrong)
        assert set(refused.value.message_dict) == {field}
    status.refresh_from_db()
    assert status.valid_until == ago(5) + timedelta(days=90), "all or nothing"
    assert TreatmentStatus.objects.count() == 1


def test_the_database_refuses_two_statuses_at_a_time(mld, arsa):
    status = check(arsa, mld, days_ago=50)
    twin = {name: getattr(status, name) for name in ("since", "source", "population", "status")}
    with pytest.raises(IntegrityError), transaction.atomic():
        check(arsa, mld, days_ago=20, **twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        check(arsa, mld, jurisdiction="EU", valid_until=timezone.localdate() + timedelta(days=99))
    check(arsa, mld, jurisdiction="EU")
    check(arsa, mld, days_ago=150)
    with pytest.raises(ValidationError) as refused:
        TreatmentStatus(
            treatment=arsa, condition=mld, jurisdiction="US", as_of=ago(0),
            valid_until=ago(-1), **twin,
        ).full_clean()  # fmt: skip
    assert "already a status" in refused.value.message_dict["jurisdiction"][0]


# --- At the desk ---
def test_an_editor_checks_again_and_others_may_not(client, mld, arsa, eve, rae, mo):
    status = check(arsa, mld, days_ago=100)
    url = admin(status, "check_again")
    for person, allowed in [(mo, False), (rae, False), (eve, True)]:
        client.force_login(person)
        assert client.get(url).status_code == (200 if allowed else 403)
        if not allowed:
            assert client.post(url, form(status)).status_code == 403
    html = client.get(url).content.decode()
    assert "NO: EXPIRED" in html
    assert "Children before signs" in html, "prefilled"
    assert f'value="{timezone.localdate()}"' in html
    assert "https://example.org/fda" in html

    response = client.post(url, form(status, status="refused"), follow=True)
    assert "Checked again." in response.content.decode()
    (new,) = TreatmentStatus.objects.newest()
    assert (new.status, new.as_of) == ("refused", timezone.localdate())
    response = client.get(url, follow=True)
    assert response.redirect_chain[0][0] == admin(new, "check_again")
    assert "replaced" in client.get(admin(status)).content.decode()


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("as_of", lambda: ago(-1), "has not come yet"),
        ("as_of", lambda: ago(30), "last checked on"),
        ("valid_until", lambda: ago(-91), "1 to 90 days"),
        ("since", lambda: ago(-1), "later than the day"),
        ("population", lambda: "", "required"),
        ("source", lambda: "", "required"),
        ("status", lambda: "cure", "Select a valid choice"),
    ],
)
def test_a_wrong_check_is_explained_at_its_field(client, mld, arsa, eve, field, wrong, words):
    status = check(arsa, mld, days_ago=20)
    client.force_login(eve)
    response = client.post(admin(status, "check_again"), form(status, **{field: wrong()}))
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert field in errors, errors
    assert words in str(errors[field])
    assert list(TreatmentStatus.objects.all()) == [status]


def test_a_second_status_for_the_same_is_led_to_the_first(client, mld, arsa, eve):
    status = check(arsa, mld)
    client.force_login(eve)
    add = "/admin/articles/treatmentstatus/add/"
    of = {"treatment": arsa.pk, "condition": mld.pk}
    response = client.post(add, form(status, **of, jurisdiction="US"))
    assert f'<a href="{admin(status, "check_again")}">Check it again</a>' in (
        response.content.decode()
    )
    response = client.post(add, form(status, **of, jurisdiction="EU"))
    assert response.status_code == 302
    assert TreatmentStatus.objects.count() == 2


def test_a_row_is_never_rewritten_and_its_note_stays_inside(client, mld, arsa, eve, rae):
    status = check(arsa, mld)
    for person in (rae, eve):
        client.force_login(person)
        answer = client.post(admin(status), form(status, status="refused", note="Called them"))
        assert answer.status_code == (403 if person == rae else 302)
    status.refresh_from_db()
    assert (status.status, status.note) == ("approved", "Called them")
    assert client.post(admin(status, "delete"), {"post": "yes"}).status_code == 403
    client.logout()
    assert "Called them" not in page(client, arsa.get_absolute_url())


def test_the_list_of_the_desk_shows_the_worst_first(client, mld, arsa, eve):
    fine = check(arsa, mld, days_ago=1)
    expired = check(arsa, mld, days_ago=120, jurisdiction="EU")
    soon = check(arsa, mld, days_ago=80, jurisdiction="UK")
    older = check(arsa, mld, days_ago=300)
    assert list(treatments.needing_check()) == [expired, soon]
    client.force_login(eve)

    def rows(query: str = "") -> list[TreatmentStatus]:
        response = client.get(f"/admin/articles/treatmentstatus/?{query}")
        return list(response.context["cl"].result_list)

    assert rows() == [expired, soon, fine]
    assert rows("standing=to-check") == [expired, soon]
    assert rows("standing=expired") == [expired]
    assert rows("standing=expiring") == [soon]
    assert rows("standing=replaced") == [older]
    html = client.get(f"/admin/articles/treatment/{arsa.pk}/change/").content.decode()
    assert "NO: EXPIRED" in html
    assert "Expiring, until" in html


def test_a_treatment_that_moves_leaves_a_lasting_address(client, arsa, eve, rae):
    url = f"/admin/articles/treatment/{arsa.pk}/rename/"
    client.force_login(rae)
    assert client.post(url, {"slug": "arsa"}).status_code == 403
    client.force_login(eve)
    assert client.post(url, {"slug": "arsa"}).status_code == 302
    other = make_treatment("Other").pk
    url = f"/admin/articles/treatment/{other}/rename/"
    refused = client.post(url, {"slug": "arsa-cel"}).content.decode()
    assert "Another page once had this address" in refused
    client.logout()
    response = client.get("/treatments/arsa-cel/")
    assert (response.status_code, response.url) == (301, "/treatments/arsa/")
