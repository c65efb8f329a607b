"""Who may sign: profiles that administrators check, and what becomes of those who go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Reviewer, ReviewPolicy, ReviewRequest, ReviewTask, SignOff
from portal.models import User
from portal.states import IllegalMove
from tests.articles.desk import desk
from tests.articles.test_reading import sign
from tests.factories import make_article, make_reviewer, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ADD = "/admin/articles/reviewer/add/"


def at(verb: str, reviewer: Reviewer) -> str:
    return desk(verb, reviewer, "reviewer")


def profile(user: User, **fields) -> dict:
    return {
        "user": user.pk, "name": "Dr Sam", "role": "neurologist", "credential": "GMC 2",
        "interests": "None", "checked_on": TODAY.isoformat(),
        "valid_until": (TODAY + timedelta(days=365)).isoformat(), **fields,
    }  # fmt: skip


def test_an_administrator_checks_a_credential(client, ada, eve, rae, alice):
    sam = make_user("Sam", group="Clinical reviewer", staff=True)
    for person in (eve, rae):
        client.force_login(person)
        assert client.post(ADD, profile(sam)).status_code == 403
        assert client.get(at("change", rae.reviewer)).status_code == 200
        assert client.post(at("change", rae.reviewer), profile(rae)).status_code == 403
    client.force_login(eve)
    seen = client.get(at("change", rae.reviewer)).content.decode()
    assert "GMC 1" in seen
    assert f"/portal/user/{rae.pk}/" not in seen, "their name in the forum is their own matter"
    client.force_login(ada)
    choices = client.get(ADD).content.decode()
    assert f'<option value="{sam.pk}">Sam</option>' in choices
    assert f'<option value="{alice.pk}">' not in choices, "no list of all members"
    assert client.post(ADD, profile(sam, valid_until=TODAY.isoformat())).status_code == 200
    for wrong, why in (
        ({"checked_on": (TODAY + timedelta(days=1)).isoformat()}, "still to come"),
        ({"valid_until": (TODAY + timedelta(days=3000)).isoformat()}, "within five years"),
    ):
        assert why in client.post(ADD, profile(sam, **wrong)).content.decode()
    assert client.post(ADD, profile(sam)).status_code == 302
    assert sam.reviewer.may_sign
    client.post(at("change", sam.reviewer), profile(alice, credential="GMC 3"))
    sam.reviewer.refresh_from_db()
    assert (sam.reviewer.user, sam.reviewer.credential) == (sam, "GMC 3")


def test_a_form_that_was_open_does_not_bring_a_withdrawn_reviewer_back(ada, rae, rf):
    """The form had been read when another administrator withdrew the reviewer."""
    from articles.admin import ReviewerAdmin
    from portal.admin_site import PortalAdminSite

    seen = Reviewer.objects.get()
    rae.reviewer.withdraw(because="Struck off.")
    admin = ReviewerAdmin(Reviewer, PortalAdminSite())
    request = rf.post("/")
    request.user = ada
    form = admin.get_form(request, seen, change=True)(profile(rae, role="x"), instance=seen)
    assert form.is_valid(), form.errors
    admin.save_model(request, form.save(commit=False), form, change=True)
    rae.reviewer.refresh_from_db()
    assert (rae.reviewer.role, rae.reviewer.state) == ("x", "withdrawn")


def test_what_a_reviewer_signed_stands_when_they_leave(client, ada, eve, rae):
    article = make_article("Signed", by=eve)
    sign(article.live, rae)
    asked = ReviewRequest.objects.ask(
        make_article("Asked", by=eve, publish=False).latest, rae.reviewer, by=eve
    )
    client.force_login(eve)
    assert client.post(at("leave", rae.reviewer)).status_code == 403
    client.force_login(ada)
    client.post(at("leave", rae.reviewer))
    rae.reviewer.refresh_from_db()
    asked.refresh_from_db()
    article.refresh_from_db()
    assert (rae.reviewer.state, asked.state) == ("left", "cancelled")
    assert article.signoff
    assert not rae.reviewer.may_sign
    assert eve.notifications.get().kind == "review_given_up"
    client.post(at("come_back", rae.reviewer))
    rae.reviewer.refresh_from_db()
    assert rae.reviewer.may_sign


def test_withdrawing_lists_all_that_was_signed_and_takes_the_reviews_back(client, ada, eve, rae):
    live, retired = make_article("Live one", by=eve), make_article("Retired one", by=eve)
    draft = make_article("Draft one", by=eve, publish=False)
    other = make_article("Of somebody else", by=eve)
    sam = make_reviewer(make_user("Sam", group="Clinical reviewer", staff=True)).user
    for article, who in [(retired, rae), (live, rae), (draft, rae), (other, sam)]:
        sign(article.latest, who)
    Article.objects.get(pk=retired.pk).retire()
    before = list(SignOff.objects.order_by("pk").values())

    client.force_login(eve)
    assert client.get(at("withdraw", rae.reviewer)).status_code == 403
    client.force_login(ada)
    page = client.get(at("withdraw", rae.reviewer)).content.decode()
    assert page.index("Live one") < page.index("Retired one")
    assert "Draft one" in page
    assert live.get_absolute_url() in page
    assert "Of somebody else" not in page
    client.post(at("withdraw", rae.reviewer), {"because": " "})
    assert Reviewer.objects.get(user=rae).state == "active", "not without a reason"

    client.post(at("withdraw", rae.reviewer), {"because": "Struck off the register."})
    rae.reviewer.refresh_from_db()
    assert rae.reviewer.state == "withdrawn"
    assert rae.reviewer.state_reason == "Struck off the register."
    for article in (live, retired):
        article.refresh_from_db()
        assert article.signoff is None
        assert article.review_due_on == TODAY
    other.refresh_from_db()
    assert other.signoff
    task = ReviewTask.objects.get()
    assert (task.article, task.why) == (live, "reviewer withdrawn")
    assert task.signoff.reviewer == rae
    assert list(SignOff.objects.order_by("pk").values()) == before, "the record stays as it is"

    listed = client.get(at("change", rae.reviewer)).content.decode()
    assert listed.index("Live one") < listed.index("Retired one")
    for person, told in ((ada, True), (eve, True), (sam, False)):
        client.force_login(person)
        seen = client.get(at("change", rae.reviewer)).content.decode()
        assert ("Struck off the register." in seen) == told, person
    with pytest.raises(IllegalMove):
        rae.reviewer.come_back()
    with pytest.raises(IllegalMove):
        draft.publish(by=eve)
    client.logout()
    html = client.get(live.get_absolute_url()).content.decode()
    assert "Dr Rae" not in html
    assert "Struck off" not in html, "the reason is for staff"


def test_a_new_signature_settles_what_the_withdrawal_opened(eve, rae):
    article = make_article("T", body="You recieve help.", by=eve)
    sign(article.live, rae)
    article.write(
        title="T", summary="A summary.", body="You receive help.", by=eve, significance="typo"
    )
    article.publish_as_imported()
    rae.reviewer.withdraw(because="Struck off.")
    sam = make_reviewer(make_user("Sam", group="Clinical reviewer", staff=True)).user
    sign(article.latest, sam)
    article.refresh_from_db()
    assert article.signoff.reviewer == sam
    assert ReviewTask.objects.get().state == "kept"


def test_of_two_administrators_at_once_one_withdraws(rae):
    first, second = Reviewer.objects.get(), Reviewer.objects.get()
    first.withdraw(because="Struck off.")
    with pytest.raises(IllegalMove):
        second.leave()
    with pytest.raises(IllegalMove):
        second.withdraw(because="Again.")


def test_a_reviewer_cannot_be_deleted_and_the_page_keeps_the_name(client, ada, eve, rae, bob):
    article = make_article("Signed", by=eve)
    sign(article.live, rae)
    client.force_login(ada)
    delete = reverse("admin:portal_user_delete", args=[rae.pk])
    for response in (
        client.get(delete),
        client.post(delete, {"post": "yes"}),
        client.post(
            reverse("admin:portal_user_changelist"),
            {"action": "delete_selected", "_selected_action": [rae.pk], "post": "yes"},
        ),
    ):
        html = response.content.decode()
        assert response.status_code == 200
        assert "This account cannot be deleted" in html
        assert "Close it instead" in html
    assert User.objects.filter(pk=rae.pk).exists()
    client.post(reverse("admin:portal_user_delete", args=[bob.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=bob.pk).exists(), "others can be deleted"

    User.objects.filter(pk=rae.pk).update(is_active=False)
    client.logout()
    html = client.get(article.get_absolute_url()).content.decode()
    assert "Dr Rae, neurologist, GMC 1" in html


def test_the_list_of_what_was_signed_asks_the_database_few_times(
    client, ada, eve, rae, django_assert_max_num_queries
):
    for number in range(5):
        sign(make_article(f"Signed {number}", by=eve).live, rae)
    client.force_login(ada)
    client.get(at("change", rae.reviewer))
    with django_assert_max_num_queries(14):
        client.get(at("change", rae.reviewer))


def test_administrators_decide_how_long_a_review_holds(client, ada, eve, rae):
    policy = ReviewPolicy.objects.get(kind="living")
    url = reverse("admin:articles_reviewpolicy_change", args=[policy.pk])
    form = {"months": 3, "grace_days": 30}
    client.force_login(eve)
    assert client.get(url).status_code == 200
    assert client.post(url, form).status_code == 403
    client.force_login(ada)
    for wrong in ({"months": 99}, {"months": 0}, {"grace_days": 9_999}):
        refused = client.post(url, form | wrong)
        assert refused.status_code == 200
        assert "Ensure this value is" in refused.content.decode(), "in words, at its field"
    assert client.post(url, form).status_code == 302
    article = make_article(by=eve)
    with pytest.raises(IllegalMove, match="Choose a day"):
        sign(article.live, rae, days=150)
    assert sign(article.live, rae, days=80)
