"""From what an editor pastes out of a word processor to a signed treatment article, at the desk."""

from __future__ import annotations

import pytest

from articles import checks
from articles.models import Article
from tests.articles.desk import desk, publication, signature, text
from tests.factories import make_condition, make_source

pytestmark = pytest.mark.django_db

PASTED = (
    "Recently a revolutionary cell therapy has changed everything for families.\r\n"
    "Advantages of the therapy:\r\n"
    "•\tIt always stops the disease\u00a0completely.\r\n"
    "•\tAll leukodystrophies respond to it.\r\n"
    "Contact the clinic today."
)
MENDED = """
## Who it applies to

Children with the late-infantile form who have no symptoms yet [@gr-mld]. Not for others.

## How it works

Stem cells of the child are given a working copy of the gene [@gr-mld].

## What it can and cannot do

In a study of 2020, 29 of 35 children could walk after 3 years [@gr-mld]. {evidence: low}

## Risks

In the same study, 2 of 35 children died [@gr-mld]. {evidence: low}

## What is not known

Nobody knows yet how long the effect lasts [@gr-mld].

## What happens without it

Without it, most children lose abilities within some years [@gr-mld].

## Other options

Treatment of pain and stiffness is possible at every stage [@gr-mld].

## Daily life

The child stays in hospital for some weeks [@gr-mld].

## Questions to ask your team

- Is it possible for our child?
- What are the risks for our child?
- Who looks after us afterwards?
"""


def test_from_a_paste_to_a_signed_treatment_article(client, eve, rae):
    make_source("gr-mld")
    mld = make_condition()
    client.force_login(eve)
    sent = text(text_title="A cell therapy", kind="treatment", slug="", conditions=[mld.pk])
    client.post(desk("add"), sent | {"summary": "It is new.", "body": PASTED})
    article = Article.objects.get()
    assert "\n\n- It always stops the disease completely.\n- All" in article.latest.body

    html = client.get(desk("publish", article)).content.decode()
    for code in ("SRC-NONE", "RISK-MISSING", "SIGN-MISSING", "UNDATED-RECENT", "ABSOLUTE"):
        assert code in html
    response = client.post(desk("publish", article), publication(article.latest))
    assert "Not yet" in response.content.decode()

    summary = "A therapy for children who have no symptoms yet [@gr-mld]."
    mended = sent | {"summary": summary, "body": MENDED, "based_on": 1}
    assert client.post(desk("change", article), mended).status_code == 302
    blocking = {each.code for each in checks.check_revision(article.latest) if each.blocks}
    assert blocking == {"SIGN-MISSING", "REV-DUE-MISSING"}
    ask = {"revision": 2, "answer_by": "", "message": "Please look at the numbers."}
    assert client.post(desk("ask", article), ask).status_code == 302
    assert "In review" in client.get(desk("change", article)).content.decode()

    client.force_login(rae)
    assert "29 of 35 children" in client.get(desk("sign", article)).content.decode()
    assert client.post(desk("sign", article), signature(article)).status_code == 302

    client.force_login(eve)
    client.post(desk("publish", article), publication(article.latest))
    client.logout()
    html = client.get("/articles/a-cell-therapy/").content.decode()
    assert "Dr Rae, neurologist" in html
    assert "29 of 35 children" in html
