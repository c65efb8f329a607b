"""From nobody to a member: the form, the mail, the confirmed address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import pseudonyms
from portal.models import User

pytestmark = pytest.mark.django_db

SIGNUP, LOGIN, SENT = "/accounts/signup/", "/accounts/login/", "/accounts/confirm-email/"
PLAIN = [False, False, "", 0]  # neither staff nor administrator, no badge, no group
FORM = {"email": "new@example.net", "username": "night owl", "password1": "herons by the weir"}


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/accounts/\S+)", message.body)[1]


def test_a_newcomer_confirms_by_mail_in_another_browser_and_signs_in(client, run_tasks):
    assert client.post(SIGNUP, FORM).url == SENT
    assert client.get("/me/").status_code == 302  # not inside yet
    run_tasks()
    [message] = mail.outbox
    assert message.to == ["new@example.net"]
    assert "night owl" not in message.body

    elsewhere = Client()
    page = elsewhere.get(link_in(message))
    assert b"night owl" in page.content
    assert not EmailAddress.objects.get().verified  # looking changes nothing
    assert elsewhere.post(link_in(message)).url == LOGIN
    assert EmailAddress.objects.get().verified
    signed_in = elsewhere.post(LOGIN, {"login": "NEW@example.net", "password": FORM["password1"]})
    assert signed_in.url == "/me/"


def test_in_the_same_browser_confirming_also_signs_in(client, run_tasks):
    client.post(SIGNUP, FORM)
    run_tasks()
    client.post(link_in(mail.outbox[0]))
    assert client.get("/me/").status_code == 200


def test_a_used_or_broken_link_says_what_to_do(client, run_tasks):
    client.post(SIGNUP, FORM)
    run_tasks()
    Client().post(link_in(mail.outbox[0]))
    for link in [link_in(mail.outbox[0]), "/accounts/confirm-email/broken/"]:
        assert b"This link does not work" in Client().get(link).content


def test_the_link_can_be_asked_for_once_more(client, run_tasks):
    client.post(SIGNUP, FORM)
    assert client.post("/accounts/resend/", {"email": "new@example.net"}).url == SENT
    run_tasks()
    assert [m.subject for m in mail.outbox] == ["Please confirm your e-mail address"] * 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Maria Gonzalez", "real name"),
        ("Anna-Lena Schmidt", "real name"),
        ("MARIA GONZALEZ", "real name"),
        ("Maria.Gonzalez", "real name"),
        ("Мария Иванова", "real name"),
        ("maria@example.org", "e-mail address"),
        ("www.clinic.example", "web address"),
        ("best clinic.com", "web address"),
        ("Dr Who", "work for this portal"),
        ("dr. sommer", "work for this portal"),
        ("Moderator", "work for this portal"),
        ("m o d e r a t o r", "work for this portal"),
        ("adm1n", "work for this portal"),
        ("ad\u200bmin", "work for this portal"),
        ("portal staff", "work for this portal"),
        ("ab", "at least 3"),
        ("\u200b\u2060\ufeff", "at least 3"),
        ("\u3164\u115f\uffa0\u3164", "at least 3"),
        ("a" * 31, "at most 30"),
        ("<script>", "only letters"),
        ("call 0170 1234567", "phone number"),
        ("123 456", "at least one letter"),
        ("p\u0430ul the dad", "one alphabet"),
        ("x" + "\u0301" * 20, "one alphabet"),
    ],
)
def test_a_name_that_would_harm_or_mislead_is_refused_with_words(name, words, client):
    page = client.post(SIGNUP, FORM | {"username": name})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("night owl", "night owl"),
        ("Noah\u2019s mum", "Noah's mum"),
        ("Mum of Two", "Mum of Two"),
        ("Maria", "Maria"),
        ("NightOwl", "NightOwl"),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("tea_at.dawn-7", "tea_at.dawn-7"),
        ("  far \u00a0 away ", "far away"),
        ("ﬁreﬂy", "firefly"),
        ("mi\u202ela", "mila"),
        ("小明妈妈", "小明妈妈"),
        ("أم أحمد", "أم أحمد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dषमा", "क\u094d\u200dषमा"),
        ("สวัสดีครับ", "สวัสดีครับ"),
        ("Ångström", "Ångström"),
    ],
)
def test_letters_of_any_script_make_a_name(name, kept, client):
    assert client.post(SIGNUP, FORM | {"username": name}).status_code == 302
    assert User.objects.get().pseudonym == kept


def test_nobody_takes_the_name_of_another(client, alice):
    for name in ["Alice", "ALICE", " alice ", "al ice", "A.l-i_c\u00a0e"]:
        page = client.post(SIGNUP, FORM | {"username": name})
        assert b"Somebody already uses this name" in page.content, name
    assert User.objects.count() == 1


def test_of_two_at_once_one_gets_the_name_and_the_other_is_told(client, alice, monkeypatch):
    """The check before has seen nothing; the database sees it."""
    monkeypatch.setattr(pseudonyms, "is_taken", lambda name: False)
    assert client.post(SIGNUP, FORM | {"username": "alice"}).url == SIGNUP
    assert b"Somebody already uses this name" in client.get(SIGNUP).content
    with pytest.raises(IntegrityError):
        User.objects.create_user("other@example.org", "ALICE")


def test_fields_that_the_form_does_not_have_change_nothing(client):
    extra = {"is_staff": "on", "is_superuser": "1", "badge": "clinician", "groups": "1"}
    client.post(SIGNUP, FORM | extra | {"is_active": "", "id": "7", "verified": "on"})
    user = User.objects.get()
    assert [user.is_staff, user.is_superuser, user.badge, user.groups.count()] == PLAIN
    assert user.is_active
    assert user.pk != 7
    assert not EmailAddress.objects.get().verified


def test_accounts_that_nobody_confirms_are_deleted_with_their_names(client, alice):
    client.post(SIGNUP, FORM)
    client.post(SIGNUP, FORM | {"email": alice.email, "username": "early bird"})
    # Alice is about to change her address: that one is not confirmed, her own is.
    EmailAddress.objects.create(user=alice, email="soon@example.net")
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    User.objects.filter(pseudonym="night owl").update(date_joined=week_ago)
    User.objects.filter(pk=alice.pk).update(date_joined=week_ago)
    assert all(pseudonyms.is_taken(name) for name in ["night owl", "early bird", "Alice"])
    pseudonyms.Counter.objects.update(period_ends=timezone.now())

    call_command("housekeeping")

    assert [user.pseudonym for user in User.objects.all()] == ["Alice"]
    assert not any(pseudonyms.is_taken(name) for name in ["night owl", "early bird"])


def test_pages_have_a_title_and_are_not_for_search_engines(client):
    for name in ["signup", "login", "reset_password", "resend"]:
        page = client.get(reverse(f"account_{name}")).content.decode()
        assert re.search(r"<title>\w", page)
        assert 'content="noindex"' in page
