"""What only the portal can know of a text: its sign-off, its links, its treatments' statuses."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.checks import Finding, Refused, check_revision
from articles.models import Article, Picture, Reviewer, Revision
from tests.articles.test_reading import sign, sign_long_ago
from tests.factories import (
    make_article,
    make_condition,
    make_organisation,
    make_picture,
    make_source,
    make_status,
    make_topic,
    make_treatment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source("a")


@pytest.fixture
def article(source, eve) -> Article:
    return make_article(body="It damages myelin [@a].", by=eve, publish=False)


def findings(article: Article) -> dict[str, Finding]:
    return {finding.code: finding for finding in check_revision(article.latest)}


def text(article: Article, body: str, **fields) -> dict[str, Finding]:
    """What is found in that text, apart from its missing signature."""
    article.write(title="A title", summary="In short.", body=f"{body} [@a]", by=None, **fields)
    found = findings(article)
    return {c: f for c, f in found.items() if c not in {"SIGN-MISSING", "REV-DUE-MISSING"}}


@contextmanager
def behind_our_back():
    """Without the triggers that keep texts and sign-offs as they were."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def test_a_signed_text_passes_and_an_unsigned_one_does_not(article, rae):
    assert set(findings(article)) == {"SIGN-MISSING", "REV-DUE-MISSING"}
    sign(article.latest, rae)
    assert findings(article) == {}
    article.write(title="A title", summary="In short.", body="Other words [@a].", by=None)
    assert set(findings(article)) == {"SIGN-MISSING", "REV-DUE-MISSING"}


def test_a_typing_mistake_that_is_none_is_told_why_it_must_be_signed(article, rae):
    sign(article.latest, rae)
    fields = {"title": "A title", "summary": "A summary.", "by": None}
    article.write(**fields, body="It damages no myelin [@a].", significance="typo")
    assert "typing mistake" in findings(article)["SIGN-MISSING"].message
    article.write(**fields, body="It damages no myelin [@a].", significance="update")
    assert "typing mistake" not in findings(article)["SIGN-MISSING"].message


def test_a_signature_under_other_words_does_not_count(article, rae):
    sign(article.latest, rae)
    with behind_our_back():
        Revision.objects.filter(article=article).update(body="Other words [@a].")
    assert set(findings(article)) == {"SIGN-STALE"}


def test_nobody_signs_what_they_wrote_themselves(article, rae):
    sign(article.latest, rae)
    with behind_our_back():
        Revision.objects.filter(article=article).update(author=rae)
    assert set(findings(article)) == {"SIGN-SELF"}


def test_a_credential_holds_until_its_day(article, rae):
    sign(article.latest, rae)
    today = timezone.localdate()
    Reviewer.objects.update(valid_until=today)
    assert findings(article) == {}
    Reviewer.objects.update(valid_until=today - timedelta(days=1))
    assert set(findings(article)) == {"SIGN-CRED-EXPIRED"}
    assert "Ask an administrator" in findings(article)["SIGN-CRED-EXPIRED"].message


def test_who_left_still_vouches_and_who_was_withdrawn_does_not(article, rae):
    sign(article.latest, rae)
    Reviewer.objects.update(state="left")
    assert findings(article) == {}
    Reviewer.objects.update(state="withdrawn", state_reason="Struck off.")
    assert set(findings(article)) == {"SIGN-CRED-EXPIRED"}


def test_a_review_that_was_due_long_ago_sets_no_date(article, rae):
    sign_long_ago(article.latest, rae)
    assert set(findings(article)) == {"REV-DUE-MISSING"}


def test_a_retracted_source_blocks_and_a_superseded_one_warns(article, source):
    for state, code, blocks in (
        ("current", None, None), ("superseded", "SRC-SUPERSEDED", False),
        ("retracted", "SRC-RETRACTED", True),
    ):  # fmt: skip
        source.state, source.state_reason = state, "" if state == "current" else "The data."
        source.state_changed_on = timezone.localdate()
        source.save()
        found = findings(article)
        assert ({c for c in found if c.startswith("SRC")} or {None}) == {code}
        assert code is None or found[code].blocks == blocks


def test_a_retracted_source_only_warns_where_an_editor_has_kept_the_page(article, source, eve):
    """On that page alone, and not after the source held again and fell again."""
    article.publish_as_imported()
    other = make_article("Another", body="It damages myelin [@a].", by=eve)
    source.retract(by=eve, why="The figures were invented.")
    assert findings(article)["SRC-RETRACTED"].blocks

    article.tasks.get().decide("kept", by=eve, reason="It is told as a story of fraud.")
    kept = findings(article)["SRC-RETRACTED"]
    assert not kept.blocks
    assert "It is told as a story of fraud." in kept.message
    assert findings(other)["SRC-RETRACTED"].blocks

    source.restore(by=eve, why="It was another one.")
    source.retract(by=eve, why="It was this one after all.")
    assert findings(article)["SRC-RETRACTED"].blocks


def test_a_source_that_came_later_counts_once_the_text_is_saved_again(article):
    assert "SRC-DANGLING" in text(article, "More [@late].")
    make_source("late")
    assert "SRC-DANGLING" in findings(article)
    assert text(article, "More [@late].") == {}


