"""Writing a text in the form of an article."""

from __future__ import annotations

import pytest
from django.contrib import admin

from articles.admin import ArticleAdmin
from articles.forms.writing import ArticleForm
from articles.models import Article, ReviewRequest
from tests.articles.desk import desk, text
from tests.factories import make_article, make_condition, make_source

pytestmark = pytest.mark.django_db


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

    html = client.post(desk("change", article), mine).content.decode()
    assert "From revision 2 by Eve to what you wrote" in html
    assert "[removed: </span>Theirs" in html
    assert "[added: </span>Mine" in html
    article.write(title="T", summary="S", body="And a third.", by=eve)
    client.post(desk("change", article), mine | {"merged": 2})  # a still newer one has come
    assert article.latest.body == "And a third."
    client.post(desk("change", article), mine | {"merged": 3, "body": "Both."})
    assert article.latest.body == "Both."


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


def test_a_text_that_is_far_too_long_is_refused_and_kept(client, eve):
    client.force_login(eve)
    html = client.get(desk("add")).content.decode()
    assert 'name="body"' in html
    assert 'maxlength="100000"' not in html, "the browser would cut it without a word"
    assert 'enctype="multipart/form-data"' in html
    long = "Слово. " * 20_000
    html = client.post(desk("add"), text(slug="long", body=long)).content.decode()
    assert "at most 100000 characters" in html
    assert html.count("Слово.") >= 20_000
    response = client.post(desk("add"), text(slug="long", body="x" * 5_000_000))
    assert response.status_code == 413
    assert "longer than this form can take" in response.content.decode()
    assert not Article.objects.exists()
    within = "Слово. " * 14_000
    client.post(desk("add"), text(slug="long", body=within))
    assert Article.objects.get().latest.body == within.strip()


def test_a_text_from_a_word_processor_becomes_markdown(client, eve):
    client.force_login(eve)
    pasted = "First\u00a0paragraph, short.\r\n•\tone\r\n•\ttwo\r\nAfter the list."
    client.post(desk("add"), text(slug="pasted", body=pasted))
    article = Article.objects.get()
    assert article.latest.body == ("First paragraph, short.\n\n- one\n- two\n\nAfter the list.")
    assert "<li>one</li>" in client.get(desk("preview", article)).content.decode()


def test_what_was_not_touched_stays_letter_by_letter(client, eve):
    article = make_article("A title", body="5\u00a0mg of\u00a0it.", by=eve)
    client.force_login(eve)
    client.post(desk("change", article), text(article, body="5\u00a0mg of\u00a0it."))
    assert article.revisions.count() == 1


def test_readers_are_told_what_has_changed_or_the_editor_is_asked(client, eve):
    article = make_article(by=eve)
    client.force_login(eve)
    sent = text(article, body="New.")
    html = client.post(desk("change", article), sent, follow=True).content.decode()
    assert "Readers will not be told what has changed" in html
    sent = text(article, body="Newer.", public_note="A new study.")
    html = client.post(desk("change", article), sent, follow=True).content.decode()
    assert "Readers will not be told" not in html
    assert article.latest.public_note == "A new study."
    sent = text(article, body="Never.", significance="typo")
    html = client.post(desk("change", article), sent, follow=True).content.decode()
    assert "Readers will not be told" not in html


def test_a_treatment_article_starts_from_its_blocks(client, eve):
    client.force_login(eve)
    html = client.get(desk("add")).content.decode()
    assert "?kind=treatment" in html
    assert "## Who it applies to" not in html
    html = client.get(desk("add") + "?kind=treatment").content.decode()
    assert "## Who it applies to" in html
    assert "## Who it applies to" not in client.get(desk("add") + "?kind=living").content.decode()


