"""A member shows what they chose to whom they chose, and nothing of what they ask anonymously."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forum.models import Circumstances, Profile, ReviewItem
from tests.factories import make_answer, make_condition, make_question

EDIT = "/me/profile/"
CHOSEN = {
    "relationship": "parent", "relationship_for": "members",
    "condition": "krabbe-disease", "condition_for": "everyone",
    "country": "ES", "country_for": "nobody",
    "languages": ["es", "de"], "languages_for": "members",
    "since_for": "nobody",
}  # fmt: skip


@pytest.fixture
def profile(client, alice, monkeypatch) -> Profile:
    """Alice's, as she has filled in the form, where many have told the same."""
    monkeypatch.setattr("forum.models.circumstances.SMALL_CELL", 0)
    make_condition("Krabbe disease")
    client.force_login(alice)
    page = client.post(EDIT, CHOSEN, follow=True)
    assert b"Saved." in page.content
    assert b'value="krabbe-disease" selected' in page.content, "to be saved again as it is"
    return alice.profile


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_everybody_sees_what_its_owner_chose_for_them(profile, alice, bob, mo):
    url = profile.get_absolute_url()
    visitor, member = Client().get(url), signed_in(bob).get(url)
    assert b"Krabbe disease" in visitor.content
    assert b"Parent" not in visitor.content
    assert "español".encode() not in visitor.content
    assert not visitor.cookies
    for page in (member, signed_in(mo).get(url), signed_in(alice).get(url)):
        assert b"Krabbe disease" in page.content
        assert b"Parent" in page.content
        assert "español, Deutsch".encode() in page.content or "Deutsch, español".encode() in (
            page.content
        )
    for page in (visitor, member):
        assert b"Spain" not in page.content
        assert str(alice.date_joined.year).encode() not in page.content
        assert b"noindex" in page.content
        assert alice.email.encode() not in page.content


def test_nobody_sees_anything_by_default_and_numbers_lead_nowhere(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    profile = Profile.objects.create(member=alice)
    assert client.get(profile.get_absolute_url()).status_code == 404
    assert signed_in(bob).get(profile.get_absolute_url()).status_code == 404
    assert b"You show nothing" in signed_in(alice).get(profile.get_absolute_url()).content
    assert b"/members/" not in client.get(question.get_absolute_url()).content
    profile.condition_for = profile.since_for = "everyone"
    profile.save()
    shown = client.get(profile.get_absolute_url())
    assert shown.status_code == 200, "the year in which she joined"
    for guess in [alice.pk, bob.pk, profile.pk, "alice", "0" * 16]:
        assert client.get(f"/members/{guess}/").status_code == 404
    alice.is_active = False
    alice.save()
    assert client.get(profile.get_absolute_url()).status_code == 404


def test_a_name_leads_to_the_profile_only_where_there_is_something_to_see(profile, alice, bob, mo):
    question = make_question(bob, by=mo)
    make_answer(question, alice, by=mo)
    url, page = profile.get_absolute_url().encode(), question.get_absolute_url()
    assert url in Client().get(page).content
    Profile.objects.update(condition_for="members")
    assert url not in Client().get(page).content
    assert url in signed_in(bob).get(page).content
    Profile.objects.update(condition_for="nobody", relationship_for="nobody", languages=[])
    assert url not in signed_in(bob).get(page).content


def test_an_anonymous_question_leads_to_no_profile_and_no_profile_to_it(profile, alice, bob, mo):
    question = make_question(alice, "How do we tell his grandmother?", by=mo, anonymous=True)
    make_answer(question, alice, "Nobody knows yet.", by=mo)
    for client in (Client(), signed_in(bob)):
        page = client.get(question.get_absolute_url()).content
        assert b"Anonymous" in page
        assert profile.key.encode() not in page
        assert b"Alice" not in page
        assert b"grandmother" not in client.get(profile.get_absolute_url()).content


def test_what_cannot_be_chosen_is_refused_and_nothing_is_lost(client, profile, alice):
    form = CHOSEN | {"country": "Atlantis", "languages": ["tlh"], "condition_for": "world"}
    page = client.post(EDIT, form)
    assert page.status_code == 200
    assert b"choose a country from the list" in page.content
    assert b"choose languages from the list" in page.content
    assert b'value="parent" selected' in page.content
    many = CHOSEN | {"languages": ["es", "de", "fr", "it", "pt", "nl", "sv"]}
    assert b"at most 6 languages" in client.post(EDIT, many).content
    profile.refresh_from_db()
    assert profile.country == "ES"
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.update(country_for="world")


def test_a_warning_says_when_a_family_could_be_recognised(client, profile):
    warning = b"can make your family recognisable"
    telling = CHOSEN | {"country_for": "everyone", "relationship_for": "everyone"}
    assert b"Everybody can now see" in client.post(EDIT, telling, follow=True).content
    assert b"Everybody can now see" not in client.post(EDIT, CHOSEN, follow=True).content
    assert warning in client.get(EDIT).content, "in general, beforehand"


def test_what_few_share_is_held_back_until_there_are_more(profile, alice, bob, monkeypatch):
    monkeypatch.setattr("forum.models.circumstances.SMALL_CELL", 1)
    url, held_back = profile.get_absolute_url(), b"Held back for now: Condition in the family, Rel"
    assert b"Krabbe disease" not in signed_in(bob).get(url).content
    assert "español".encode() in signed_in(bob).get(url).content
    assert held_back in signed_in(alice).get(url).content
    told = make_question(bob)
    Circumstances.objects.create(question=told, condition=profile.condition)
    told.publish()
    page = signed_in(bob).get(url).content
    assert b"Krabbe disease" in page
    assert b"Held back" not in page
    assert b"Parent" not in page


def test_a_profile_is_for_its_owner_to_change(client, db):
    assert client.get(EDIT).status_code == 302
    assert client.post(EDIT, CHOSEN).status_code == 302
    assert not Profile.objects.exists()
    assert reverse("edit-profile") == EDIT


def test_a_profile_takes_few_queries(profile, bob, django_assert_max_num_queries):
    reader = signed_in(bob)
    with django_assert_max_num_queries(7):  # two of them are savepoints
        reader.get(profile.get_absolute_url())


def test_ones_own_contributions_stand_in_one_place_with_what_became_of_them(alice, bob, mo):
    make_question(alice, "How do we tell his grandmother?", by=mo, anonymous=True)
    refused = make_question(alice, "Is this clinic any good then?")
    item = ReviewItem.objects.open().get(question=refused)
    item.decide("reject", by=mo, reason="promotion", message="Please leave out the clinic.")
    mine = signed_in(alice).get("/questions/mine/").content
    assert b"Anonymous: nobody but the moderators" in mine
    assert b"A moderator writes: Please leave out the clinic." in mine
    other = signed_in(bob).get("/questions/mine/").content
    assert b"grandmother" not in other
