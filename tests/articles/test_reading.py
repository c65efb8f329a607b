"""What families see of conditions and articles, and what they do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from html5lib import HTMLParser

from articles.models import Article, ConditionCode, ConditionName, SignOff
from tests.factories import (
    make_article,
    make_article_comment,
    make_condition,
    make_question,
    make_source,
    make_topic,
)
from tests.hostile.strings import OWN

pytestmark = pytest.mark.django_db
THREE = "## One\n\nA [@a].\n\n## Two\n\nB [@b] and [@a].\n\n## Three\n\nC."


def page(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    HTMLParser(strict=True).parse(response.content)
    return response.content.decode()


def selects(client, url: str) -> int:
    """How many queries a page makes; the transaction around each request is not one of them."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def sign(revision, by, *, days: int = 80):
    return revision.sign(by=by, review_due_on=timezone.localdate() + timedelta(days=days))


def sign_long_ago(revision, by) -> None:
    """A sign-off whose review was due years ago: it is written so, for it never changes."""
    SignOff.objects.create(
        revision=revision, reviewer=by, author=revision.author, name="Dr Rae", role="neurologist",
        credential="GMC 1", interests="None", text_hash=revision.text_hash,
        signed_on="2020-01-01", review_due_on="2021-01-01",
    )  # fmt: skip
    signoff = SignOff.objects.get(revision=revision)
    Article.objects.filter(live=revision).update(signoff=signoff, review_due_on="2021-01-01")


@pytest.fixture
def mld():
    condition = make_condition(names=["MLD", "Arylsulfatase A deficiency"], genes="ARSA, PSAP")
    ConditionName.objects.create(condition=condition, name="Metacromatic", kind="misspelling")
    ConditionCode.objects.create(condition=condition, system="ORPHA", value="512")
    ConditionCode.objects.create(
        condition=condition, system="OMIM", value="249900", relation="broader"
    )
    ConditionCode.objects.create(condition=condition, system="GARD", value="0003230")
    ConditionCode.objects.create(condition=condition, system="ICD-10-CM", value="E75.25")
    return condition


def test_an_article_shows_its_text_and_its_sources(client, mld):
    make_source("a", doi="10.1000/a", pmid="123", url=None, registry_id=None)
    make_source("b", url=None, registry_id="NCT01560182")
    other = make_article("Another article")
    article = make_article(
        "Gene therapy for MLD", body=THREE, summary="In short [@b].", conditions=[mld],
        topics=[make_topic()],
    )  # fmt: skip
    article.related.set([other])
    html = page(client, article.get_absolute_url())

    assert '<a href="#h-two">Two</a>' in html, "a list of contents from three headings on"
    assert 'href="https://doi.org/10.1000/a"' in html
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/123/"' in html
    assert 'href="https://clinicaltrials.gov/study/NCT01560182"' in html
    # The summary cites [@b] first, so that it is number 1 and leads back there.
    assert '<a aria-label="Source 1" href="#ref-1" id="cites-1"' in html
    assert '<li id="ref-1">' in html
    assert 'href="#cites-1"' in html
    assert 'href="#cite-2"' in html
    assert 'id="cite-2"' in html
    assert mld.get_absolute_url() in html
    assert "/topics/gene-therapy/" in html
    assert other.get_absolute_url() in html
    assert '<meta name="description" content="In short.">' in html
    assert (
        f'<link rel="canonical" href="http://127.0.0.1:8000{article.get_absolute_url()}">' in html
    )
    assert '<meta property="og:title" content="Gene therapy for MLD">' in html


def test_a_short_article_has_no_list_of_contents(client):
    article = make_article(body="## One\n\nA.\n\n## Two\n\nB.")
    assert "On this page" not in page(client, article.get_absolute_url())


def test_an_article_shows_what_families_asked_and_said_about_it(client, mld, alice, mo):
    article = make_article(conditions=[mld])
    asked = make_question(alice, condition=mld, by=mo)
    waiting = make_question(alice, "Is anything known about school?", condition=mld)
    make_article_comment(article, "This helped us a lot.", by=mo)
    make_article_comment(article, "Buy my pills.")
    html = page(client, article.get_absolute_url())
    assert asked.title in html
    assert waiting.title not in html
    assert "This helped us a lot." in html
    assert "Buy my pills." not in html
    assert "visitor@example.org" not in html
    assert reverse("article-comment", args=[article.slug]) in html
    assert asked.title in page(client, mld.get_absolute_url())


