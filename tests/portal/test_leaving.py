"""Somebody wants to leave: the days of grace, what is forgotten, and what stays without a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.core import mail
from django.db import connection
from django.utils import timezone

from forum.editing import edit
from forum.models import Answer, Comment, Draft, Question, ReviewItem
from portal import housekeeping
from portal.accounts import pseudonyms
from portal.leaving.models import AccountDeletion
from portal.models import User
from portal.notifications import notify
from portal.states import IllegalMove
from tests.factories import (
    PASSWORD,
    make_answer,
    make_article,
    make_article_comment,
    make_comment,
    make_question,
    make_user,
)
from tests.sitemap import everything_in_the_sitemap

pytestmark = pytest.mark.django_db

DELETE, KEEP, ME = "/me/delete/", "/me/delete/keep/", "/me/"
FORM = {"contributions": "unnamed", "password": PASSWORD}
ASK = {"title": "How do you travel with a wheelchair?", "body": "By train.", "submission": ""}


@pytest.fixture
def owl(db) -> User:
    return make_user("Night Owl")


def days_pass(days: int) -> None:
    """Everything that waits has been waiting for so much longer."""
    for deletion in AccountDeletion.objects.waiting():
        due = deletion.due_at - timedelta(days=days)
        AccountDeletion.objects.filter(pk=deletion.pk).update(due_at=due)
    housekeeping.daily()


def everything_stored() -> str:
    """Every text in every table, as one."""
    with connection.cursor() as cursor:
        texts = []
        for model in apps.get_models(include_auto_created=True):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608
            texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def test_a_member_thinks_again(client, alice, run_tasks):
    client.force_login(alice)
    page = client.get(DELETE).content.decode()
    assert "14 days" in page
    assert b"not your password" in client.post(DELETE, FORM | {"password": "wrong"}).content
    assert not AccountDeletion.objects.exists()
    assert client.post(DELETE, FORM | {"words": "Too busy."}).url == DELETE
    client.post(DELETE, FORM)  # asked twice is asked once
    deletion = AccountDeletion.objects.get()
    assert deletion.due_at - timezone.now() > timedelta(days=13, hours=23)

    assert b"Keep my account" in client.get(ME).content
    refused = client.post("/questions/ask/", ASK)
    assert refused.status_code == 403
    assert b"kept as a draft" in refused.content
    assert not Question.objects.exists()
    notify(alice, kind="answer", title="News", url="/")
    days_pass(11)
    assert User.objects.filter(pk=alice.pk).exists()
    days_pass(2)
    days_pass(0)
    run_tasks()
    subjects = [message.subject for message in mail.outbox]
    assert subjects == ["Your account will be deleted", "Your account will be deleted soon"]
    assert "Too busy" not in mail.outbox[0].body

    assert client.get(KEEP).status_code == 405
    client.post(KEEP)
    assert b"Keep my account" not in client.get(ME).content
    assert client.post("/questions/ask/", ASK).status_code != 403
    days_pass(30)
    assert User.objects.filter(pk=alice.pk).exists()


def test_only_the_member_and_administrators_with_a_reason_begin_it(client, alice, bob, ada, mo):
    assert client.get(DELETE).status_code == client.post(DELETE, FORM).status_code == 302
    client.force_login(bob)
    client.post(DELETE, FORM | {"words": "Too sad to stay."})
    assert AccountDeletion.objects.of(alice) is None
    for by, reason in [(mo, "asked to"), (ada, " ")]:
        with pytest.raises(IllegalMove):
            AccountDeletion.request(alice, contributions="removed", by=by, reason=reason)
    with pytest.raises(IllegalMove, match="only administrator"):
        AccountDeletion.request(ada, contributions="removed")
    deletion = AccountDeletion.request(
        alice, contributions="removed", by=ada, reason="Her sister asked.", quiet=True
    )
    with pytest.raises(IllegalMove, match="not over"):
        deletion.carry_out()
    assert (deletion.by, deletion.reason) == (ada, "Her sister asked.")
    for reader, sees in [(mo, False), (ada, True)]:
        client.force_login(reader)
        page = client.get("/admin/leaving/accountdeletion/")
        assert (b"Too sad to stay." in page.content) == sees, reader


def test_whoever_has_a_second_step_is_asked_for_it(client, alice):
    TOTP.activate(alice, generate_totp_secret())
    codes = RecoveryCodes.activate(alice).get_unused_codes()
    client.force_login(alice)
    assert b'name="code"' in client.get(DELETE).content
    for code in ["", "123456"]:
        client.post(DELETE, FORM | {"code": code})
    client.post(DELETE, FORM | {"password": "wrong", "code": codes[0]})
    assert not AccountDeletion.objects.exists()
    client.post(DELETE, FORM | {"code": codes[0]})
    assert AccountDeletion.objects.of(alice)


def test_nothing_says_who_it_was(client, owl, alice, bob, mo, run_tasks):
    """Somebody took part in everything; later there is no trace of name or address anywhere."""
    asked = make_question(owl, by=mo)
    hers = make_question(alice, "What helped you at night?", body="night owl, you know?", by=mo)
    answer = make_answer(hers, owl, "Quiet music. Yours, Night Owl", by=mo)
    make_answer(
        asked, bob, "> **Night Owl** wrote:\n> Our child wakes\n\n@night owl, nightowling!", by=mo
    )
    make_comment(answer, alice, "Thank you, Night  Owl’s idea helped.", by=mo)
    edit(answer, by=owl, seen=1, body="Quiet music, says Night Owl.", reason="night owl edits")
    make_comment(asked, owl, "Still **waiting**.", by=mo)
    article = make_article()
    make_article_comment(
        article, author=owl, name="Night Owl", email=owl.email, body="Good.", by=mo
    )
    make_article_comment(article, "As Night Owl says.", by=mo)
    make_question(bob, "Who is awake?", body="Ask @night owl, I am no night bird.", by=mo)
    place = f"/questions/{asked.pk}/answer/"
    Draft.objects.keep(author=bob, place=place, fields={"body": "> **Night Owl** wrote:\n> Our"})
    make_question(owl, "Does this still wait for somebody?")
    notify(alice, kind="answer", title="Night Owl answered you", url="/")
    client.force_login(owl)
    client.post("/questions/ask/", ASK | {"save": ""})
    client.post(f"/questions/answers/{asked.answers.get().pk}/thanks/")
    client.post("/accounts/password/reset/", {"email": owl.email})
    client.post(DELETE, FORM)
    days_pass(15)

    assert not User.objects.filter(pk=owl.pk).exists()
    stored = everything_stored()
    assert owl.email not in stored
    assert "night owl" not in " ".join(stored.lower().split())
    assert "nightowling" in stored, "words that merely contain it stay"
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "A former member" in page
    assert "<p>a former member wrote" in page.replace("<strong>", "").replace("</strong>", "")
    assert "Our child wakes <strong>often" in page, "what was written stays"
    asked.refresh_from_db()
    assert not asked.invites_replies, "nobody waits for answers any more"
    comment = Comment.objects.get(author=alice)
    assert comment.body == "Thank you, a former member’s idea helped."
    assert comment.body_html.strip() == "<p>Thank you, a former member’s idea helped.</p>", (
        "as readers see it"
    )
    assert pseudonyms.is_taken("night.owl"), "nobody comes as them"
    with pytest.raises(AccountDeletion.DoesNotExist):
        AccountDeletion.objects.get(member__isnull=False)
    done = AccountDeletion.objects.get()
    done.carry_out()  # twice is once
    assert (done.state, done.member) == ("done", None)


def test_removed_texts_leave_others_words_standing(client, owl, alice, mo):
    answered = make_question(owl, "How did you tell your parents?", body="Mine are far.", by=mo)
    make_answer(
        answered,
        alice,
        "> Mine are far away and old.\n\nMine too.\n\n> Is it the same everywhere?\n\nYes.",
        by=mo,
    )
    alone = make_question(owl, "Is there a summer camp near us?", by=mo)
    own = make_answer(alone, owl, "I found one myself.", by=mo)
    talked = make_answer(
        make_question(alice, "What about schools for siblings?", by=mo),
        owl,
        "Mine are far away and old.",
        by=mo,
    )
    make_comment(talked, alice, "So are mine.", by=mo)
    waiting = make_question(owl, "Does this still wait for somebody?")
    edit(talked, by=owl, seen=1, body="Another wording of it altogether.")
    place = f"/questions/{answered.pk}/answer/"
    fields = {"body": "> Mine are far away and old.\n\nI begin"}
    draft = Draft.objects.keep(author=alice, place=place, fields=fields)
    quotes = make_comment(talked, alice, "> Another wording of it\n\nYes, far away.", by=mo)
    nameless = make_question(owl, "May I ask this without my name?", anonymous=True, by=mo)
    make_comment(nameless, alice, "Of course.", by=mo)
    AccountDeletion.request(owl, contributions="removed")
    make_answer(answered, owl, "Mine are far away and old.", by=mo)
    days_pass(15)

    page = client.get(f"/questions/{answered.pk}/", follow=True).content.decode()
    assert "This question was removed by the person who asked." in page
    assert "Mine too." in page
    assert "far" not in page, "neither the words nor quotes of them"
    assert "noindex" in page
    assert "QAPage" not in page
    shown = everything_in_the_sitemap(client)
    for path in ("/questions/", "/search/?q=removed+by+the+person", "/search/?q=mine", "/"):
        shown += client.get(path).content.decode()
    assert f"/questions/{answered.pk}/" not in shown
    assert talked.question.get_absolute_url() in shown
    assert "Is it the same everywhere?" in page, "others’ quotes stay"
    page = client.get(f"/questions/{nameless.pk}/", follow=True).content.decode()
    assert "Of course." in page
    assert "Write an answer" not in page, "there is nothing left to answer"
    assert client.get(alone.get_absolute_url()).status_code == 404
    page = client.get(talked.question.get_absolute_url()).content.decode()
    assert "This answer was removed by the person who wrote it." in page
    assert "So are mine." in page
    stored = everything_stored()
    draft.refresh_from_db()
    assert draft.fields["body"].endswith("\n\nI begin")
    quotes.refresh_from_db()
    assert "Another wording" not in quotes.body
    for words in [
        "Another wording",
        "summer camp",
        "found one myself",
        "still wait",
        "are far away",
    ]:
        assert words not in stored
    assert not ReviewItem.objects.open().filter(question=waiting).exists()
    assert Answer.objects.get(pk=own.pk).state == "removed"


def test_whoever_decided_leaves_an_empty_account_behind(client, mo, alice, ada, rae, run_tasks):
    make_question(alice, by=mo)
    AccountDeletion.request(mo, contributions="unnamed", by=ada, reason="He asked by letter.")
    run_tasks()
    told = {message.subject: message.body for message in mail.outbox}[
        "Your account will be deleted"
    ]
    assert "administrator was asked" in told
    assert "You have asked" not in told, "it may reach somebody who knows nothing of it"
    days_pass(15)
    left = User.objects.get(pk=mo.pk)
    assert left.pseudonym == f"Former member of staff {mo.pk}"
    doors = [left.is_active, left.is_staff, left.has_usable_password(), left.last_login]
    assert not any([*doors, left.groups.exists(), left.authenticator_set.exists()])
    assert "mo@example.org" not in everything_stored()
    login = {"login": "mo@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", login).status_code == 200
    client.force_login(rae)
    assert "Texts that you signed" not in client.get("/me/data/").content.decode()
    assert "Your profile as a reviewer" in client.get("/me/data/").content.decode()


def test_one_account_that_fails_does_not_hold_up_the_others(alice, bob, monkeypatch, caplog):
    for member in [alice, bob]:
        AccountDeletion.request(member, contributions="unnamed")
    with connection.cursor() as cursor:  # something in the database refuses
        cursor.execute(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'alice@example.org'; END $$;"
            "CREATE TRIGGER no BEFORE DELETE ON portal_user FOR EACH ROW "
            f"WHEN (OLD.id = {alice.pk}) EXECUTE FUNCTION no()"
        )
    days_pass(15)
    assert list(User.objects.values_list("pseudonym", flat=True)) == ["Alice"]
    assert AccountDeletion.objects.of(alice), "it is tried again tomorrow"
    assert "alice@example.org" not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER no ON portal_user")
    days_pass(0)
    assert not User.objects.exists()
