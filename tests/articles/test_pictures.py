"""Pictures: who brings them, how they are served, and where texts show them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from html5lib import HTMLParser
from PIL import Image

from articles.models import Picture
from portal.images import MOST_BYTES
from tests.factories import make_article, make_picture

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/picture/add/"


def file(
    name: str = "brain.png", size: tuple[int, int] = (2000, 1000), **more
) -> SimpleUploadedFile:
    content = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRET"
    Image.new("RGB", size, "teal").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue() + more.get("tail", b""))


def sent(**fields) -> dict:
    return {"key": "brain", "alt": "A brain", "credit": "Eve, CC0", "file": file()} | fields


def test_an_editor_brings_a_picture_and_others_do_not(client, eve, rae, mo, bob):
    for person in (bob, mo, rae):
        client.force_login(person)
        assert client.post(ADD, sent()).status_code in {302, 403}
        assert not Picture.objects.exists()
    client.force_login(eve)
    response = client.post(ADD, sent())
    assert response.status_code == 302, response.content.decode()
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.uploaded_by) == (1280, 640, eve)
    assert b"SECRET" not in bytes(picture.large) + bytes(picture.small)
    page = client.get(f"/admin/articles/picture/{picture.pk}/change/").content.decode()
    assert picture.address(640) in page
    assert "![](picture:brain)" in page
    assert picture.address(640) in client.get("/admin/articles/picture/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"alt": ""}, "Say what the picture shows"),
        ({"decorative": "on"}, "leave that empty"),
        ({"credit": ""}, "This field is required"),
        ({"key": "A Brain"}, "valid"),
        ({"key": "Brain"}, "Use small letters"),
        ({"key": "taken"}, "already exists"),
        ({"file": ""}, "This field is required"),
        ({"file": SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>")}, "not a picture"),
        ({"file": SimpleUploadedFile("a.png", b"x" * (MOST_BYTES + 1))}, "at most 8 MB"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said_beside_its_field(client, eve, fields, words):
    make_picture("taken")
    client.force_login(eve)
    if getattr(fields.get("file"), "seek", None):
        fields["file"].seek(0)
    response = client.post(ADD, sent(**fields))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert Picture.objects.count() == 1


def test_the_database_wants_a_description_or_decoration():
    for fields in ({"alt": "", "decorative": False}, {"alt": "x", "decorative": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_picture(**fields)


@pytest.mark.parametrize("reader", [None, "alice", "eve"])
def test_a_picture_is_a_file_that_caches_may_keep_for_ever(client, request, reader):
    picture = make_picture()
    if reader:
        client.force_login(request.getfixturevalue(reader))
    for size, width in ((640, 640), (1280, 1280)):
        response = client.get(picture.address(size))
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert Image.open(BytesIO(response.content)).width == width
        again = client.get(picture.address(size), headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304
        assert not again.content
        assert client.head(picture.address(size)).status_code == 200
        assert client.post(picture.address(size)).status_code == 405


def test_other_addresses_lead_nowhere(client, django_assert_num_queries):
    address = make_picture().address(640)
    assert re.fullmatch(r"/pictures/brain-[0-9a-f]{16}-640\.webp", address)
    mark = address.split("-")[1]
    for wrong in (
        address.replace("brain", "other"),
        address.replace(mark, "0" * 16),
        address.replace("640", "641"),
        address.replace(".webp", ".svg"),
        address.replace(mark, mark[:15]),
        address.replace(mark, mark[:15] + "%25"),
        "/pictures/",
        "/pictures/../admin/",
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_readers_see_a_picture_with_its_description_and_credit(client):
    picture = make_picture()
    make_picture("line", alt="", size=(300, 30))
    body = "\n\n".join(
        f"![{alt}](picture:{key})"
        for alt, key in [("", "brain"), ("A brain from above", "brain"), ("", "line"), ("", "no")]
    )
    html = client.get(make_article(body=body).get_absolute_url()).content.decode()
    HTMLParser(strict=True).parse(html)
    assert html.count(f'src="{picture.address(1280)}"') == 2
    assert f'{picture.address(640)} 640w, {picture.address(1280)} 1280w"' in html
    assert re.findall(r'<img alt="([^"]*)"', html) == ["A brain", "A brain from above", ""]
    assert "<figcaption>Eve, CC0</figcaption>" in html
    assert "![](picture:no)" in html
    assert client.get(picture.address(1280)).status_code == 200


def test_a_better_description_is_shown_at_once(client, eve, rae):
    picture = make_picture()
    page = make_article(body="![](picture:brain)").get_absolute_url()
    url = f"/admin/articles/picture/{picture.pk}/change/"
    better = {
        "alt": "White matter, marked",
        "credit": "Eve, CC BY",
        "key": "x",
        "file": file(size=(9, 9)),
    }
    client.force_login(rae)
    assert client.post(url, better).status_code == 403
    client.force_login(eve)
    assert client.post(url, better | {"alt": ""}).status_code == 200
    assert client.post(url, better).status_code == 302
    picture.refresh_from_db()
    assert (picture.key, picture.width) == ("brain", 1280), "the file and its key stay"
    client.logout()
    html = client.get(page).content.decode()
    assert 'alt="White matter, marked"' in html
    assert "CC BY" in html
    client.force_login(eve)
    assert "Living with leukodystrophy" in client.get(url).content.decode(), "where it is shown"


def test_an_administrator_can_take_a_picture_away(client, eve, ada):
    picture = make_picture()
    page = make_article(body="Before.\n\n![](picture:brain)").get_absolute_url()
    url = f"/admin/articles/picture/{picture.pk}/delete/"
    client.force_login(eve)
    assert client.post(url, {"post": "yes"}).status_code == 403
    client.force_login(ada)
    assert client.post(url, {"post": "yes"}).status_code == 302
    client.logout()
    assert client.get(picture.address(640)).status_code == 404
    assert "<img" not in client.get(page).content.decode()


def test_the_list_of_pictures_does_not_load_them(client, eve, django_assert_max_num_queries):
    for n in range(5):
        make_picture(f"p{n}", size=(20, 20))
    client.force_login(eve)
    with django_assert_max_num_queries(20) as captured:
        client.get("/admin/articles/picture/")
    lists = [each["sql"] for each in captured if 'FROM "articles_picture"' in each["sql"]]
    assert lists
    assert not any('"large"' in sql or '"small"' in sql for sql in lists)


def test_the_desk_says_how_a_picture_is_brought_into_a_text(client, eve, rae):
    page = f"/admin/articles/article/{make_article(by=eve).pk}/change/"
    hint = "![](picture:key-of-a-picture)"
    client.force_login(eve)
    html = client.get(page).content.decode()
    assert hint in html
    assert 'href="/admin/articles/picture/"' in html
    client.force_login(rae)
    assert hint not in client.get(page).content.decode(), "who reads only is spared it"
