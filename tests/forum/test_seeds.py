"""Two texts as pages of false hope have them: what is said, and what becomes of them."""

from __future__ import annotations

from django.urls import reverse

from forum.models import Answer, Question, ReviewItem
from tests.factories import make_article, make_question

ASK = "/questions/ask/"
#: A family at the end of its strength, in a few loud words.
DESPERATE = {
    "title": "Our child has leukodystrophy – WHAT CAN WE DO?!",
    "body": "WHERE DO WE GO? HELP!!!",
}
#: An answer that sends it to the wrong ward, and asks for its papers.
WRONG_WARD = (
    "Send copies of all your documents to the department of childhood leukemia at the university "
    "clinic, or go there for a consultation. They must help! You will find their address on the "
    "internet. Good luck."
)
#: The end of a long, friendly text about a treatment, as sellers write it.
ADVERT = (
    "Stem cell therapy offers new hope for people with MS. Many patients have reported positive "
    "outcomes: improved mobility, less fatigue, a better quality of life. Our clinic has treated "
    "hundreds of patients, and costs start at 9,500 euros. For more information visit us online "
    "at www.new-hope-cells.example."
)


def kinds(item: ReviewItem) -> set[str]:
    return {finding["kind"] for finding in item.findings}


def test_despair_is_heard_and_its_question_comes_early(client, alice, mo):
    client.force_login(alice)
    page = client.post(ASK, DESPERATE, follow=True)
    question = Question.objects.get()  # nothing held it up: there was nothing else to say
    assert "While you wait" in page.content.decode()
    item = ReviewItem.objects.get(question=question)
    assert "despair" in kinds(item)
    assert item.severity == 2

    make_article("Our child has leukodystrophy: what to do first", body="Ask for a centre.")
    more = DESPERATE | {"body": "WHERE DO WE GO? HELP!!! Mail me at robin@private.example"}
    step = client.post(ASK, more).content.decode()
    assert "We hear that it is hard" in step  # along with what was to be said anyway


def test_the_wrong_ward_is_caught(client, alice, bob, mo):
    question = make_question(alice, DESPERATE["title"], body=DESPERATE["body"], by=mo)
    url = reverse("forum:write-answer", args=[question.pk])
    client.force_login(bob)
    page = client.post(url, {"body": WRONG_WARD})
    html = page.content.decode()
    assert "Not sent yet: please look once more" in html
    assert "leukemia</mark>" in html
    assert not Answer.objects.exists()
    client.post(url, {"body": WRONG_WARD, "as_it_is": "1", "advised": page.context["advised_seen"]})
    item = ReviewItem.objects.get(answer=Answer.objects.get())
    assert {"look-alike", "personal-data"} <= kinds(item)  # it asks for their papers as well
    assert any(finding.get("told") for finding in item.findings)
    assert item.is_open
    client.logout()
    assert "leukemia" not in client.get(question.get_absolute_url()).content.decode()


def test_an_advert_is_told_so_and_waits_whoever_sends_it(client, alice, bob, mo):
    question = make_question(alice, "What is known of stem cells in MS?", by=mo)
    url = reverse("forum:write-answer", args=[question.pk])
    client.force_login(bob)
    page = client.post(url, {"body": ADVERT})
    html = page.content.decode()
    assert "Not sent yet: please look once more" in html
    assert "We do not publish prices, addresses of sellers or promises of a cure" in html
    client.post(url, {"body": ADVERT, "as_it_is": "1", "advised": page.context["advised_seen"]})
    answer = Answer.objects.get()
    assert answer.state == "pending"
    assert "promotion" in kinds(ReviewItem.objects.get(answer=answer))