def test_the_review_state_is_honest(client, eve, rae):
    article = make_article(by=eve, body="First.")
    url = article.get_absolute_url()
    html = page(client, url)
    assert "Not yet reviewed by a clinician" in html
    assert "starter text" not in html, "an editor wrote this one"

    signoff = sign(article.live, rae)
    html = page(client, url)
    assert "Not yet reviewed" not in html
    assert "Dr Rae, neurologist, GMC 1" in html
    assert signoff.review_due_on.strftime("%Y-%m-%d") in html
    assert "due for a new review" not in html

    sign_long_ago(article.write(title="T", summary="S", body="Older.", by=eve), rae)
    article.publish_as_imported()
    html = page(client, url)
    assert "due for a new review" in html
    assert "a new review is due" in page(client, reverse("articles:articles"))

    article.write(title="New", summary="S", body="Second.", by=eve)
    assert "Dr Rae" in page(client, url), "the draft is not what readers see"
    article.publish_as_imported()
    html = page(client, url)
    assert "Not yet reviewed by a clinician" in html, "a signature does not pass to another text"
    assert "Dr Rae" not in html


def test_a_draft_is_for_those_who_work_on_it(client, alice, mo, eve, rae):
    url = make_article("Secret draft", publish=False).get_absolute_url()
    assert client.get(url).status_code == 404
    for member in (alice, mo):
        client.force_login(member)
        assert client.get(url).status_code == 404
        assert "Secret draft" not in client.get(reverse("articles:articles")).content.decode()
    for member in (eve, rae):
        client.force_login(member)
        response = client.get(url)
        assert "This is a draft" in response.content.decode()
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]


def test_a_member_of_staff_group_without_staff_rights_sees_no_draft(client, eve):
    eve.is_staff = False
    eve.save()
    client.force_login(eve)
    assert client.get(make_article(publish=False).get_absolute_url()).status_code == 404


def test_a_retired_article_stays_with_a_notice_and_leaves_the_lists(client):
    article = make_article("Old advice")
    article.retire()
    assert "no longer kept up to date" in page(client, article.get_absolute_url())
    assert "Old advice" not in page(client, reverse("articles:articles"))


def test_old_addresses_lead_to_the_new_ones(client, mld):
    article = make_article(conditions=[mld])
    overview = make_article("MLD", kind="overview")
    mld.overview = overview
    mld.save()
    old = article.get_absolute_url(), mld.get_absolute_url(), f"/articles/{overview.slug}/"
    article.rename(slug="new-slug")
    mld.rename(slug="mld")
    overview.rename(slug="mld-overview")
    for before, after in zip(
        old, ["/articles/new-slug/", "/conditions/mld/", "/conditions/mld/"], strict=True
    ):
        response = client.get(before)
        assert (response.status_code, response.url) == (301, after)
    assert client.get("/feeds/conditions/metachromatic-leukodystrophy/").status_code == 301
    assert client.get("/articles/mld-overview/").url == "/conditions/mld/"


def test_the_a_to_z_has_other_names_as_see_rows(client, mld):
    html = page(client, reverse("articles:conditions"))
    assert 'leukodystrophy</a> <span class="az-index__also">also MLD</span>' in html, "one row"
    make_condition("Mitchell disease")  # stands between the two
    make_condition("Ångström disease", slug="angstrom")
    make_condition("4H leukodystrophy")
    html = page(client, reverse("articles:conditions"))
    see = '<li class="az-index__see">MLD see <a href="/conditions/metachromatic-leukodystrophy/">'
    assert see in html
    assert "Metacromatic" not in html
    assert html.index("4H leukodystrophy") > html.index("Metachromatic")
    assert html.index('id="letter-a"') < html.index("Ångström") < html.index('id="letter-m"')
    assert '<a href="#letter-b">' not in html


def test_the_page_of_a_condition(client, mld):
    group = make_condition("Leukodystrophy")
    mld.parent = group
    mld.overview = make_article(
        "MLD", kind="overview", summary="In MLD [@gr].", body="## What it is\n\nText.",
        topics=[make_topic("Diagnosis")], by=None, publish=False,
    )  # fmt: skip
    mld.save()
    form = make_condition("Late-infantile MLD", parent=mld)
    make_source("gr")
    living = make_article("Living with it", conditions=[form], topics=[make_topic("School")])
    draft = make_article("Not yet", conditions=[mld], publish=False)
    url = mld.get_absolute_url()
    assert "We have not written about this condition yet" in page(client, url)

    overview = mld.overview
    overview.write(title="MLD", summary="In MLD [@gr].", body="## What it is\n\nText.", by=None)
    overview.publish_as_imported()
    html = page(client, url)
    assert '<h2 id="h-what-it-is">' in html
    assert "Not yet reviewed by a clinician" in html
    assert '<li id="ref-1">' in html
    assert "Arylsulfatase A deficiency" in html
    assert "Metacromatic" not in html
    assert 'href="https://www.orpha.net/en/disease/detail/512"' in html
    assert "(theirs is broader)" in html
    assert 'href="https://rarediseases.info.nih.gov/diseases/3230/index"' in html
    assert "E75.25" in html
    assert "ARSA, PSAP" in html
    assert "<h3>Living with it</h3>" in html
    assert living.get_absolute_url() in html
    assert draft.get_absolute_url() not in html
    assert form.get_absolute_url() in html
    assert group.get_absolute_url() in html
    assert "/topics/school/" in html
    assert "/topics/diagnosis/" in html
    assert '<link rel="alternate" type="application/atom+xml"' in html

    above = page(client, group.get_absolute_url())
    assert "Late-infantile MLD" in above, "a group names the forms of its conditions"
    assert url in page(client, form.get_absolute_url())
    assert client.get("/conditions/nothing/").status_code == 404


