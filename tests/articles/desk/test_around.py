"""Conditions and sources at the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import (
    Condition,
    Source,
)
from tests.articles.desk import desk
from tests.factories import make_condition

pytestmark = pytest.mark.django_db


def test_a_doi_may_be_pasted_as_an_address(client, eve):
    client.force_login(eve)
    sent = {"key": "one", "title": "T", "kind": "book", "doi": "https://doi.org/10.1000/xyz"}
    assert client.post(reverse("admin:articles_source_add"), sent).status_code == 302
    assert Source.objects.get().doi == "10.1000/xyz"
    response = client.post(reverse("admin:articles_source_add"), sent | {"key": "two", "doi": "x"})
    assert "A DOI looks like" in response.content.decode()


def test_an_editor_keeps_conditions_and_sources(client, eve):
    parent = make_condition("Leukodystrophy")
    client.force_login(eve)
    inlines = {
        "names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 0, "names-0-name": "KD",
        "names-0-kind": "abbreviation",
        "codes-TOTAL_FORMS": 1, "codes-INITIAL_FORMS": 0, "codes-0-system": "ORPHA",
        "codes-0-value": "ORPHA:487", "codes-0-relation": "exact",
    }  # fmt: skip
    sent = {"name": "Krabbe disease", "slug": "krabbe-disease", "parent": parent.pk, **inlines}
    assert client.post(reverse("admin:articles_condition_add"), sent).status_code == 302
    krabbe = Condition.objects.get(slug="krabbe-disease")
    assert [str(code) for code in krabbe.codes.all()] == ["ORPHA:487"]
    assert [name.name for name in krabbe.names.all()] == ["KD"]

    none = {
        "names-TOTAL_FORMS": 0,
        "names-INITIAL_FORMS": 0,
        "codes-TOTAL_FORMS": 0,
        "codes-INITIAL_FORMS": 0,
    }
    response = client.post(
        desk("change", parent, "condition"), {"name": parent.name, "parent": krabbe.pk, **none}
    )
    assert "is itself a form of" in response.content.decode()

    for key in ("one", "two"):  # neither has a DOI, and that is no conflict
        sent = {"key": key, "title": "T", "kind": "book", "url": f"https://example.org/{key}"}
        assert client.post(reverse("admin:articles_source_add"), sent).status_code == 302
    assert Source.objects.count() == 2
    sent = {"key": "three", "title": "T", "kind": "book"}
    response = client.post(reverse("admin:articles_source_add"), sent)
    assert "Give a DOI, a PubMed id, a registry id or an address" in response.content.decode()
