"""What every answer says to browsers and caches, whatever kind of answer it is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as portal_settings
from django.db import OperationalError

from portal import finding
from tests.security.addresses import FORMS, addresses

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def assert_guarded(response) -> None:
    for name, value in ALWAYS.items():
        assert response.headers.get(name) == value, name
    policy = response.headers["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["base-uri"] == directives["object-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["form-action"] == "'self'"
    assert set(directives.values()) <= {"'none'", "'self'"}  # nothing unsafe, no third host
    assert "Permissions-Policy" in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Cache-Control" in response.headers


@pytest.mark.parametrize("url", addresses())
def test_every_address_is_guarded_and_leaves_no_cookie(url, client):
    response = client.get(url)
    assert response.status_code < 500
    assert_guarded(response)
    assert set(response.cookies) <= ({portal_settings.CSRF_COOKIE_NAME} if url in FORMS else set())
    if response.cookies:
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("url", "extra", "status"),
    [
        ("/nowhere/", {}, 404),
        ("/search", {}, 301),
        ("/admin/", {}, 302),
        ("/?q=%00", {}, 400),
        ("/", {"HTTP_HOST": "evil.example"}, 400),
    ],
)
def test_refusals_and_redirects_are_guarded_too(url, extra, status, client):
    response = client.get(url, **extra)
    assert response.status_code == status
    assert_guarded(response)


@pytest.mark.parametrize(("failure", "status"), [(RuntimeError, 500), (OperationalError, 503)])
def test_failures_are_guarded_too(failure, status, client, monkeypatch):
    def broken(*_asked):
        raise failure

    monkeypatch.setattr(finding, "find", broken)
    client.raise_request_exception = False
    response = client.get("/search/?q=x")
    assert response.status_code == status
    assert_guarded(response)
    assert "no-store" in response["Cache-Control"]


def test_static_files_are_guarded_too(client, settings, tmp_path):
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path
    response = client.get("/static/mark.svg")
    assert response.status_code == 200
    assert_guarded(response)


def test_pages_of_members_are_never_kept_and_those_of_strangers_may_be(client, alice):
    assert client.get("/about/")["Cache-Control"] == "public, no-cache"
    client.force_login(alice)
    for url in ["/about/", "/me/", "/accounts/email/"]:
        assert "no-store" in client.get(url)["Cache-Control"]
        assert "private" in client.get(url)["Cache-Control"]


def test_over_https_the_settings_are_strict_and_the_check_is_clean():
    env = os.environ | {"SITE_URL": "https://portal.example.org"}
    expected = ["__Host-session", "__Host-csrf", "True", "True", "31536000", "False"]
    show = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.DEBUG)"
    )
    run = [sys.executable, "manage.py"]
    shown = subprocess.run(
        [*run, "shell", "-v0", "-c", show], env=env, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == expected
    checked = subprocess.run(
        [*run, "check", "--deploy", "--fail-level", "WARNING"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
