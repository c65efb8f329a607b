"""What the database keeps in the search index, and what never comes into it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from articles.models import Article, ConditionName
from forum.models import Question
from portal.search import similar
from portal.search.models import SearchDocument
from tests.factories import make_article, make_condition, make_question


def indexed(kind: str) -> set[int]:
    return set(SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True))


def public() -> set[int]:
    return set(Question.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))


def test_only_questions_that_everybody_may_read_are_found(client, alice, bob, mo):
    pending = make_question(alice, "Does a zebra wait for the moderators?")
    members = make_question(alice, "May members see a zebra?", audience="members", by=mo)
    shown = make_question(alice, "Where do zebras live?", by=mo)
    client.force_login(bob)
    page = client.get(reverse("search"), {"q": "zebra"}).content.decode()
    assert shown.get_absolute_url() in page
    for hidden in (pending, members):
        assert hidden.title not in page
    assert [hit.pk for hit in similar("Zebra")] == [shown.pk]
    assert indexed("question") == public() == {shown.pk}

    pending.publish()
    Question.objects.filter(pk=members.pk).update(audience="everyone")
    assert indexed("question") == public() == {pending.pk, members.pk, shown.pk}
    Question.objects.filter(pk=shown.pk).update(audience="members")
    members.remove()
    assert indexed("question") == public() == {pending.pk}


def test_the_index_follows_articles_conditions_and_names(db):
    mld = make_condition(names=["MLD"])
    article = make_article("Okapi", conditions=[mld], summary="About okapis.")
    draft = make_article("Draft of an okapi", publish=False)
    assert indexed("article") == {article.pk}
    assert [hit.pk for hit in similar("arylsulfatase")] == []
    ConditionName.objects.create(condition=mld, name="Arylsulfatase A deficiency")
    found = similar("arylsulfatase")
    assert [(hit.kind, hit.pk) for hit in found] == [
        ("condition", mld.pk),
        ("article", article.pk),
    ]
    assert [hit.url for hit in found] == [mld.get_absolute_url(), article.get_absolute_url()]
    draft.publish_as_imported()
    assert indexed("article") == {article.pk, draft.pk}
    article.retire()
    assert indexed("article") == {draft.pk}


def test_an_overview_is_found_as_its_condition(db):
    mld = make_condition()
    article = make_article("About it", body="The okapi walks.", kind=Article.Kind.OVERVIEW)
    assert [(hit.kind, hit.pk) for hit in similar("okapi")] == [("article", article.pk)]
    mld.overview = article
    mld.save()
    assert [(hit.kind, hit.pk) for hit in similar("okapi")] == [("condition", mld.pk)]
    assert similar("okapi", exclude=("condition", mld.pk)) == []
    mld.overview = None
    mld.save()
    assert [(hit.kind, hit.pk) for hit in similar("okapi")] == [("article", article.pk)]


def test_what_is_similar_is_quoted_escaped(alice, mo):
    question = make_question(alice, "An okapi?", body="The <b>okapi & others</b>", by=mo)
    (hit,) = similar("okapi")
    assert hit.pk == question.pk
    assert "<mark>okapi</mark> &amp; others" in hit.excerpt
    assert "<b>" not in hit.excerpt
