"""The admin as the desk of editors and clinical reviewers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.admin import ArticleAdmin
from articles.forms import ArticleForm
from articles.models import Article, Condition, Revision, SignOff, Source
from portal.states import IllegalMove
from tests.articles.test_reading import selects, sign, sign_long_ago
from tests.factories import make_article, make_condition, make_source, make_topic

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=80)


def desk(verb: str, page: Article | Condition | None = None, model: str = "article") -> str:
    return reverse(f"admin:articles_{model}_{verb}", args=[page.pk] if page else [])


def text(article: Article | None = None, **fields) -> dict:
    return {
        "text_title": "A title", "summary": "A summary.", "body": "A text.", "kind": "living",
        "significance": "update", "based_on": article.latest.number if article else "", **fields,
    }  # fmt: skip


def signature(article: Article, **fields) -> dict:
    return {
        "revision": article.latest.number, "interests": "None",
        "review_due_on": SOON.isoformat(), **fields,
    }  # fmt: skip


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
    client.post(desk("publish", article), {"revision": 1})
    client.logout()
    assert b"Dr Rae, neurologist, GMC 1" in client.get("/articles/a-title/").content


def test_an_address_is_asked_for_where_the_title_gives_none(client, eve):
    """Without one, no list that shows the article could link to it."""
    client.force_login(eve)
    sent = text(text_title="Болезнь", slug="")
    assert "gives no address" in client.post(desk("add"), sent).content.decode()
    assert not Article.objects.exists()
    client.post(desk("add"), sent | {"slug": "bolezn"})
    assert Article.objects.get().slug == "bolezn"


def test_saving_writes_a_revision_and_leaves_the_live_text_alone(client, eve):
    article = make_article("Live title", body="Live text.")
    client.force_login(eve)
    form = client.get(desk("change", article)).content.decode()
    assert "Live text." in form
    client.post(desk("change", article), text(article, text_title="New title", body="New text."))
    article.refresh_from_db()
    assert (article.title, article.live.number, article.latest.number) == ("Live title", 1, 2)
    assert article.latest.author == eve
    assert b"New text." not in client.get(article.get_absolute_url()).content
    assert b"New text." in client.get(desk("preview", article)).content
    assert b"Live text." in client.get(desk("preview", article) + "?revision=1").content
    assert client.get(desk("preview", article) + "?revision=9").status_code == 404

    client.post(desk("change", article), text(article, text_title="New title", body="New text."))
    assert article.revisions.count() == 2, "an unchanged text makes no revision"


def test_two_editors_at_once_do_not_overwrite_one_another(client, eve):
    article = make_article()
    client.force_login(eve)
    mine = text(article, body="Mine.")
    client.post(desk("change", article), text(article, body="Theirs."))
    assert (
        b"Somebody else has saved a newer text"
        in client.post(desk("change", article), mine).content
    )
    assert article.latest.body == "Theirs."


def test_of_two_who_save_in_the_same_moment_the_second_is_told(eve):
    article = make_article()
    mine = ArticleForm(text(article, body="Mine."), instance=article)
    article.write(title="T", summary="S", body="Theirs, a moment earlier.", by=eve)
    assert "Somebody else has saved a newer text" in str(mine.errors)


def test_saving_a_draft_does_not_undo_what_was_published_meanwhile(eve, ada, rf):
    article = make_article(publish=False)
    form = ArticleForm(text(article, body="Newer.", kind="research"), instance=article)
    assert form.is_valid(), form.errors
    Article.objects.get().publish_as_imported()  # by somebody else, after the form was read
    request = rf.post("/")
    request.user = eve
    ArticleAdmin(Article, admin.site).save_model(request, form.instance, form, change=True)
    article = Article.objects.get()
    assert (article.state, article.live.number, article.latest.number) == ("published", 1, 2)
    assert (article.kind, article.title) == ("research", "Living with leukodystrophy")


def test_what_cannot_be_shown_is_refused_kindly(client, eve):
    article = make_article()
    client.force_login(eve)
    for body, complaint in (
        ("[" * 400, b"too often"),
        ("x" * 100_001, b"at most"),
        ("", b"required"),
    ):
        assert complaint in client.post(desk("change", article), text(article, body=body)).content
    assert article.revisions.count() == 1


def test_a_citation_without_a_source_keeps_an_article_from_being_published(client, eve):
    client.force_login(eve)
    response = client.post(desk("add"), text(body="Fact [@nope].", slug="fact"), follow=True)
    assert "Citations without a source: nope" in response.content.decode()
    article = Article.objects.get()
    response = client.post(desk("publish", article), {"revision": 1}, follow=True)
    assert "these citations have no source: nope" in response.content.decode()
    article.refresh_from_db()
    assert article.state == "draft"


def test_a_source_added_later_mends_the_citation(client, eve):
    """The text need not be changed for it, as the refusal says."""
    client.force_login(eve)
    client.post(desk("add"), text(body="Fact [@later].", slug="fact"))
    article = Article.objects.get()
    make_source("later")
    client.post(desk("change", article), text(article, body="Fact [@later]."))
    client.post(desk("publish", article), {"revision": article.latest.number})
    article.refresh_from_db()
    assert article.state == "published"
    client.post(desk("change", article), text(article, body="Fact [@later]."))
    assert article.revisions.count() == 2


def test_a_text_that_needs_no_change_can_be_signed_anew(client, eve, rae):
    article = make_article("A title", body="A text.", by=eve)
    sign(article.live, rae)
    client.force_login(eve)
    client.post(desk("change", article), text(article, note="Read again, still right."))
    client.force_login(rae)
    client.post(desk("sign", article), signature(article))
    assert article.latest.number == 2
    assert SignOff.objects.count() == 2


def test_the_front_page_says_what_waits_for_whom(client, eve, rae, mo):
    make_article("Draft", publish=False)
    make_article("Public")
    late, ready = make_article("Late"), make_article("Ready", publish=False)
    sign_long_ago(late.live, rae)
    sign(ready.latest, rae)
    url = reverse("admin:articles_article_changelist")
    for person in (eve, rae):
        client.force_login(person)
        html = client.get("/admin/").content.decode()
        for words in ("1 due for a new review", "2 not signed yet", "1 signed, to be published"):
            assert words in html
        for way, titles in [
            ("overdue", "Late"),
            ("to-sign", "Draft Public"),
            ("to-publish", "Ready"),
        ]:
            rows = client.get(f"{url}?review={way}").context["cl"].result_list
            assert {article.title for article in rows} == set(titles.split())
    client.force_login(mo)
    assert "not signed yet" not in client.get("/admin/").content.decode()


def test_a_fresh_draft_is_not_on_the_last_page(client, eve, rae):
    for number in range(3):
        sign(make_article(f"Signed {number}").live, rae)
    make_article("Fresh", publish=False)
    client.force_login(eve)
    rows = client.get(reverse("admin:articles_article_changelist")).context["cl"].result_list
    assert rows[0].title == "Fresh"


def test_a_doi_may_be_pasted_as_an_address(client, eve):
    client.force_login(eve)
    sent = {"key": "one", "title": "T", "kind": "book", "doi": "https://doi.org/10.1000/xyz"}
    assert client.post(reverse("admin:articles_source_add"), sent).status_code == 302
    assert Source.objects.get().doi == "10.1000/xyz"
    response = client.post(reverse("admin:articles_source_add"), sent | {"key": "two", "doi": "x"})
    assert "A DOI looks like" in response.content.decode()


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


def test_of_two_reviewers_at_once_one_signs_and_the_other_is_told(rae, ada):
    revision, same = make_article().latest, Revision.objects.get()
    sign(revision, rae)
    with pytest.raises(IllegalMove, match="Dr Rae has already signed this"):
        sign(same, ada)


def test_nobody_signs_their_own_text(client, ada, rae):
    article = make_article(by=ada)
    client.force_login(ada)  # may do everything else
    response = client.post(desk("sign", article), signature(article), follow=True)
    assert "You wrote this text. Please ask somebody else" in response.content.decode()
    assert not SignOff.objects.exists()
    client.force_login(rae)
    client.post(desk("sign", article), signature(article))
    assert SignOff.objects.get().text_hash == article.latest.text_hash
    response = client.post(desk("sign", article), signature(article), follow=True)
    assert "Dr Rae has already signed this" in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"interests": ""},
        {"review_due_on": "2020-01-01"},
        {"review_due_on": "2999-01-01"},
    ],
)
def test_a_signature_is_complete(client, rae, wrong):
    article = make_article()
    client.force_login(rae)
    assert client.post(desk("sign", article), signature(article, **wrong)).status_code == 200
    assert not SignOff.objects.exists()


def test_publishing_an_unsigned_text_says_what_it_means(client, eve, rae):
    article = make_article(by=eve)
    sign(article.live, rae)
    article.write(title="T", summary="S", body="New.", by=eve)
    client.force_login(eve)
    html = client.get(desk("publish", article)).content.decode()
    assert "although the text they see now is signed" in html
    assert "It cites no source" in html


def test_retiring_asks_first(client, eve):
    article = make_article()
    client.force_login(eve)
    assert b"The page stays at its address" in client.get(desk("retire", article)).content
    article.refresh_from_db()
    assert article.state == "published"
    client.post(desk("retire", article))
    article.refresh_from_db()
    assert article.state == "retired"
    response = client.post(desk("retire", article), follow=True)
    assert b"Only a published article can be retired" in response.content


def test_moving_a_page_keeps_the_old_address(client, eve):
    article, condition = make_article(slug="old"), make_condition()
    taken = make_article(slug="taken")
    client.force_login(eve)
    assert (
        b"already has this address"
        in client.post(desk("rename", article), {"slug": "taken"}).content
    )
    assert b"Enter a valid" in client.post(desk("rename", article), {"slug": "a b"}).content
    client.post(desk("rename", article), {"slug": "new"})
    client.post(desk("rename", condition, "condition"), {"slug": "mld"})
    client.logout()
    assert client.get("/articles/old/").url == "/articles/new/"
    assert client.get("/conditions/metachromatic-leukodystrophy/").url == "/conditions/mld/"
    assert client.get(taken.get_absolute_url()).status_code == 200


VERBS = ["preview", "publish", "retire", "sign", "rename"]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("alice", set()),
        ("mo", set()),
        ("eve", {"preview", "publish", "retire", "rename"}),
        ("rae", {"preview", "sign"}),
        ("ada", set(VERBS)),
    ],
)
def test_everybody_has_exactly_their_verbs(client, request, who, may):
    article = make_article()
    client.force_login(request.getfixturevalue(who))
    for verb in VERBS:
        status = client.get(desk(verb, article)).status_code
        assert (status == 200) == (verb in may), verb
        assert status in {200, 302, 403}
        if verb not in may:
            client.post(desk(verb, article), signature(article, slug="x"))
    html = client.get(desk("change", article)).content.decode()
    for verb in ("publish", "retire", "sign", "rename"):
        assert (desk(verb, article) in html) == (verb in may)
    article.refresh_from_db()
    assert (article.state, article.slug == "x") == ("published", False)
    assert not SignOff.objects.exists()
    assert (
        client.get(reverse("admin:articles_article_delete", args=[article.pk])).status_code != 200
    )


def test_a_reviewer_reads_and_cannot_write(client, rae):
    article = make_article("A title", body="Read me.")
    client.force_login(rae)
    html = client.get(desk("change", article)).content.decode()
    assert "Read me." in html
    assert 'name="body"' not in html
    assert client.post(desk("change", article), text(article, body="Mine.")).status_code == 403
    assert client.get(desk("add")).status_code == 403
    assert article.revisions.count() == 1
    for model in ("condition", "source"):
        assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:articles_{model}_add")).status_code == 403


def test_a_moderator_has_no_business_here(client, mo):
    client.force_login(mo)
    for model in ("article", "condition", "source"):
        assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 403


def test_the_list_shows_what_is_due_first(client, eve, rae, django_assert_max_num_queries):
    late = make_article("Late")
    sign_long_ago(late.live, rae)
    newer = make_article("Newer")
    newer.write(title="N", summary="S", body="B", by=eve)
    for number in range(5):
        make_article(f"Other {number}")
    client.force_login(eve)
    url = reverse("admin:articles_article_changelist")
    html = client.get(url).content.decode()
    assert html.index("Late") < html.index("Other 4") < html.index("Other 0")
    assert "OVERDUE since 2021-01-01" in html
    assert "Revision 2" in html
    assert "Other 1" not in client.get(f"{url}?review=overdue").content.decode()
    assert "Other 1" not in client.get(f"{url}?review=newer").content.decode()
    assert "Late" not in client.get(f"{url}?review=unsigned").content.decode()
    before = selects(client, url)
    for number in range(10):
        make_article(f"More {number}")
    assert selects(client, url) == before


def test_an_editor_keeps_conditions_and_sources(client, eve):
    parent = make_condition("Leukodystrophy")
    client.force_login(eve)
    inlines = {
        "names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 0, "names-0-name": "KD",
        "names-0-kind": "abbreviation",
        "codes-TOTAL_FORMS": 1, "codes-INITIAL_FORMS": 0, "codes-0-system": "ORPHA",
        "codes-0-value": "ORPHA:487", "codes-0-relation": "exact",
    }  # fmt: skip
    sent = {"name": "Krabbe disease", "slug": "krabbe-disease", "parent": parent.pk, **inlines}
    assert client.post(reverse("admin:articles_condition_add"), sent).status_code == 302
    krabbe = Condition.objects.get(slug="krabbe-disease")
    assert [str(code) for code in krabbe.codes.all()] == ["ORPHA:487"]
    assert [name.name for name in krabbe.names.all()] == ["KD"]

    none = {
        "names-TOTAL_FORMS": 0,
        "names-INITIAL_FORMS": 0,
        "codes-TOTAL_FORMS": 0,
        "codes-INITIAL_FORMS": 0,
    }
    response = client.post(
        desk("change", parent, "condition"), {"name": parent.name, "parent": krabbe.pk, **none}
    )
    assert "is itself a form of" in response.content.decode()

    for key in ("one", "two"):  # neither has a DOI, and that is no conflict
        sent = {"key": key, "title": "T", "kind": "book", "url": f"https://example.org/{key}"}
        assert client.post(reverse("admin:articles_source_add"), sent).status_code == 302
    assert Source.objects.count() == 2
    sent = {"key": "three", "title": "T", "kind": "book"}
    response = client.post(reverse("admin:articles_source_add"), sent)
    assert "Give a DOI, a PubMed id, a registry id or an address" in response.content.decode()
