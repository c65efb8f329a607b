"""Every page of tests/scene.py as its reader gets it, fetched once for all tests of this folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from tests import scene


@dataclass(frozen=True)
class Fetched:
    """A page as its reader got it."""

    page: scene.Page
    response: HttpResponse
    #: What it loads that is no file: pictures, Django's words for scripts; by the address.
    loads: dict[str, HttpResponse] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def html(self) -> str:
        return self.response.content.decode()

    @property
    def is_admin(self) -> bool:
        """Django's own templates make most of these."""
        return self.name.startswith("admin")

    def __str__(self) -> str:
        return self.name


@pytest.fixture(scope="session")
def pages(django_db_setup, django_db_blocker) -> list[Fetched]:
    """What was built for them is rolled back."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with (
        override_settings(
            STORAGES=settings.STORAGES | {"staticfiles": plain},
            STATIC_ROOT=settings.BASE_DIR / "static",
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        fetched = [fetch(page) for page in scene.build(scene.Cast())]
        transaction.set_rollback(True)
    return fetched


def fetch(page: scene.Page) -> Fetched:
    client = Client()
    if page.reader:
        client.force_login(page.reader)
    response = client.get(page.url)
    assert response.status_code == page.status, f"{page}: {response.status_code}"
    html = response.content.decode()
    named = {*re.findall(r'\ssrc="(/[^"]+)"', html), *re.findall(r'(/[^"\s,]+) \d+w\b', html)}
    loads = {url: client.get(url) for url in named if not url.startswith(settings.STATIC_URL)}
    return Fetched(page, response, loads)
