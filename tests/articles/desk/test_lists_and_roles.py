"""The lists of the desk, and who may do what there."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ReviewRequest, SignOff
from tests.articles.desk import LIST, desk, make_signed, signature, text
from tests.articles.test_reading import selects, sign, sign_long_ago
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_the_front_page_says_what_waits_for_whom(client, eve, rae, mo):
    make_article("Draft", publish=False)
    make_article("Public")
    late, ready = make_article("Late"), make_article("Ready", publish=False)
    sign_long_ago(late.live, rae)
    sign(ready.latest, rae)
    url = reverse("admin:articles_article_changelist")
    for person in (eve, rae):
        client.force_login(person)
        html = client.get("/admin/").content.decode()
        for words in ("1 due for a new review", "2 not signed yet", "1 signed, to be published"):
            assert words in html
        for way, titles in [
            ("overdue", "Late"),
            ("to-sign", "Draft Public"),
            ("to-publish", "Ready"),
        ]:
            rows = client.get(f"{url}?review={way}").context["cl"].result_list
            assert {article.title for article in rows} == set(titles.split())
    client.force_login(mo)
    assert "not signed yet" not in client.get("/admin/").content.decode()


def test_a_fresh_draft_is_not_on_the_last_page(client, eve, rae):
    for number in range(3):
        sign(make_article(f"Signed {number}").live, rae)
    make_article("Fresh", publish=False)
    client.force_login(eve)
    rows = client.get(reverse("admin:articles_article_changelist")).context["cl"].result_list
    assert rows[0].title == "Fresh"


def test_the_list_shows_what_is_due_first(client, eve, rae, django_assert_max_num_queries):
    late = make_article("Late")
    sign_long_ago(late.live, rae)
    newer = make_article("Newer")
    newer.write(title="N", summary="S", body="B", by=eve)
    for number in range(5):
        make_article(f"Other {number}")
    client.force_login(eve)
    url = reverse("admin:articles_article_changelist")
    html = client.get(url).content.decode()
    assert html.index("Late") < html.index("Other 4") < html.index("Other 0")
    assert "OVERDUE since 2021-01-01" in html
    assert "Revision 2" in html
    assert "Other 1" not in client.get(f"{url}?review=overdue").content.decode()
    assert "Other 1" not in client.get(f"{url}?review=newer").content.decode()
    assert "Late" not in client.get(f"{url}?review=unsigned").content.decode()
    assert "Revision 2: Draft" in html
    before = selects(client, url)
    for number in range(10):
        make_article(f"More {number}")
    assert selects(client, url) == before


#: What editors may do to a published article.
EDITING = {
    "publish", "plan_publish", "retire", "plan_retire", "withdraw", "roll_back", "cancel_plan",
    "rename",
}  # fmt: skip
VERBS = {"preview", "compare", "sign"} | EDITING
#: Without a revision or plan in the address they lead back to the article.
NEED_MORE = {"roll_back", "cancel_plan"}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("alice", set()),
        ("mo", set()),
        ("eve", {"preview", "compare"} | EDITING),
        ("rae", {"preview", "compare", "sign"}),
        ("ada", VERBS),
    ],
)
def test_everybody_has_exactly_their_verbs(client, request, who, may):
    article = make_article()
    client.force_login(request.getfixturevalue(who))
    for verb in VERBS:
        response = client.get(desk(verb, article))
        led_back = response.status_code == 302 and response.url == desk("change", article)
        comes_in = led_back if verb in NEED_MORE else response.status_code == 200
        assert comes_in == (verb in may), verb
        assert response.status_code in {200, 302, 403}
        if verb not in may:
            client.post(desk(verb, article), signature(article, slug="x"))
    html = client.get(desk("change", article)).content.decode()
    for verb in VERBS - NEED_MORE - {"preview", "compare"}:
        assert (desk(verb, article) in html) == (verb in may)
    article.refresh_from_db()
    assert (article.state, article.slug == "x") == ("published", False)
    assert not SignOff.objects.exists()
    assert (
        client.get(reverse("admin:articles_article_delete", args=[article.pk])).status_code != 200
    )


def test_a_reviewer_reads_and_cannot_write(client, rae):
    article = make_article("A title", body="Read me.")
    client.force_login(rae)
    html = client.get(desk("change", article)).content.decode()
    assert "Read me." in html
    assert 'name="body"' not in html
    assert client.post(desk("change", article), text(article, body="Mine.")).status_code == 403
    assert client.get(desk("add")).status_code == 403
    assert article.revisions.count() == 1
    for model in ("condition", "source"):
        assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:articles_{model}_add")).status_code == 403


def test_a_moderator_has_no_business_here(client, mo):
    client.force_login(mo)
    for model in ("article", "condition", "source"):
        assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 403


def test_each_revision_says_where_it_stands(client, eve, rae):
    article = make_signed(eve, rae)
    client.force_login(eve)

    def standings() -> list[str]:
        found = client.get(desk("change", article)).context["revisions"]
        return [revision.standing.label for revision in found]

    assert standings() == ["Signed, not published yet"]
    article.publish_as_imported()
    assert standings() == ["Readers see this"]
    newer = article.write(title="T", summary="S", body="B", by=eve)
    assert standings() == ["Draft", "Readers see this"]
    request = ReviewRequest.objects.create(revision=newer, asked_by=eve)
    assert standings() == ["In review", "Readers see this"]
    assert "Revision 2: In review" in client.get(LIST).content.decode()
    ReviewRequest.objects.filter(pk=request.pk).update(
        state="sent back", closed_at=timezone.now(), answer="Please say when."
    )
    assert standings() == ["Sent back by its reviewer", "Readers see this"]
    article.publish_as_imported()
    assert standings() == ["Readers see this", "Replaced by a newer text"]
    Article.objects.update(review_due_on="2021-01-01")
    assert standings()[0] == "Readers see this; its review is overdue"
    article.retire()
    assert standings()[0].startswith("Retired")
    article.withdraw(because="Wrong.")
    assert standings()[0].startswith("Withdrawn")


def test_a_mended_typing_mistake_stands_as_signed(client, eve, rae):
    article = make_signed(eve, rae, body="Families recieve help [@gr-mld].")
    article.publish_as_imported()
    mended = {"title": "A title", "summary": "A summary.", "by": eve, "significance": "typo"}
    client.force_login(eve)
    article.write(body="Families receive help [@gr-mld].", **mended)
    found = client.get(desk("change", article)).context["revisions"]
    assert found[0].standing == "signed"
    article.write(body="Families never receive help [@gr-mld].", **mended)
    found = client.get(desk("change", article)).context["revisions"]
    assert found[0].standing == "draft"
