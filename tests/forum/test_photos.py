"""Pictures with questions and answers: nothing of the file is kept."""

from __future__ import annotations

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from forum.limits import PHOTO
from forum.models import Draft, Photo, Question, ReviewItem
from forum.models.photos import MOST_PHOTOS, UNSENT_FOR, forget_unsent
from tests.factories import make_question

ASK = "/questions/ask/"
FORM = {
    "title": "How do you manage feeding at night?",
    "body": "Our child wakes **often**.",
    "seen": "1",  # what may help already
}
ALT = "A pump beside a bed"


def file(color="teal", name="IMG_Mia_2021.jpg"):
    content = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Mia, at home"
    Image.new("RGB", (900, 600), color).save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def send(client, url=ASK, **more):
    return client.post(url, FORM | {"picture": file(), "picture_alt": ALT} | more)


def attached(page) -> dict[str, str]:
    """What a browser sends again of the pictures that the form shows."""
    return {"photo": [str(photo.key) for photo in page.context["form"].photos]} | {
        f"alt-{photo.key}": photo.alt for photo in page.context["form"].photos
    }


def test_a_picture_is_seen_exactly_where_its_question_is(client, alice, bob, mo):
    client.force_login(alice)
    url = send(client).url
    photo = Photo.objects.get()
    address = photo.large_address
    assert bytes(photo.large)[8:12] == b"WEBP"
    assert b"Mia" not in bytes(photo.large) + bytes(photo.small)
    page = client.get(url).content.decode()
    assert f'alt="{ALT}"' in page
    assert address in page
    assert "no-store" in client.get(address)["Cache-Control"]
    client.force_login(bob)
    assert client.get(address).status_code == 404
    client.force_login(mo)
    decide = reverse("admin:forum_reviewitem_decide") + f"?item={ReviewItem.objects.get().pk}"
    assert address in client.get(decide).content.decode()
    assert client.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 404

    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    seen = client.get(address)
    assert seen["Content-Type"] == "image/webp"
    assert seen["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in seen["Content-Security-Policy"]
    assert seen["Cache-Control"] == "public, no-cache"
    assert not seen.cookies
    assert "Cookie" not in seen.get("Vary", "")
    assert client.get(address, headers={"if-none-match": seen["ETag"]}).status_code == 304
    assert client.get(address.replace("1280", "77")).status_code == 404

    question = Question.objects.get()
    Question.objects.update(audience="members")
    assert client.get(address, headers={"if-none-match": seen["ETag"]}).status_code == 404
    client.force_login(bob)
    assert client.get(address).status_code == 200
    question.refresh_from_db()
    question.remove()
    assert client.get(address).status_code == 404


def test_what_is_said_of_a_picture_is_read_before_it_is_published(client, alice, mo):
    client.force_login(alice)
    alt = "Mail me@somewhere.test for the pattern"
    send(client, picture_alt=alt, audience="members", as_it_is="1")
    item = ReviewItem.objects.get()
    assert {finding["kind"] for finding in item.findings} >= {"picture", "personal-data"}
    client.force_login(mo)
    page = client.get(reverse("admin:forum_reviewitem_decide") + f"?item={item.pk}").content
    assert "“Mail me@somewhere.test for the pattern”" in page.decode()
    assert b"For members only" in page


def test_an_answer_has_pictures_too(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    client.force_login(bob)
    send(client, reverse("forum:write-answer", args=[question.pk]))
    ReviewItem.objects.open().get().decide("publish", by=mo, reason="fine")
    client.logout()
    page = client.get(question.get_absolute_url()).content.decode()
    assert f'alt="{ALT}"' in page
    assert client.get(Photo.objects.get().small_address).status_code == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script>", "not a picture that we can read"),
        (b"GIF89a" + b"<script>alert(1)</script>" * 20, "not a picture that we can read"),
        (b"", "not a picture"),
        (b"\xff\xd8" + b"x" * (8 * 1024 * 1024), "too large"),
    ],
)
def test_what_is_no_picture_is_refused_kindly_and_the_text_is_kept(client, alice, content, words):
    client.force_login(alice)
    page = send(client, picture=SimpleUploadedFile("a.jpg", content, "image/jpeg"))
    text = page.content.decode()
    assert words in text
    assert FORM["body"] in text
    assert ALT in text
    assert not Photo.objects.exists()
    assert not Question.objects.exists()
    assert Draft.objects.exists()


