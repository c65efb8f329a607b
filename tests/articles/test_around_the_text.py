"""What stands around a text: what changed, dates, reading time, what to read next."""

from __future__ import annotations

from datetime import date

import pytest

from articles.models import Article, Publication
from articles.reading import links
from tests.articles.test_reading import page
from tests.factories import (
    make_article,
    make_condition,
    make_source,
    make_status,
    make_topic,
    make_treatment,
)

pytestmark = pytest.mark.django_db


def publish(article: Article, body: str, **fields) -> None:
    article.write(title="T", summary="S", body=body, by=None, **fields)
    article.publish_as_imported()


def changes(client, article: Article) -> list[str]:
    html = page(client, article.get_absolute_url())
    listed = html.partition('class="changes__list"')[2].partition("</ol>")[0]
    return [
        row.partition("</time>")[2].partition("</li>")[0].strip()
        for row in listed.split("<li>")[1:]
    ]


def test_readers_see_what_changed_and_nothing_that_is_for_staff(client, eve):
    article = make_article(by=eve)
    assert changes(client, article) == ["First published"]
    article.write(title="T", summary="S", body="Never shown.", by=eve, public_note="Not yet.")
    publish(
        article, "Two.", note="Staff note", public_note="New <b>dose</b>.", significance="major"
    )
    publish(article, "Twoo.", significance="typo", public_note="A letter.")
    publish(article, "Three.")
    assert changes(client, article) == [
        "Update",
        'Major change: <span dir="auto">New &lt;b&gt;dose&lt;/b&gt;.</span>',
        "First published",
    ]
    html = page(client, article.get_absolute_url())
    for hidden in ("Staff note", "Not yet.", "A letter.", "Eve"):
        assert hidden not in html
    Publication.objects.filter(article=article)
    article.retire(by=eve)
    assert changes(client, article)[0] == "No longer kept up to date"
    article.publish_as_imported()
    assert changes(client, article)[0] == "Published again"


def test_a_typo_on_top_of_an_unpublished_update_is_an_update(client):
    article = make_article()
    article.write(title="T", summary="S", body="New.", by=None, significance="major")
    publish(article, "Neww.", significance="typo")
    assert changes(client, article) == ["Major change", "First published"]


def test_many_changes_show_the_last_ten(client):
    article = make_article()
    for number in range(12):
        publish(article, f"Text {number}.", public_note=f"Change {number}")
    shown = changes(client, article)
    assert len(shown) == 10
    assert "Change 11" in shown[0]
    assert "the last ten changes of 13" in page(client, article.get_absolute_url())


def test_mending_a_typing_mistake_does_not_make_a_page_new(client):
    article = make_article("Older")
    make_article("Newer")
    before = Article.objects.get(pk=article.pk).updated_at
    publish(article, "A typing mistake.", significance="typo")
    assert Article.objects.get(pk=article.pk).updated_at == before
    assert "A typing mistake." in page(client, article.get_absolute_url())
    publish(article, "Something else.")
    assert Article.objects.get(pk=article.pk).updated_at > before


def test_dates_and_reading_time(client):
    article = make_article(body="word " * 1_250)
    publish(article, "word " * 1_250, written_on=date(2026, 3, 1))
    html = page(client, article.get_absolute_url())
    assert 'Text of <time datetime="2026-03-01">1 March 2026</time>' in html
    assert "About 6 minutes to read" in html
    assert "About 1 minute to read" in page(client, make_article().get_absolute_url())
    japanese = make_article(body="語" * 2_000, language="ja")
    assert "About 5 minutes to read" in page(client, japanese.get_absolute_url())


def titles(client, article: Article) -> list[str]:
    html = page(client, article.get_absolute_url())
    part = html.partition('<h2 id="related">')[2].partition("</section>")[0]
    return [row.partition(">")[2].partition("</a>")[0] for row in part.split("<a href=")[1:]]


