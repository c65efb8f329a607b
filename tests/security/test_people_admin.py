"""Members in the admin: for administrators, without passwords; nothing for anybody else."""

from __future__ import annotations

import pytest
from django.contrib import admin

from portal.models import MovedPath, User

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


def test_secrets_and_addresses_of_libraries_are_not_in_the_admin():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels <= {"portal", "articles", "forum"}


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
