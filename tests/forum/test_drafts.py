"""Nothing that somebody typed is ever lost."""

from __future__ import annotations

import time
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from forum.models import Draft, Question
from forum.models.drafts import MOST_DRAFTS
from tests.factories import make_article, make_condition, make_question, make_topic

ASK = "/questions/ask/"
LONG = "A long night of typing, with all the details."
FORM = {"title": "How do you manage feeding at night?", "body": LONG}


def offered(client, url=ASK) -> bool:
    return LONG in client.get(url).content.decode()


def test_a_draft_is_kept_until_it_is_sent(client, alice, bob):
    client.force_login(alice)
    page = client.post(ASK, {"body": LONG, "save": "1"}, follow=True)
    assert page.redirect_chain == [(reverse("forum:mine"), 302)]
    assert b"Your draft is kept" in page.content
    assert LONG.encode() in page.content
    assert offered(client)
    client.force_login(bob)
    assert not offered(client)
    assert not offered(client, reverse("forum:mine"))
    client.force_login(alice)
    client.post(ASK, FORM)
    assert not offered(client)
    assert not Draft.objects.exists()


def test_nothing_typed_makes_no_draft(client, alice):
    client.force_login(alice)
    assert b"nothing to keep" in client.post(ASK, {"save": "1"}, follow=True).content
    assert not Draft.objects.exists()


def test_choices_are_kept_too(client, alice):
    make_topic()
    client.force_login(alice)
    client.post(ASK, FORM | {"topics": ["gene-therapy"], "save": "1"})
    assert 'value="gene-therapy" id="id_topics_0" checked' in client.get(ASK).content.decode()


def test_a_preview_renders_on_the_server_and_keeps_the_text(client, alice):
    client.force_login(alice)
    page = client.post(
        ASK, {"body": f"{LONG} **Bold** <b>raw</b>", "preview": "1"}
    ).content.decode()
    assert "<strong>Bold</strong> &lt;b&gt;raw&lt;/b&gt;" in page
    assert not Question.objects.exists()
    assert offered(client)


@pytest.mark.parametrize(
    "bad",
    [
        {"title": ""},
        {"title": "Help"},
        {"condition": "unknown"},
        {"body": LONG + "\x00"},
        {"body": LONG * 500},
    ],
)
def test_a_refused_form_keeps_the_text(client, alice, bad):
    client.force_login(alice)
    page = client.post(ASK, FORM | bad)
    assert LONG.encode() in page.content
    assert offered(client)


def test_the_text_survives_a_limit(client, alice):
    client.force_login(alice)
    for n in range(3):
        client.post(ASK, FORM | {"title": f"The {n}. of many questions I have"})
    page = client.post(ASK, FORM)
    assert page.status_code == 429
    assert LONG.encode() in page.content
    assert offered(client)


def test_the_text_survives_being_signed_out(client, alice):
    client.force_login(alice)
    form = client.get(ASK).context["form"]
    typed = FORM | {name: form[name].value() for name in ("writer", "submission")}
    client.logout()
    response = client.post(ASK, typed)
    assert response.url == f"/accounts/login/?next={ASK}"
    client.force_login(alice)
    assert offered(client)
    client.post(ASK, typed)
    assert not offered(client)


def test_the_text_of_one_member_is_never_offered_to_another(client, alice, bob):
    client.force_login(alice)
    writer = client.get(ASK).context["form"]["writer"].value()
    client.logout()
    client.post(ASK, FORM | {"writer": writer})
    client.force_login(bob)
    assert not offered(client)


def test_a_forged_writer_is_nobody(client, alice):
    client.post(ASK, FORM | {"writer": "1:forged"})
    client.force_login(alice)
    assert offered(client)


def test_what_waits_for_a_sign_in_waits_an_hour_and_in_its_own_form(client, alice, mo):
    question = make_question(alice, by=mo)
    client.post(ASK, FORM)
    client.force_login(alice)
    assert not offered(client, reverse("forum:write-answer", args=[question.pk]))
    assert offered(client)
    session = client.session
    session["typed"] = session["typed"] | {"until": time.time() - 1}
    session.save()
    assert not offered(client)


def test_reading_the_form_stores_nothing(client, alice):
    client.post(ASK, FORM)
    client.force_login(alice)
    assert offered(client)
    assert offered(client)
    assert not Draft.objects.exists()


