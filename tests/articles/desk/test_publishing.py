"""Publishing: what the checks say, and what becomes of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import checks
from articles.admin import publishing
from articles.models import (
    Article,
    SignOff,
    Source,
)
from portal.states import IllegalMove
from tests.articles.desk import desk, make_signed, publication, signature, text
from tests.articles.test_reading import sign
from tests.factories import make_article, make_condition, make_source, make_topic

pytestmark = pytest.mark.django_db


def test_from_draft_to_signed_page(client, eve, rae):
    make_source("a")
    topic, mld = make_topic(), make_condition()
    client.force_login(eve)
    sent = text(body="Fact [@a].", slug="", topics=[topic.pk], conditions=[mld.pk])
    assert client.post(desk("add"), sent).status_code == 302
    article = Article.objects.get()
    assert (article.slug, article.state, article.title) == ("a-title", "draft", "A title")
    assert article.latest.author == eve
    assert list(article.topics.all()) == [topic]
    assert list(article.conditions.all()) == [mld]

    client.force_login(rae)
    assert "Fact" in client.get(desk("sign", article)).content.decode()
    client.post(desk("sign", article), signature(article))
    assert article.latest.signoff.reviewer == rae

    client.force_login(eve)
    client.post(desk("publish", article), publication(article.latest))
    client.logout()
    assert b"Dr Rae, neurologist, GMC 1" in client.get("/articles/a-title/").content


def test_a_citation_without_a_source_keeps_an_article_from_being_published(client, eve):
    client.force_login(eve)
    response = client.post(desk("add"), text(body="Fact [@nope].", slug="fact"), follow=True)
    assert "Citations without a source: nope" in response.content.decode()
    article = Article.objects.get()
    response = client.post(desk("publish", article), {"revision": 1})
    assert "SRC-DANGLING" in response.content.decode()
    assert reverse("admin:articles_source_add") in response.content.decode()
    article.refresh_from_db()
    assert article.state == "draft"


def test_a_source_added_later_mends_the_citation(client, eve, rae):
    """The text need not be changed for it, as the refusal says."""
    client.force_login(eve)
    client.post(desk("add"), text(body="Fact [@later].", slug="fact"))
    article = Article.objects.get()
    make_source("later")
    client.post(desk("change", article), text(article, body="Fact [@later]."))
    sign(article.latest, rae)
    client.post(desk("publish", article), publication(article.latest))
    article.refresh_from_db()
    assert article.state == "published"
    client.post(desk("change", article), text(article, body="Fact [@later]."))
    assert article.revisions.count() == 2


def test_nobody_publishes_or_signs_a_text_they_have_not_seen(client, eve, rae):
    article = make_article(publish=False)
    seen = signature(article)
    article.write(title="T", summary="S", body="Changed meanwhile.", by=eve)
    client.force_login(eve)
    assert (
        b"There is a newer text now"
        in client.post(desk("publish", article), {"revision": 1}).content
    )
    client.force_login(rae)
    assert b"There is a newer text now" in client.post(desk("sign", article), seen).content
    article.refresh_from_db()
    assert article.state == "draft"
    assert not SignOff.objects.exists()


def test_what_blocks_is_explained_where_it_can_be_mended(client, eve, rae):
    article = make_article(by=eve)
    sign(article.live, rae)
    article.write(title="T", summary="S", body="New.", by=eve)
    client.force_login(eve)
    html = client.get(desk("publish", article)).content.decode()
    assert "To be mended first" in html
    assert html.index("SIGN-MISSING") < html.index('type="submit" class="default"')
    assert f'href="{desk("ask", article)}"' in html
    assert "What changes for readers" in html
    response = client.post(desk("publish", article), publication(article.latest))
    assert "Not yet: mend what keeps it from being published" in response.content.decode()
    article.refresh_from_db()
    assert article.live.number == 1


def test_a_warning_is_set_aside_with_a_reason_that_only_staff_see(client, eve, rae):
    article = make_signed(eve, rae, body="A miraculous breakthrough that always helps [@gr-mld].")
    warnings = {each.code for each in checks.check_revision(article.latest)}
    assert warnings
    assert not any(each.blocks for each in checks.check_revision(article.latest))
    client.force_login(eve)
    sent = publication(article.latest)
    first = f"because_{sorted(warnings)[0]}"
    others = {name: "A kept reason." for name in sent if name.startswith("because_")}
    response = client.post(desk("publish", article), sent | others | {first: "  "})
    html = response.content.decode()
    assert "write why the text may be published all the same" in html
    assert html.count("A kept reason.") == len(others) - 1, "what was typed is kept"
    article.refresh_from_db()
    assert article.state == "draft"

    client.post(desk("publish", article), sent | {first: "The board asked for it."})
    article.refresh_from_db()
    assert article.state == "published"
    assert article.publications.get().reasons[first.removeprefix("because_")].startswith("The bo")
    assert b"The board asked for it." in client.get(desk("change", article)).content
    client.logout()
    assert b"The board asked" not in client.get(article.get_absolute_url()).content


def test_a_source_that_falls_while_the_page_is_open_still_blocks(eve, rae):
    article = make_signed(eve, rae)
    seen = publication(article.latest)
    reasons = {name.removeprefix("because_"): "Fine." for name in seen}
    Source.objects.update(
        state="retracted", state_changed_on=timezone.localdate(), state_reason="Data withdrawn."
    )
    with pytest.raises(checks.Refused, match="SRC-RETRACTED"):
        article.publish(by=eve, reasons=reasons)
    assert Article.objects.get().state == "draft"


def test_the_signed_text_can_be_published_while_a_newer_one_is_written(client, eve, rae):
    article = make_signed(eve, rae)
    article.write(title="T", summary="S", body="Half a thought.", by=eve)
    client.force_login(eve)
    page = f"{desk('publish', article)}?revision=1"
    assert page in client.get(desk("change", article)).content.decode()
    client.post(page, publication(article.revisions.get(number=1)))
    article.refresh_from_db()
    assert (article.live.number, article.latest.number) == (1, 2)
    for odd in ("9", "x", "9" * 30, "²"):
        assert client.get(desk("publish", article), {"revision": odd}).status_code == 404


def test_going_back_makes_a_new_revision_that_nobody_has_signed(client, eve, rae):
    article = make_signed(eve, rae)
    article.publish(by=eve, reasons=dict.fromkeys(_codes(article), "Fine."))
    article.write(title="A title", summary="A summary.", body="Worse.", by=eve)
    client.force_login(eve)
    page = f"{desk('roll_back', article)}?to=1"
    assert page in client.get(desk("change", article)).content.decode()
    assert b"Worse." in client.get(page).content
    assert b"required" in client.post(page, {"revision": 2}).content
    assert b"newer text now" in client.post(page, {"revision": 1, "public_note": "x"}).content
    client.post(page, {"revision": 2, "public_note": "We were wrong."})
    latest = article.latest
    assert (latest.number, latest.body, latest.significance) == (
        3, "Myelin is damaged [@gr-mld].", "major",
    )  # fmt: skip
    assert (latest.note, latest.public_note) == ("Back to revision 1", "We were wrong.")
    assert latest.citations.count() == 1
    assert not hasattr(latest, "signoff")
    assert Article.objects.get().live.number == 1
    with pytest.raises(checks.Refused, match="SIGN-MISSING"):
        article.publish(by=eve)
    again = client.post(page, {"revision": 3, "public_note": "x"}, follow=True)
    assert b"The newest text is the same already" in again.content
    assert article.revisions.count() == 3
    with pytest.raises(IllegalMove, match="another article"):
        article.roll_back(to=make_article().latest, by=eve)


def _codes(article: Article) -> set[str]:
    return {each.code for each in checks.check_revision(article.latest)}


def test_every_finding_leads_to_a_page_that_opens(client, eve):
    original = make_article("Original", by=eve)
    article = make_article(by=eve, publish=False, translation_of=original, language="de")
    revision = article.write(
        title="T", summary="S", body="B", by=eve, translated_from=original.live
    )
    client.force_login(eve)
    codes = [code for code, _, _ in publishing.DOORS]
    for code in [*codes, "SUMMARY-MISSING", "HYPE", "TRANSLATION-STALE"]:
        finding = checks.Finding(code, checks.Severity.WARNS, "Text", "Mend it.")
        door = publishing.mend(finding, revision)
        assert client.get(door["url"].partition("#")[0]).status_code == 200, code
        assert door["words"]
    stale = publishing.mend(checks.Finding("TRANSLATION-STALE", "warns", "Text", ""), revision)
    assert stale["url"] == f"{desk('compare', original)}?from=1&to=1"


def test_what_is_wrong_in_many_places_is_explained_once(client, eve):
    make_source("a")
    body = "A beacon of hope [@a].\n\nA ray of hope [@a].\n\nA miracle cure [@a]."
    article = make_article("A title", body=body, by=eve, publish=False)
    client.force_login(eve)
    html = client.get(desk("publish", article)).content.decode()
    assert html.count("This raises hope without saying") == 1
    assert html.count("<q>") > 2
    assert html.count("because_HYPE") >= 1


def test_a_misspelt_citation_leads_to_the_text_and_a_missing_source_to_the_sources(client, eve):
    article = make_article("A title", body="A fact [@Nope].", by=eve, publish=False)
    client.force_login(eve)
    html = client.get(desk("publish", article)).content.decode()
    assert reverse("admin:articles_source_add") not in html
    assert f"{desk('change', article)}#id_body" in html
    article.write(title="T", summary="S", body="A fact [@nope].", by=eve)
    html = client.get(desk("publish", article)).content.decode()
    assert reverse("admin:articles_source_add") in html