def test_links_lead_somewhere(article):
    condition, topic = make_condition(), make_topic()
    there = make_article("There", body="Fine.")
    retired = make_article("Retired", body="Fine.")
    retired.retire()
    moved = make_article("Moved", body="Fine.")
    old = moved.get_absolute_url()
    moved.rename(slug="elsewhere")
    draft = make_article("Draft", publish=False)
    gone = make_article("Gone", body="Fine.")
    gone.withdraw(because="It was wrong.")
    for path in (
        there.get_absolute_url(), f"{there.get_absolute_url()}#h-risks", retired.get_absolute_url(),
        old, condition.get_absolute_url(), f"/topics/{topic.slug}/", "/about/rules/",
        "/articles/?page=2", "https://example.org/articles/nobody/", "#h-risks",
    ):  # fmt: skip
        assert text(article, f"See [this]({path}).") == {}, path
    for path in (
        draft.get_absolute_url(), gone.get_absolute_url(), "/articles/nobody/",
        "/conditions/nobody/", "/topics/nobody/", "/nowhere/", "/articles/nobody",
    ):  # fmt: skip
        found = text(article, f"See [this]({path}).")
        assert set(found) == {"LINK-DEAD"}, path
        assert (found["LINK-DEAD"].quote, found["LINK-DEAD"].blocks) == (path, False)


def test_a_link_to_an_organisation_that_does_not_answer(article):
    make_organisation("Helpers")
    silent = make_organisation("Silent")
    type(silent).objects.filter(pk=silent.pk).update(link="dead")
    assert text(article, "See [them](https://helpers.example.org/).") == {}
    assert set(text(article, "See [them](https://silent.example.org).")) == {"LINK-DEAD"}


def test_a_picture_is_there_and_described(article):
    make_picture("brain", "A brain")
    make_picture("line", "", decorative=True)
    make_picture("dark", "Something")
    assert text(article, "Fine.\n\n![](picture:brain)\n\n![](picture:line)\n\n") == {}
    assert set(text(article, "Fine.\n\n![](picture:nobody)\n\n")) == {"PICTURE-MISSING"}
    with connection.cursor() as cursor:  # the database refuses it: only a broken one has this
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE articles_picture DROP CONSTRAINT picture_alt_or_decorative")
    Picture.objects.filter(key="dark").update(alt=" ")
    assert set(text(article, "Fine.\n\n![](picture:dark)\n\n")) == {"ALT-MISSING"}


def test_a_status_that_nobody_checked_again_blocks_what_is_about_it(article):
    mld, krabbe = make_condition(), make_condition("Krabbe disease")
    article.conditions.add(mld)
    treatment = make_treatment()
    old = make_status(treatment, mld, days_ago=100)
    make_status(treatment, krabbe, days_ago=100)
    assert "STATUS-EXPIRED" not in findings(article)
    article.treatments.add(treatment)
    (found,) = [f for f in check_revision(article.latest) if f.code == "STATUS-EXPIRED"]
    assert found.blocks
    assert "Arsa-cel for Metachromatic leukodystrophy in United States" in found.message
    make_status(treatment, old.condition, days_ago=1)
    assert "STATUS-EXPIRED" not in findings(article)


def test_a_translation_follows_its_original(article):
    original = make_article("Original", body="It damages myelin.")
    article.translation_of, article.language = original, "de"
    article.save()
    first = original.live
    assert set(text(article, "Es schadet.")) == {"TRANSLATION-STALE"}
    assert text(article, "Es schadet.", translated_from=first) == {}
    original.write(title="Original", summary="In short.", body="It is worse.", by=None)
    original.publish_as_imported()
    found = text(article, "Es schadet.", translated_from=first)
    assert set(found) == {"TRANSLATION-STALE"}
    assert not found["TRANSLATION-STALE"].blocks


def test_publishing_listens(article, eve, rae):
    article.kind = "treatment"
    article.save()
    sign(article.latest, rae, days=20)
    with pytest.raises(Refused, match="RISK-MISSING"):
        article.publish(by=eve, reasons={"RISK-MISSING": "I want to."})  # a block has no reason
    article.kind = "living"
    article.save()
    article.publish(by=eve)
    assert Article.objects.get().state == "published"


def test_a_treatment_article_is_about_a_condition(article):
    assert "ABOUT-MISSING" not in findings(article), "a text on daily life may be about them all"
    article.kind = "treatment"
    article.save()
    assert findings(article)["ABOUT-MISSING"].severity == "warns"
    article.conditions.add(make_condition())
    assert "ABOUT-MISSING" not in findings(article)


def test_the_number_of_queries_is_that_of_the_questions_not_of_the_text(article, rae):
    make_picture("brain", "A brain")
    links = " ".join(f"[p](/articles/p{n}/)" for n in range(40))
    text(article, f"{links} ![](picture:brain) [x](https://example.org/)")
    sign(article.latest, rae)
    revision = Revision.objects.select_related("article").get(pk=article.latest.pk)
    with CaptureQueriesContext(connection) as captured:
        check_revision(revision)
    assert len(captured) <= 12
    article.write(title="A title", summary="In short.", body="Fine [@a].", by=None)
    sign(article.latest, rae)
    revision = Revision.objects.select_related("article").get(pk=article.latest.pk)
    with CaptureQueriesContext(connection) as captured:
        check_revision(revision)
    assert len(captured) <= 8