def test_a_translation_knows_the_text_it_was_made_from(client, eve):
    original = make_article("Original", body="Words.", by=eve)
    client.force_login(eve)
    start = f"{desk('add')}?translation_of={original.pk}"
    assert start in client.get(desk("change", original)).content.decode()
    assert "Words." in client.get(start).content.decode()
    for odd in ("x", "9" * 30, "²", "999999"):
        assert client.get(desk("add"), {"translation_of": odd}).status_code == 200
    sent = text(slug="auf-deutsch", language="de", translation_of=original.pk)
    html = client.post(desk("add"), sent | {"language": "en"}).content.decode()
    assert "written in this language already" in html
    client.post(desk("add"), sent)
    german = Article.objects.get(slug="auf-deutsch")
    assert (german.language, german.latest.translated_from) == ("de", original.live)

    newer = original.write(title="O", summary="S", body="More words.", by=eve)
    client.post(desk("change", german), text(
        german, language="de", translation_of=original.pk, translated_from=newer.pk,
    ))  # fmt: skip
    assert german.latest.translated_from == newer
    for wrong in (german, make_article("Another", translation_of=original, language="fr")):
        html = client.post(desk("change", german), text(
            german, language="de", translation_of=wrong.pk,
        )).content.decode()  # fmt: skip
        assert "no translation itself" in html or "Select a valid choice" in html


def test_a_new_page_does_not_hide_a_redirect(client, eve):
    moved = make_article(slug="old")
    moved.rename(slug="new")
    client.force_login(eve)
    html = client.post(desk("add"), text(slug="old")).content.decode()
    assert "Another page once had this address" in html
    other = make_article(slug="other")
    html = client.post(desk("rename", other), {"slug": "old"}).content.decode()
    assert "Another page once had this address" in html
    client.post(desk("rename", moved), {"slug": "old"})
    moved.refresh_from_db()
    assert moved.slug == "old", "its own old address it may have back"
    client.logout()
    assert client.get("/articles/new/").url == "/articles/old/"
    assert client.get("/articles/old/").status_code == 200


def test_the_form_tells_what_the_newest_text_waits_for(client, eve, rae):
    make_source("a")
    article = make_article("A title", body="A beacon of hope [@a] [@nope].", by=eve, publish=False)
    client.force_login(eve)
    html = " ".join(client.get(desk("change", article)).content.decode().split())
    assert "1 thing to be mended first, 1 to be looked at. No clinician has signed it." in html
    assert desk("publish", article) in html
    assert "1 thing must still be mended" in client.get(desk("ask", article)).content.decode()

    asked = ReviewRequest.objects.create(
        revision=article.latest, reviewer=rae.reviewer, asked_by=eve
    )
    assert "Dr Rae was asked to sign" in client.get(desk("change", article)).content.decode()
    asked.send_back(by=rae, answer="Name the form of MLD.")
    html = client.get(desk("change", article)).content.decode()
    assert "Dr Rae sent revision 1 back" in html
    assert "Name the form of MLD." in html, "where it is mended"
    client.force_login(rae)
    assert "Name the form of MLD." not in client.get(desk("change", article)).content.decode()

    client.force_login(eve)
    client.post(desk("change", article), text(article, body="Of the juvenile form [@a]."))
    client.force_login(rae)
    html = client.get(desk("sign", article)).content.decode()
    assert "What changed since revision 1, which was sent back" in html
    client.force_login(eve)
    client.post(desk("ask", article), {"revision": 2, "reviewer": rae.reviewer.pk})
    client.post(desk("change", article), text(article, body="Of the adult form [@a]."))
    html = client.get(desk("change", article)).content.decode()
    assert "Nobody is asked to sign the newest text" in html
    article.publish_as_imported()
    html = client.get(desk("change", article)).content.decode()
    assert "Nobody is asked" not in html
    assert "readers do not see yet" not in html


def test_a_new_text_is_not_asked_what_has_changed_in_it(client, eve):
    client.force_login(eve)
    question = "What readers are told has changed"
    assert question not in client.get(desk("add")).content.decode()
    assert question in client.get(desk("change", make_article(by=eve))).content.decode()
    client.post(desk("add"), text(slug="new", significance=""))
    assert Article.objects.get(slug="new").latest.significance == "update"


def test_an_article_is_not_related_to_itself(client, eve):
    article, other = make_article("This one", by=eve), make_article("Another one", by=eve)
    client.force_login(eve)
    html = client.get(desk("change", article)).content.decode()
    assert f'name="related" value="{other.pk}"' in html
    assert f'name="related" value="{article.pk}"' not in html
    assert f'name="related" value="{article.pk}"' in client.get(desk("add")).content.decode()


def test_a_translation_begins_with_what_the_original_is_about(client, eve):
    condition = make_condition()
    original = make_article("Original", body="Words.", by=eve)
    original.conditions.add(condition)
    client.force_login(eve)
    form = client.get(f"{desk('add')}?translation_of={original.pk}").context["adminform"].form
    assert form["conditions"].initial == [condition]