def test_the_overview_is_read_on_its_conditions_page(client, mld, eve):
    mld.overview = make_article("MLD", kind="overview", publish=False, slug="mld-overview")
    mld.save()
    assert client.get("/articles/mld-overview/").status_code == 404
    client.force_login(eve)
    assert "This is a draft" in client.get("/articles/mld-overview/").content.decode()
    assert "This is a draft" in client.get(mld.get_absolute_url()).content.decode()

    mld.overview.publish_as_imported()
    response = client.get("/articles/mld-overview/")
    assert (response.status_code, response.url) == (301, mld.get_absolute_url())


def test_a_loop_in_the_tree_does_not_hang_the_page(client, mld):
    below = make_condition("Below", parent=mld)
    type(mld).objects.filter(pk=mld.pk).update(parent=below)
    assert "Below" in page(client, mld.get_absolute_url())


def test_articles_by_kind_and_by_page(client):
    for number in range(21):
        make_article(f"Living {number}", kind="living")
    make_article("A trial", kind="trials")
    make_article("An overview", kind="overview")
    url = reverse("articles:articles")
    first, second = page(client, url), page(client, f"{url}?page=2")
    assert "A trial" in first
    assert "An overview" not in first + second
    assert "Living 0<" in second
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{url}?page=2">' in second
    trials = page(client, f"{url}?kind=trials")
    assert "A trial" in trials
    assert "Living 1<" not in trials
    assert "There is no such article yet" in page(client, f"{url}?kind=research")
    assert "A trial" in page(client, f"{url}?kind=nonsense&page=x")


def test_a_topic_page_lists_articles_and_questions(client, alice, mo):
    topic = make_topic()
    article = make_article("About it", topics=[topic])
    make_article("Draft about it", topics=[topic], publish=False)
    question = make_question(alice, topics=[topic], by=mo)
    html = page(client, topic.get_absolute_url())
    assert article.get_absolute_url() in html
    assert question.get_absolute_url() in html
    assert "Draft about it" not in html


@pytest.mark.parametrize("rows", [1, 12])
def test_the_number_of_queries_does_not_grow(client, mld, alice, mo, rows):
    cited = " ".join(f"[@s{n}]" for n in range(rows))
    for number in range(rows):
        make_source(f"s{number}")
        make_condition(f"Form {number}", parent=mld, names=[f"Other {number}"])
        make_question(alice, f"How do you manage night {number}?", condition=mld, by=mo)
    related = [
        make_article(f"R{n}", conditions=[mld], topics=[make_topic(f"T{n}")]) for n in range(rows)
    ]
    article = make_article(body=cited, conditions=[mld, make_condition("B")])
    article.related.set(related)
    for number in range(rows):
        make_article_comment(article, f"Comment {number}", email=f"v{number}@example.org", by=mo)
    mld.overview = make_article("MLD", kind="overview", body=cited)
    mld.save()
    assert selects(client, article.get_absolute_url()) <= 16
    assert selects(client, mld.get_absolute_url()) == 20
    assert selects(client, reverse("articles:conditions")) == 2
    assert selects(client, reverse("articles:articles")) == 2


def test_hostile_text_stays_text_on_the_page(client):
    for number, text in enumerate(OWN["xss"]):
        text = text.replace("\0", "")
        article = make_article(
            text[:150], body=f"## {text}\n\n{text}", summary=text, slug=f"hostile-{number}"
        )
        response = client.get(article.get_absolute_url())
        tree = HTMLParser(namespaceHTMLElements=False).parse(response.content)
        scripts = [e for e in tree.iter("script") if e.get("type") != "application/ld+json"]
        assert all((e.get("src") or "").startswith("/static/js/") for e in scripts), text
        harmless(tree, text)


def harmless(tree, text: str) -> None:
    elements = list(tree.iter())
    assert not any(str(name).startswith("on") for e in elements for name in e.attrib), text
    assert not {"img", "iframe", "object", "embed", "base", "style", "math"} & {
        e.tag for e in elements
    }
    for address in [e.get("href", "#") for e in tree.iter("a")]:
        assert address.startswith(("/", "#", "http://", "https://", "mailto:")), text
        assert not address.startswith("//"), text