def test_read_next_is_what_editors_chose_then_what_shares_most(client):
    mld, other = make_condition(), make_condition("Krabbe disease")
    topic = make_topic()
    make_source("a")
    article = make_article(body="A [@a].", conditions=[mld], topics=[topic])
    chosen = make_article("Chosen")
    article.related.add(chosen)
    make_article("By source", body="A [@a].")
    make_article("By topic", topics=[topic])
    make_article("By condition", conditions=[mld])
    make_article("Stranger", conditions=[other])
    make_article("Draft", conditions=[mld], publish=False)
    make_article("Overview", conditions=[mld], kind="overview")
    make_article("Retired", conditions=[mld]).retire()
    make_article("Auf Deutsch", conditions=[mld], language="de")
    stale = make_article("Long overdue", conditions=[mld])
    Article.objects.filter(pk=stale.pk).update(review_due_on="2020-01-01")
    assert titles(client, article) == ["Chosen", "By condition", "By topic", "By source"]
    make_article("By all", body="A [@a].", conditions=[mld], topics=[topic])
    assert titles(client, article) == ["Chosen", "By all", "By condition", "By topic"]
    assert titles(client, make_article("Alone")) == []


def test_editors_see_what_leads_to_a_page(client, eve, rae):
    article = make_article("Goal", slug="old")
    article.rename(slug="goal")
    by_text = make_article("By text", body="See [it](/articles/goal/#h-x).")
    by_old = make_article("By old address", body="See [it](/articles/old/).")
    make_article("By another", body="See [it](/articles/goal-2/).")
    by_choice = make_article("By choice")
    by_choice.related.add(article)
    by_end = make_article("By end")
    by_end.retire(successor=article)
    german = make_article("Ziel", language="de", translation_of=article)
    found = {how: [str(page) for page in pages] for how, pages in links.leading_to(article)}
    assert found == {
        "Links to it in its text": [str(by_old), str(by_text)],
        "Offers it to read next": [str(by_choice)],
        "Sends its readers here": [str(by_end)],
        "Is a translation of it": [str(german)],
    }
    for person in (eve, rae):
        client.force_login(person)
        html = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
        assert "What links here" in html
        assert "By old address" in html
    mld = make_condition()
    mld.overview = make_article("MLD", kind="overview")
    mld.save()
    assert links.leading_to(mld.overview)[0][1][0] == mld


HEADINGS = "## One\n\nA.\n\n## Two\n\nB.\n\n## Three\n\nC."


def test_approval_stands_before_the_question_whether_it_helped_and_in_the_contents(client):
    mld, arsa = make_condition(), make_treatment()
    article = make_article(conditions=[mld], body=HEADINGS)
    assert "#where-approved" not in page(client, article.get_absolute_url())
    article.treatments.set([arsa])
    make_status(arsa, mld)
    html = page(client, article.get_absolute_url())
    assert '<li><a href="#where-approved">Where it is approved</a></li>' in html
    assert html.index('id="where-approved"') < html.index("Was this page helpful?")
    assert "Where a place is missing we do not know" in html


def test_the_page_of_a_condition_leads_to_its_parts_and_has_its_codes_below(client):
    mld = make_condition()
    mld.overview = make_article("MLD", kind="overview", body=HEADINGS)
    mld.save()
    make_article("Feeding", conditions=[mld])
    html = page(client, mld.get_absolute_url())
    contents = html.partition('<nav class="contents-list"')[2].partition("</nav>")[0]
    for place in ("#h-one", "#articles", "#questions"):
        assert f'<a href="{place}">' in contents
        assert f'id="{place[1:]}"' in html
    for missing in ("#forms", "#where-approved", "#organisations"):
        assert missing not in contents
    assert html.index('id="names"') > html.index('id="articles"'), "on a phone: further down"


def test_a_retired_page_without_comments_has_no_heading_for_them(client):
    article = make_article()
    assert '<h2 id="comments">' in page(client, article.get_absolute_url())
    article.retire()
    assert '<h2 id="comments">' not in page(client, article.get_absolute_url())
