"""Members in the admin: for administrators, without passwords; nothing for anybody else."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client

from portal.models import MovedPath, User
from tests.factories import make_answer, make_question

pytestmark = pytest.mark.django_db

LIST = "/admin/portal/user/"


def test_only_administrators_see_people_and_nobody_a_password(client, ada, mo, eve, rae, alice):
    page = f"{LIST}{alice.pk}/change/"
    for person in [mo, eve, rae]:
        client.force_login(person)
        for url in [LIST, page, f"{LIST}{alice.pk}/delete/", f"{LIST}add/"]:
            assert client.get(url).status_code == 403, person
        assert alice.email.encode() not in client.get("/admin/").content
    client.force_login(alice)
    assert client.get(LIST).status_code == 302
    client.force_login(ada)
    assert b"Alice" in client.get(LIST).content
    content = client.get(page).content
    assert alice.email.encode() in content
    assert alice.password.encode() not in content
    assert b'name="password"' not in content
    assert client.get(f"{LIST}add/").status_code == 403


def test_an_administrator_gives_a_badge_and_cannot_change_an_address(client, ada, alice):
    client.force_login(ada)
    form = {
        "pseudonym": "Dr Alice",
        "badge": "clinician",
        "is_active": "on",
        "email": "x@example.org",
    }
    response = client.post(
        f"{LIST}{alice.pk}/change/", form | {"password": "x", "date_joined_0": "2001-01-01"}
    )
    assert response.status_code == 302
    before = alice.password
    alice.refresh_from_db()
    assert (alice.badge, alice.pseudonym) == ("clinician", "Dr Alice")
    assert (alice.email, alice.password) == ("alice@example.org", before)


def test_an_administrator_makes_somebody_a_moderator(client, ada, alice, bob):
    group = Group.objects.get(name="Moderator")
    page = f"{LIST}{alice.pk}/change/"
    form = {"pseudonym": "Alice", "badge": "", "is_active": "on", "groups": [group.pk]}
    client.force_login(ada)
    response = client.post(page, form)
    assert b"People in a group also need this" in response.content
    assert not alice.groups.exists()
    assert client.post(page, form | {"is_staff": "on"}).status_code == 302
    client.force_login(User.objects.get(pk=alice.pk))
    assert client.get("/admin/forum/reviewitem/").url.endswith("/activate/")  # a second step first
    TOTP.activate(alice, generate_totp_secret())
    assert client.get("/admin/forum/reviewitem/").status_code == 200
    assert client.post(page.replace(str(alice.pk), str(bob.pk)), form).status_code == 403


def test_the_texts_of_a_member_who_is_deactivated_or_deleted_stay(client, ada, alice, bob, mo):
    question = make_question(alice, by=mo)
    reply = make_answer(question, bob, "@Alice, we feed early.", by=mo)
    waiting = make_question(alice, "Does this one still wait?").reviewitems.get()
    her, form = Client(), {"pseudonym": "Alice", "badge": ""}
    her.force_login(alice)
    client.force_login(ada)
    assert client.post(f"{LIST}{alice.pk}/change/", form).status_code == 302
    assert her.get("/me/").status_code == 302
    assert b"Alice" in Client().get(question.get_absolute_url()).content
    decide = f"/admin/forum/reviewitem/decide/?item={waiting.pk}"
    assert b"May not sign in any more" in client.get(decide).content
    client.post(f"{LIST}{alice.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pseudonym="Alice").exists()
    assert b"A former member" in Client().get(question.get_absolute_url()).content
    assert b"Account deleted" in client.get(decide).content
    reply.refresh_from_db()
    assert reply.body == "a former member, we feed early."


def test_secrets_and_addresses_of_libraries_are_not_in_the_admin():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels <= {"portal", "leaving", "articles", "forum"}


def test_a_moved_page_stays_on_the_portal(client, ada):
    client.force_login(ada)
    for new in ["//evil.example", "https://evil.example", "/\\evil.example"]:
        assert (
            client.post("/admin/portal/movedpath/add/", {"old": "/a/", "new": new}).status_code
            == 200
        )
    assert (
        client.post("/admin/portal/movedpath/add/", {"old": "/a/", "new": "/b/"}).status_code == 302
    )
    assert MovedPath.objects.get().new == "/b/"
    assert client.get("/a/?x=1").url == "/b/?x=1"


def test_the_list_asks_the_database_equally_often_however_many_people(
    client, ada, alice, bob, django_assert_max_num_queries
):
    client.force_login(ada)
    with django_assert_max_num_queries(12):
        client.get(LIST)
    for number in range(20):
        User.objects.create_user(f"m{number}@example.org", f"m{number}")
    with django_assert_max_num_queries(12):
        client.get(LIST)