def test_a_picture_is_kept_when_anything_else_is_wrong(client, alice, bob):
    client.force_login(alice)
    page = send(client, title="Help", picture_alt="")
    assert "Please say what picture 1 shows" in page.content.decode()
    photo = Photo.objects.get()
    assert photo.small_address in page.content.decode()
    opened = client.get(ASK)  # another day, from the draft
    assert photo.small_address in opened.content.decode()
    assert client.get(photo.small_address).status_code == 200
    client.force_login(bob)
    assert client.get(photo.small_address).status_code == 404
    client.force_login(alice)
    form = opened.context["form"]
    again = FORM | attached(opened) | {"submission": str(form["submission"].value())}
    refused = client.post(ASK, again)
    assert "Please say what picture 1 shows" in refused.content.decode()
    again[f"alt-{photo.key}"] = ALT
    preview = client.post(ASK, again | {"preview": "1"})
    assert photo.small_address in preview.content.decode()
    first = client.post(ASK, again)
    assert client.post(ASK, again).url == first.url, "twice is once"
    photo.refresh_from_db()
    assert photo.question == Question.objects.get()
    assert photo.alt == ALT


def test_a_few_pictures_that_can_be_taken_out_again(client, alice):
    client.force_login(alice)
    page, form = client.get(ASK), {}
    form = {"submission": str(page.context["form"]["submission"].value())}
    page = client.post(ASK, form | {"picture": file(), "attach": "1"})  # before anything is typed
    assert [*page.context["form"].errors] == ["__all__"]  # that nobody said what it shows
    taken_out = {f"remove-{page.context['form'].photos[0].key}": "on", "attach": "1"}
    page = client.post(ASK, form | attached(page) | taken_out)
    assert not page.context["form"].errors
    for number in range(MOST_PHOTOS):
        page = send(client, **form | attached(page), picture=file(name=f"{number}.jpg"), attach="1")
        assert len(page.context["form"].photos) == number + 1
        assert page.context["form"]["picture_alt"].value() == ""
    page = send(client, **form | attached(page), attach="1")
    assert "pictures already" in page.content.decode()
    assert Photo.objects.count() == MOST_PHOTOS
    first = page.context["form"].photos[0]
    page = client.post(
        ASK, FORM | form | attached(page) | {f"remove-{first.key}": "on", "attach": "1"}
    )
    assert Photo.objects.count() == MOST_PHOTOS - 1
    assert not Question.objects.exists()
    client.post(ASK, FORM | form | attached(page))
    assert Question.objects.get().photos.count() == MOST_PHOTOS - 1
    assert "picture" in str(ReviewItem.objects.get().findings)


def test_nobody_attaches_or_takes_out_what_is_not_theirs(client, alice, bob, mo):
    client.force_login(alice)
    send(client)
    send(client, title="A second question of mine?", attach="1")
    sent, waiting = Photo.objects.order_by("pk")
    for keys in ([sent.key, waiting.key], [sent.key]):
        client.force_login(bob if len(keys) == 2 else alice)
        names = {"photo": [str(key) for key in keys]} | {f"remove-{key}": "on" for key in keys}
        client.post(ASK, FORM | {"title": "How do I take what is not mine?"} | names)
        client.post(
            ASK, FORM | {"title": "How do I use what is not mine?", "photo": names["photo"]}
        )
    assert [photo.owner for photo in Photo.objects.order_by("pk")] == [alice, alice]
    sent.refresh_from_db(), waiting.refresh_from_db()
    assert sent.question.title == FORM["title"]
    assert waiting.question is None


@pytest.mark.parametrize("odd", ["", "x", "\x00", str(uuid.UUID(int=1)), "\u202e"])
def test_odd_names_of_pictures_do_no_harm(client, alice, odd):
    client.force_login(alice)
    assert client.post(ASK, FORM | {"photo": odd, f"alt-{odd}": odd}).status_code == 302


def test_what_a_picture_shows_is_said_without_disguises(client, alice):
    client.force_login(alice)
    page = send(client, picture_alt="A\x07bell")
    assert "control characters" in page.content.decode()
    send(client, picture_alt="A \u202epump\u200b " + "x" * 400)
    alts = [photo.alt for photo in Photo.objects.order_by("pk")]
    assert alts[0] == ""


def test_pictures_are_bounded_by_the_day(client, alice):
    client.force_login(alice)
    for _ in range(PHOTO.count):
        PHOTO.hit(f"member-{alice.pk}")
    page = send(client)
    assert "sent many pictures" in page.content.decode()
    assert FORM["body"] in page.content.decode()


def test_what_nobody_sent_is_forgotten(client, alice):
    client.force_login(alice)
    send(client)
    send(client, title="A second question of mine?", attach="1")
    Photo.objects.update(created_at=timezone.now() - UNSENT_FOR - timedelta(hours=1))
    send(client, title="A third question of mine?", attach="1")
    forget_unsent()
    assert [bool(photo.question) for photo in Photo.objects.order_by("pk")] == [True, False]
    assert client.get(ASK).status_code == 200