def test_the_text_survives_an_unverified_address(client, alice, settings):
    EmailAddress.objects.update(verified=False)
    client.force_login(alice)
    page = client.post(ASK, FORM)
    assert page.status_code == client.get(ASK).status_code == 403
    assert b"kept as a draft" in page.content
    assert reverse("account_email") in page.content.decode()
    assert not Question.objects.exists()
    EmailAddress.objects.update(verified=True)
    assert offered(client)


def test_the_text_survives_a_question_that_is_taken_down_meanwhile(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    url = reverse("forum:write-answer", args=[question.pk])
    question.remove()
    client.force_login(bob)
    assert client.post(url, {"body": LONG}).status_code == 404
    assert offered(client, reverse("forum:mine"))


def test_drafts_of_every_kind_lead_back_to_their_form(client, alice, bob, mo):
    question, article = make_question(alice, by=mo), make_article(slug="a" * 120)
    client.force_login(bob)
    urls = [
        reverse("forum:write-answer", args=[question.pk]),
        reverse("forum:comment-on-question", args=[question.pk]),
        reverse("article-comment", args=[article.slug]),
    ]
    for url in urls:
        client.post(url, {"body": LONG, "save": "1"})
        assert offered(client, url)
    client.post(reverse("forum:flag", args=["question", question.pk]), {"note": LONG})
    mine = client.get(reverse("forum:mine")).content.decode()
    for url in [*urls, reverse("forum:flag", args=["question", question.pk])]:
        assert f'href="{url}?draft=' in mine


def test_a_draft_is_deleted_by_its_author_only_and_by_post_only(client, alice, bob):
    Draft.objects.keep(author=alice, place=ASK, fields=FORM)
    url = reverse("forum:forget-draft", args=[Draft.objects.get().pk])
    client.force_login(bob)
    assert client.post(url).status_code == 404
    client.force_login(alice)
    assert client.get(url).status_code == 405
    client.post(url)
    assert not Draft.objects.exists()


def test_of_very_many_drafts_the_oldest_gives_way(alice):
    for n in range(MOST_DRAFTS + 3):
        Draft.objects.keep(author=alice, place=f"/questions/{n}/answer/", fields={"body": str(n)})
    assert alice.drafts.count() == MOST_DRAFTS
    assert not alice.drafts.filter(place="/questions/0/answer/").exists()


def test_own_contributions_are_listed_with_their_state(client, alice, bob, mo):
    make_question(alice, "My own question, pending?")
    make_question(bob, "The question of somebody else?", by=mo)
    assert client.get(reverse("forum:mine")).status_code == 302
    client.force_login(alice)
    page = client.get(reverse("forum:mine")).content.decode()
    assert "My own question, pending?" in page
    assert "Waiting for a moderator" in page
    assert "somebody else" not in page
    for kind in ["answers", "comments", "article-comments"]:
        assert client.get(reverse("forum:mine"), {"kind": kind}).status_code == 200
    assert client.get(reverse("forum:mine"), {"kind": "x"}).status_code == 404


# --- Kept while somebody types ------------------------------------------------------------------
def autosave(client, form, url=ASK, page="one", **typed):
    return client.post(url, form | typed | {"autosave": "1", "page": page})


def opened(client, url=ASK):
    """The hidden fields of the form, as a browser has them."""
    form = client.get(url).context["form"]
    return {name: str(form[name].value() or "") for name in ("submission", "version", "writer")}


def test_what_is_typed_is_kept_while_one_types(client, alice):
    client.force_login(alice)
    form = opened(client)
    assert autosave(client, form).json() == {}, "nothing typed, nothing kept"
    first = autosave(client, form, body="A long").json()
    assert first["submission"] == form["submission"]
    again = autosave(client, form, body=LONG).json()  # as when the first answer was lost
    assert again == {"submission": form["submission"], "version": 2}
    assert offered(client)
    assert Draft.objects.count() == 1
    assert opened(client)["submission"] == form["submission"]


def test_two_tabs_never_overwrite_each_other(client, alice):
    client.force_login(alice)
    one, two = opened(client), opened(client)
    autosave(client, one, page="one", body="From the first tab.")
    autosave(client, two, page="two", body="From the second tab.")
    assert Draft.objects.count() == 2

    Draft.objects.exclude(key=one["submission"]).delete()
    three = opened(client)  # goes on with the first tab's draft, which stays open
    assert three["submission"] == one["submission"]
    autosave(client, three, page="three", body="Went on in the third.")
    copy = autosave(client, one, page="one", body="And in the first.").json()
    assert copy["submission"] != one["submission"]
    bodies = {draft.fields["body"] for draft in Draft.objects.all()}
    assert bodies == {"Went on in the third.", "And in the first."}
    # The tab goes on with its copy.
    autosave(client, one | copy, page="one", body="And in the first, longer.")
    assert Draft.objects.count() == 2

    page = client.post(ASK, three | {"body": "Without a script.", "preview": "1"})
    shown = page.context["form"]["submission"].value()
    assert shown != three["submission"]
    assert shown == str(Draft.objects.latest("pk").key)
    assert len(page.context["other_drafts"]) == 2
    again = {"submission": shown, "version": page.context["form"]["version"].value()}
    client.post(ASK, again | {"body": "Without a script, longer.", "preview": "1"})
    assert Draft.objects.count() == 3


def test_the_form_offers_the_newest_draft_and_lists_the_others(client, alice, bob):
    client.force_login(alice)
    for body in ("The older one.", LONG):
        autosave(client, opened(client) | {"submission": str(uuid.uuid4())}, body=body)
    older = Draft.objects.order_by("pk").first()
    page = client.get(ASK).content.decode()
    assert LONG in page
    assert f'href="{older.get_absolute_url()}"' in page
    assert "The older one." in client.get(older.get_absolute_url()).content.decode()
    anew = client.get(f"{ASK}?draft=new")
    assert not anew.context["form"]["body"].value()
    assert client.get(f"{ASK}?draft=x\u202e").status_code == 200
    client.force_login(bob)
    assert "The older one." not in client.get(older.get_absolute_url()).content.decode()


def test_a_draft_is_gone_when_it_was_sent_and_does_not_come_back(client, alice):
    client.force_login(alice)
    form = opened(client)
    autosave(client, form, **FORM)
    client.post(ASK, form | FORM)
    assert not Draft.objects.exists()
    assert autosave(client, form, **FORM).json() == {}, "as of a page that is being left"
    assert not Draft.objects.exists()
    later = autosave(client, form, body="Typed after going back.").json()
    assert later["submission"] != form["submission"]
    Draft.objects.keep(author=alice, place=ASK, key=form["submission"], fields=FORM)
    assert not offered(client), "kept in the moment in which it was sent"


def test_whoever_is_signed_out_or_has_another_token_is_told_so(alice, bob):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    page = client.get(ASK)
    form = {"csrfmiddlewaretoken": str(page.context["csrf_token"]), "body": LONG, "autosave": "1"}
    assert client.post(ASK, form | {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert client.post(ASK, form).status_code == 200
    session = client.cookies.pop("session")
    assert client.post(ASK, form).status_code == 401
    client.cookies["session"] = session.value
    assert client.post(ASK, form).status_code == 200
    assert Draft.objects.filter(author=alice).exists()
    assert not Draft.objects.filter(author=bob).exists()


def test_nothing_of_a_visitors_comment_is_kept_while_they_type(client, db):
    url = reverse("article-comment", args=[make_article().slug])
    assert b"data-draft" not in client.get(url).content
    assert autosave(client, {"name": "V", "body": LONG}, url).status_code == 401
    assert not Draft.objects.exists()
    assert "typed" not in client.session


@pytest.mark.parametrize(
    "odd",
    [
        {"submission": "x"}, {"version": "-1"}, {"version": "9" * 40}, {"version": "\u0661"},
        {"page": "p" * 500}, {"page": "\x00"},
    ],
)  # fmt: skip
def test_odd_numbers_of_drafts_do_no_harm(client, alice, odd):
    client.force_login(alice)
    sent = client.post(ASK, opened(client) | {"body": LONG, "autosave": "1"} | odd)
    assert sent.json()["version"] == 1
    assert offered(client)


def test_every_field_of_the_form_survives_in_a_draft(client, alice):
    make_topic(), make_condition()
    client.force_login(alice)
    chosen = FORM | {
        "condition": "metachromatic-leukodystrophy", "topics": ["gene-therapy"],
        "audience": "members", "anonymous": "on", "relationship": "parent", "stage": "new",
        "stage_for": "everyone", "age": "2-5", "country": "ES", "country_for": "moderators",
    }  # fmt: skip
    form = opened(client)
    client.logout()
    client.post(ASK, form | chosen)
    client.force_login(alice)
    back = client.get(ASK).context["form"]
    again = {name: back[name].value() for name in chosen}
    assert again == chosen | {"anonymous": True}
