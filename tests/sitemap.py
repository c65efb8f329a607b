"""All that crawlers are told of, from every file that the site map names."""

from __future__ import annotations

import re

from django.conf import settings
from django.test import Client


def everything_in_the_sitemap(client: Client, **extra: object) -> str:
    index = client.get("/sitemap.xml", **extra)
    assert index.status_code == 200
    text = index.content.decode()
    for url in re.findall("<loc>(.*?)</loc>", text):
        assert url.startswith(settings.SITE_URL)
        part = client.get(url.removeprefix(settings.SITE_URL), **extra)
        assert part.status_code == 200, url
        text += part.content.decode()
    return text
