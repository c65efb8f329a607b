"""A member sees and takes along everything we hold about them, and nothing of anybody else."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import html5lib
import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from PIL import Image

from forum.models import Draft, Flag, Follow, Photo, Question
from portal import housekeeping
from portal.leaving import registry
from portal.leaving.models import DataExport, ExportPart
from portal.models import User
from tests.factories import PASSWORD, make_answer, make_comment, make_question, make_topic

pytestmark = pytest.mark.django_db

DATA, MAKE = "/me/data/", "/me/data/download/"


@pytest.fixture
def life(alice, bob, mo) -> Question:
    """Alice has done a little of everything; Bob answered and reported her."""
    asked = make_question(alice, "What helped at night?", body="<b>Ours</b> & wakes", by=mo)
    answer = make_answer(asked, bob, "Bob’s own words.", by=mo)
    make_comment(answer, alice, "Grateful.", by=mo)
    hidden = make_question(bob, "Something that was taken down?", by=mo)
    make_answer(hidden, alice, "An answer of mine.", by=mo)
    hidden.remove()
    answer.thank(by=alice)
    Flag.raise_on(answer, by=alice, reason="harm", note="The dose is wrong.")
    Flag.raise_on(asked, by=bob, reason="unkind", note="Bob says why.")
    Follow.objects.start(make_topic(), member=alice)
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "JPEG")
    photo = Photo.objects.take(file.getvalue(), owner=alice, alt="Our chair")
    Photo.objects.filter(pk=photo.pk).update(question=asked)
    Draft.objects.keep(author=alice, place="/questions/ask/", fields={"title": "Half a thought"})
    return asked


def made(client: Client, member: User, run_tasks) -> DataExport:
    client.force_login(member)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post(MAKE).url == DATA
    run_tasks()
    return DataExport.objects.get(member=member)


def contents(response) -> ZipFile:
    return ZipFile(BytesIO(b"".join(response.streaming_content)))


def test_the_page_shows_what_is_held_in_a_bounded_number_of_queries(
    client, life, alice, django_assert_max_num_queries
):
    client.force_login(alice)
    with django_assert_max_num_queries(len(registry.held()) + 12):
        page = client.get(DATA).content.decode()
    for words in [alice.email, "Half a thought", "The dose is wrong.", "Grateful.", "Gene therapy"]:
        assert words in page, words
    for words in ["Bob’s own", "Bob says why", "taken down", "mo@example.org", alice.password]:
        assert words not in page, words
    assert Client().get(DATA).status_code == 302


def test_the_download_is_complete_and_holds_nothing_of_others(client, life, alice, run_tasks):
    client.force_login(alice)
    held = {name: entry.rows(alice).count() for name, entry in registry.held().items()}
    held["leaving.DataExport.member"] = 1
    export = made(client, alice, run_tasks)
    assert [message.subject for message in mail.outbox][-1] == "Your download is ready"
    assert "night" not in mail.outbox[-1].body
    archive = contents(client.get(f"{MAKE}{export.pk}/"))
    photo = Photo.objects.get()
    name = f"pictures/{photo.pk}.webp"
    assert set(archive.namelist()) == {"data.json", "index.html", "style.css", name}
    assert archive.read(name) == bytes(photo.large)

    data = json.loads(archive.read("data.json"))
    assert data["account"]["e-mail address"] == alice.email
    parts = {part["column"]: part["rows"] for part in data["parts"]}
    full = 0
    for column, entry in registry.held().items():
        if entry.shows:
            assert len(parts[column]) == held[column], column
            full += bool(parts[column])
        else:
            assert data["not_included"][entry.heading], column
    assert full > 8
    assert parts["forum.Question.author"][0]["body"] == "<b>Ours</b> & wakes"

    page = archive.read("index.html").decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert "&lt;b&gt;Ours&lt;/b&gt; &amp; wakes" in page
    assert "<script" not in page
    loads = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page)
    assert loads == ["style.css", name], "it works offline"
    assert "Our chair" in page
    assert "Asked anonymously" in page
    for words in ["Bob’s own", "Bob says why", "taken down", "mo@example.org", alice.password]:
        assert words not in page + json.dumps(data, ensure_ascii=False), words


def test_the_link_is_for_its_owner_for_two_days(client, life, alice, bob, ada, run_tasks):
    export = made(client, alice, run_tasks)
    url = f"{MAKE}{export.pk}/"
    response = client.get(url)
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    assert url in client.get(DATA).content.decode()
    assert Client().get(url).status_code == 302
    for other in [bob, ada]:
        stranger = Client()
        stranger.force_login(other)
        assert stranger.get(url).status_code == 404
    late = timezone.now() - timedelta(seconds=1)
    DataExport.objects.update(expires_at=late)
    assert client.get(url).status_code == 404
    assert url not in client.get(DATA).content.decode()
    housekeeping.daily()
    assert not ExportPart.objects.exists()


def test_it_asks_for_the_password_and_makes_one_at_a_time(client, alice, run_tasks):
    client.force_login(alice)
    assert "/accounts/reauthenticate/" in client.post(MAKE).url
    assert not DataExport.objects.exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for _ in range(5):
        client.post(MAKE)
    assert DataExport.objects.count() == 1
    for _ in range(5):
        run_tasks()
        client.post(MAKE)
    assert DataExport.objects.count() == 1, "a new one takes the place of the old one"
    assert b"Please wait" in client.get(DATA).content


def test_a_large_download_is_stored_and_sent_in_pieces(client, alice, run_tasks, monkeypatch):
    monkeypatch.setattr("portal.leaving.models.PART", 1_000)
    export = made(client, alice, run_tasks)
    pieces = list(client.get(f"{MAKE}{export.pk}/").streaming_content)
    assert len(pieces) == export.parts.count() > 1
    assert max(map(len, pieces)) <= 1_000
    assert sum(map(len, pieces)) == export.size
    assert ZipFile(BytesIO(b"".join(pieces))).testzip() is None
