"""Requests that no browser sends: each is refused or read, and none is a failure."""

from __future__ import annotations

import io

import pytest
from django.core.handlers.wsgi import WSGIHandler

from portal.models import User
from portal.wsgi import readable_only
from tests.hostile import hostile, records
from tests.security.addresses import FORMS, addresses

pytestmark = pytest.mark.django_db

FIELDS = ["q", "next", "email", "login", "username", "password", "password1", "code", "page"]


@pytest.fixture
def strict(client):
    """A client for which a failure is an answer of 500, not a traceback."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("kind", ["unicode", "sqli", "ssti", "crlf", "naughty", "xss"])
def test_hostile_words_in_any_address_are_no_failure(kind, strict):
    urls = ["/search/", "/search/names/", "/questions/", "/articles/", "/conditions/"]
    for text in hostile(kind, 20):
        for url in urls:
            response = strict.get(url, {"q": text, "page": text, "next": text})
            assert response.status_code < 500, (url, text)
            assert b"<script>window.hit" not in response.content


@pytest.mark.parametrize("url", sorted(FORMS))
@pytest.mark.parametrize("kind", ["unicode", "sqli", "crlf", "naughty", "xss", "email_header"])
def test_hostile_words_in_any_field_are_no_failure(kind, url, strict, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for text in hostile(kind, 20):
        response = strict.post(url, dict.fromkeys(FIELDS, text))
        assert response.status_code < 500, text
        assert b"<script>window.hit" not in response.content, text
        assert "evil" not in response.headers.get("Location", "")
    assert not User.objects.filter(is_staff=True).exists()


@pytest.mark.parametrize("record", records("bytes_form"), ids=lambda r: r["q"])
def test_broken_bytes_in_a_query_or_form_are_no_failure(record, strict):
    for url in addresses():
        assert strict.get(f"{url}?q={record['q']}&next={record['q']}").status_code < 500
    body = f"email={record['q']}&login={record['q']}&password={record['q']}"
    for url in FORMS:
        form = "application/x-www-form-urlencoded"
        assert strict.post(url, body, content_type=form).status_code < 500


def test_nul_is_refused_wherever_it_hides(strict):
    assert strict.get("/search/?q=%00").status_code == 400
    assert strict.get("/articles/%00/").status_code == 400
    # http.cookies reads this as a NUL, and the session's key goes to PostgreSQL.
    strict.cookies.load('session="\\000abcdefgh"')
    assert strict.get("/me/", HTTP_COOKIE='session="\\000abcdefgh"').status_code == 400


@pytest.mark.parametrize("record", records("host_header"), ids=lambda r: str(r.get("p"))[:20])
def test_a_foreign_host_is_refused_and_never_repeated(record, strict):
    headers = record.get("h") or {"Host": record["p"]}
    environ = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}
    response = strict.get("/accounts/login/", **environ)
    assert response.status_code == (400 if "Host" in headers else 200)
    assert b"evil" not in response.content
    forwarded = strict.get("/search", HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil" not in forwarded["Location"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused_and_cannot_be_smuggled(method, strict, alice):
    for url in ["/", "/accounts/login/", "/nowhere/"]:
        assert strict.generic(method, url).status_code == 405
    strict.force_login(alice)
    for header in ["HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE"]:
        strict.get("/accounts/logout/", **{header: "POST"})
        strict.get("/accounts/logout/?_method=POST")
    assert strict.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("", True),
        ("text/plain", True),
        ("application/x-www-form-urlencoded; charset=UTF-8", True),
        ('multipart/form-data; charset="utf8"; boundary=x', True),
        ("x; charset=hex", False),
        ("x; charset = hex", False),
        ("x; charset*=utf-8''utf-7", False),
        ("x; charset*=nonsense''utf-8", False),
        ("x; charset=rot13", False),
        ("application/x-www-form-urlencoded; charset=utf-7", False),
        ("x; charset=utf-16", False),
        ("x; charset=\u00ff", False),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_utf8_is_read(method, content_type, read):
    answers = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": "/accounts/login/",
        "QUERY_STRING": "q=a",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": "3",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(b"a=b"),
        "wsgi.url_scheme": "http",
    }
    body = readable_only(WSGIHandler())(environ, lambda status, headers: answers.append(status))
    b"".join(body)
    if read:
        assert answers[0][0] in "24"
        assert b"UTF-8 only" not in b"".join(body)
    else:
        assert answers == ["400 Bad Request"]


@pytest.mark.parametrize(
    ("content_type", "body", "length"),
    [
        ("multipart/form-data", b"x", None),
        ("multipart/form-data; boundary=", b"x", None),
        ("multipart/form-data; boundary=" + "b" * 300, b"x", None),
        ("multipart/form-data; boundary=b", b"--b\r\n", None),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data\r\n\r\nx",
            None,
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="login"\r\n%s\r\n\r\n!!!\r\n--b--'
            % b"Content-Transfer-Encoding: base64",
            None,
        ),
        ("application/x-www-form-urlencoded", b"a=b", "-1"),
        ("application/x-www-form-urlencoded", b"a=b", "many"),
        ("application/x-www-form-urlencoded", b"a=b", "99999999999"),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(400)), None),
        ("application/x-www-form-urlencoded", b"password=" + b"x" * 600_000, None),
        ("application/json", b"{", None),
    ],
)
def test_odd_bodies_are_no_failure(content_type, body, length, strict):
    extra = {"CONTENT_LENGTH": length} if length else {}
    for url in FORMS:
        response = strict.generic("POST", url, body, content_type=content_type, **extra)
        assert response.status_code < 500


@pytest.mark.parametrize("length", [str(30 * 1024**2 + 1), "9" * 12, "9" * 5_000])
def test_more_than_any_form_takes_is_refused_unread(length, strict, alice):
    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            pytest.fail("it was read")

    strict.force_login(alice)
    kind = "multipart/form-data; boundary=b"
    for url in ["/questions/ask/", "/accounts/login/", "/mail/events/", "/nowhere/"]:
        extra = {"CONTENT_LENGTH": length, "CONTENT_TYPE": kind, "wsgi.input": Unread()}
        answer = strict.generic("POST", url, **extra)
        assert answer.status_code == 413
        assert b"longer than we can take" in answer.content


def test_too_long_an_address_is_refused(strict):
    assert strict.get("/" + "a" * 9_000).status_code == 400
    assert strict.get("/search/?q=" + "a" * 9_000).status_code == 400


@pytest.mark.parametrize("address", ["", "nonsense", "1.2.3.4, 5.6.7.8", "::1%25eth0", "[::1]:80"])
def test_an_odd_network_address_is_no_failure(address, strict):
    for headers in [{"REMOTE_ADDR": address}, {"HTTP_X_FORWARDED_FOR": address}]:
        form = {"login": "a@example.org", "password": "wrong but long"}
        assert strict.post("/accounts/login/", form, **headers).status_code == 200
