"""The style sheet as visitors get it: in one piece, hashed and compressed."""

from __future__ import annotations

import re

from django.core.management import call_command
from django.test import override_settings

from portal.staticfiles import BundledStorage


def test_the_style_sheet_is_collected_in_one_piece(settings, tmp_path):
    stored = {"BACKEND": "portal.staticfiles.BundledStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path, STORAGES=settings.STORAGES | {"staticfiles": stored}
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        name = BundledStorage(location=tmp_path).stored_name("css/site.css")
    css = (tmp_path / name).read_text()
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert "@import" not in css
    assert "@layer components" in css
    assert (tmp_path / f"{name}.br").exists()
