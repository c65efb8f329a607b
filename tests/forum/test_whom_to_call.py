"""What somebody in need is told at once: words for what they wrote of, and the right numbers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from forum.asking.urgent import CRISES, EMERGENCIES, ROADS, Now
from forum.models import Answer, ArticleComment, Comment, HelpLine, Profile, ReviewItem
from tests.factories import make_answer, make_article, make_comment, make_question

SEIZURE, DESPAIR = "His seizure won't stop.", "Same here, I want to die."


def test_an_answer_a_comment_and_an_edit_bring_up_whom_to_call_as_well(client, alice, bob, mo):
    question = make_question(alice, by=mo)
    Profile.objects.create(member=bob, country="GB")
    client.force_login(bob)
    answering = reverse("forum:write-answer", args=[question.pk])
    calm = client.post(answering, {"body": "We use a soft pillow."}, follow=True)
    assert b"tel:" not in calm.content

    page = client.post(answering, {"body": DESPAIR}, follow=True)
    answer = Answer.objects.get(body=DESPAIR)
    here = reverse("forum:sent", args=["answer", answer.pk])
    assert page.redirect_chain == [(here, 302)]
    text = page.content.decode()
    assert 'href="tel:999"' in text
    assert 'href="tel:116123"' in text  # of the country in the profile, which is shown to nobody
    assert "Thank you. A moderator" not in text

    commenting = reverse("forum:comment-on-question", args=[question.pk])
    page = client.post(commenting, {"body": SEIZURE}, follow=True).content.decode()
    assert "If this is happening now, call 999 first" in page
    assert Comment.objects.get().body == SEIZURE

    calm = make_answer(question, bob, "We wait.", by=mo)
    form = {"body": SEIZURE, "seen": "1", "reason": "More"}
    page = client.post(reverse("forum:edit-answer", args=[calm.pk]), form, follow=True)
    assert page.redirect_chain == [(reverse("forum:sent", args=["answer", calm.pk]), 302)]
    assert b"If this is happening now" in page.content

    client.force_login(alice)  # nobody else is told what it was
    assert client.get(here).status_code == 404
    client.logout()
    assert client.get(here).status_code == 302


def test_a_visitor_who_comments_on_an_article_is_told_at_once_and_at_no_address(client, mo):
    article = make_article()
    form = {"name": "Robin", "email": "robin@example.net", "body": "I want to die."}
    url = reverse("article-comment", args=[article.slug])
    page = client.post(url, form)
    assert page.status_code == 200
    assert "You do not have to carry this alone" in page.content.decode()
    assert "112 in Europe, 999 in the UK, 911 in the US" in page.content.decode()
    assert ReviewItem.objects.get(article_comment=ArticleComment.objects.get()).severity == 4
    calm = client.post(url, form | {"body": "This helped us."})
    assert calm.url.endswith("?sent=1")


@pytest.mark.parametrize("road", ROADS)
def test_every_road_has_words_of_its_own_and_only_threats_no_number(db, road):
    HelpLine.objects.create(country="GB", kind="abuse", name="Elders", number="0800 9")
    words = render_to_string("forum/_now.html", {"now": Now((road,), "GB"), "sent": True})
    others = {
        render_to_string(f"forum/now/{other}.html", {"now": Now((other,), "GB")})
        for other in ROADS
        if other != road
    }
    assert render_to_string(f"forum/now/{road}.html", {"now": Now((road,), "GB")}) not in others
    if road == "threat":
        assert "tel:" not in words
        assert "moderator" in words
    else:
        assert 'href="tel:999"' in words
        assert "they may not see it for some hours" in words
    lines = {"self-harm": ["116123"], "carer": ["116123"], "young": ["08001111"],
             "abuse": ["08088005000", "08009", "08001111"]}  # fmt: skip
    assert [number for number in lines.get(road, []) if f"tel:{number}" not in words] == []
    assert len(EMERGENCIES) + len(CRISES) == len(ROADS)


def test_what_the_portal_says_of_it_already_is_offered_once_it_is_published(client, alice):
    Profile.objects.create(member=alice, country="XX")
    article = make_article("Adrenal crisis", slug="adrenal-crisis-in-adrenoleukodystrophy")
    secret = make_article("For carers", slug="looking-after-yourself-as-a-carer", publish=False)
    words = render_to_string("forum/_now.html", {"now": Now(("adrenal", "carer"))})
    assert article.get_absolute_url() in words
    assert secret.title not in words
    assert "steroid dependent" in words


def test_administrators_keep_the_numbers_and_are_told_which_are_old(client, ada, mo):
    listed = reverse("admin:forum_helpline_changelist")
    client.force_login(mo)
    assert client.get(listed).status_code == 403
    client.force_login(ada)
    page = client.get(listed).content.decode()
    assert f"whether {HelpLine.objects.count()} of these numbers are right" in page
    form = {
        "country": "SE",
        "kind": "young",
        "name": "Jourhavande",
        "number": "+46 8",
        "source": "",
    }
    add = reverse("admin:forum_helpline_add")
    refused = client.post(add, form | {"number": "call us!"}).content.decode()
    assert "Digits, spaces and hyphens only." in refused
    assert "Jourhavande" in refused
    assert client.post(add, form).status_code == 302
    line = HelpLine.objects.get(name="Jourhavande")
    assert "already" in client.post(add, form).content.decode()
    verify = reverse("admin:forum_helpline_verify", args=[line.pk])
    assert b"Is +46 8 still the number" in client.get(verify).content
    client.post(verify)
    line.refresh_from_db()
    assert not line.is_to_check
    line.verified_on = timezone.localdate() - timedelta(days=366)
    assert line.is_to_check
    change = reverse("admin:forum_helpline_change", args=[line.pk])
    client.post(change, form | {"number": "+46 9"})
    line.refresh_from_db()
    assert line.verified_on is None  # what was checked was the number before
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpLine.objects.create(kind="young", name="x", number="ring me")


def test_a_country_without_its_own_line_has_the_one_of_many_countries(db):
    young = {
        country: [line.number for line in HelpLine.objects.for_country(country)["young"]]
        for country in ("GB", "PL", "")
    }
    assert young == {"GB": ["0800 1111"], "PL": ["116 111"], "": ["116 111"]}
    assert "ambulance" not in HelpLine.objects.for_country("")


def test_looking_for_whom_to_call_takes_one_query_and_only_in_need(
    alice, mo, django_assert_num_queries
):
    comment = make_comment(make_question(alice, by=mo), alice, "Thank you.")
    now = Now(("self-harm", "young"), "GB")
    with django_assert_num_queries(1):
        render_to_string("forum/_now.html", {"now": now})
    assert comment.body
