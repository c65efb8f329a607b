"""Which sign-off stands for which text, and what a reviewer sees who signs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Reviewer, Revision, SignOff
from articles.reviewing import signing
from articles.reviewing.typos import MISSPELT, is_only_typo
from portal.states import IllegalMove
from tests.articles.desk import desk, signature
from tests.articles.test_reading import sign
from tests.factories import make_article, make_reviewer, make_source, make_user

pytestmark = pytest.mark.django_db

TEXT = """## What helps

Ask your team before you change the feeding. Your child can recieve help at school.

They may be tired [@gr-mld]. You should not give more than 5 mg.

A theraipst comes home. The therapist shows you how. Every therapist knows this.

!!! urgent "Call your team"
    If your child is slepeing more than usual. She is sleeping now.

- Never stop the tablets. {evidence: low}
- Some familly members help. The family is there.
"""


def pair(old: str, new: str, *, text: str = TEXT, kind: str = "living") -> tuple:
    article = Article(kind=kind)
    assert old in text
    before = Revision(article=article, title="T", summary="A summary.", body=text)
    after = Revision(
        article=article, title="T", summary="A summary.", body=text.replace(old, new, 1)
    )
    return before, after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("recieve", "receive"),
        ("theraipst", "therapist"),
        ("change the", "change  the"),
    ],
)
def test_a_typing_mistake_is_one(old, new):
    assert is_only_typo(*pair(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("can recieve", "cannot receive"),
        ("recieve", "recieved"),
        ("should not", "should"),
        ("should not", "should now"),
        ("not give", "nto give"),
        ("5 mg", "50 mg"),
        ("5 mg", "5 g"),
        ("5 mg", "5 ml"),
        ("mg", "gm"),
        ("[@gr-mld]", ""),
        ("[@gr-mld]", "[@gr-mdl]"),
        ("They may", "They must"),
        ("may be", "may not be"),
        ("more than", "less than"),
        ("Never stop", "Ever stop"),
        ("Never stop", "Never step"),
        ("the tablets", "these tablets"),
        ("{evidence: low}", "{evidence: high}"),
        ("{evidence: low}", ""),
        ("## What helps", "## What heals"),
        ("What helps", "Waht helps"),
        ("slepeing", "sleeping"),  # in a box for emergencies nothing passes
        ("Ask your team before", "Ask your team after"),
        ("before you", "you"),
        ("tired", "tried"),
        ("feeding.", "feeding!"),
        ("feeding. Your", "feeding\n\nYour"),
        ("school", "sсhool"),  # with a Cyrillic letter
        ("school", "scho\u200bol"),
        ("theraipst", "theropist"),
        ("A theraipst comes home.", "A therapist is not needed."),
        ("- Some", "1. Some"),
    ],
)
def test_what_may_change_the_meaning_is_none(old, new):
    assert not is_only_typo(*pair(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("increase", "decrease"), ("decrease", "increase"), ("casual", "causal"),
        ("trail", "trial"), ("dairy", "diary"), ("untied", "united"), ("dysphagia", "dysphasia"),
        ("hypotension", "hypertension"), ("hypertension", "hypotension"), ("unable", "enable"),
        ("contact", "contract"), ("inulin", "insulin"), ("nusinresen", "nusinersen"),
        ("atidarsagene", "atidasragene"), ("dose", "does"), ("form", "from"), ("loss", "less"),
        ("able", "unable"), ("effective", "ineffective"), ("ARSA", "ARAS"), ("later", "latter"),
        ("Libmeldy", "Libmedly"), ("milligram", "microgram"),
    ],
)  # fmt: skip
def test_a_word_for_another_word_is_none(old, new):
    """Even where both stand in the text that was signed."""
    text = f"Give {old} with care.\n\nWe know about {new} and {new}."
    assert not is_only_typo(*pair(old, new, text=text))


def test_a_medicine_is_not_mended_unread():
    for old, new in [("cerlipnoase", "cerliponase"), ("eladcogene", "eladocagene")]:
        text = f"Your child gets {old}.\n\nAbout {new}: {new} helps."
        assert not is_only_typo(*pair(old, new, text=text))


def test_a_spelling_that_nobody_signed_elsewhere_is_read_again():
    assert not is_only_typo(*pair("A theraipst", "A therapist", text="A theraipst comes."))


def test_many_typing_mistakes_are_a_new_text():
    text = " ".join(MISSPELT)
    words = list(MISSPELT.items())
    for count, stands in [(3, True), (4, False)]:
        before, after = pair("accomodate", "accomodate", text=text)
        for old, new in words[:count]:
            after.body = f" {after.body} ".replace(f" {old} ", f" {new} ").strip()
        assert is_only_typo(before, after) is stands


def test_the_title_and_the_blocks_of_a_treatment_never_change_unread():
    text = "Seperate.\n\n## Risks\n\nSeperate risks."
    assert is_only_typo(*pair("Seperate.", "Separate.", text=text, kind="treatment"))
    assert is_only_typo(*pair("Seperate risks", "Separate risks", text=text, kind="living"))
    for kind in ("treatment", "research"):
        assert not is_only_typo(*pair("Seperate risks", "Separate risks", text=text, kind=kind))
    before, after = pair("Seperate.", "Separate.", text=text)
    before.title, after.title = "Recieve", "Receive"
    assert not is_only_typo(before, after)


# --- Carried over ------------------------------------------------------------------------------
def write(article: Article, body: str, **fields) -> Revision:
    fields = {"significance": "typo", "by": None, **fields}
    return article.write(title="T", summary="A summary.", body=body, **fields)


@pytest.fixture
def signed(eve, rae) -> Article:
    article = make_article("T", body="You recieve help. Teh end.", by=eve)
    sign(article.live, rae)
    return article


def test_a_mended_typing_mistake_keeps_the_sign_off(client, signed, eve):
    signoff = SignOff.objects.get()
    revision = write(signed, "You receive help. Teh end.", by=eve)
    again = write(signed, "You receive help. The end.", by=eve)
    assert signing.signoff_of(revision) == signing.signoff_of(again) == signoff
    signed.publish_as_imported(again)
    signed.refresh_from_db()
    assert (signed.signoff, signed.review_due_on) == (signoff, signoff.review_due_on)
    html = client.get(signed.get_absolute_url()).content.decode()
    assert "Dr Rae" in html
    assert "You receive help" in html


@pytest.mark.parametrize(
    ("body", "significance"),
    [
        ("You receive help. Teh end.", "update"),
        ("You receive no help. Teh end.", "typo"),
        ("You receive help. The end. Stop all medicines.", "typo"),
    ],
)
def test_another_text_does_not(signed, body, significance):
    assert signing.signoff_of(write(signed, body, significance=significance)) is None


def test_a_reviewer_who_mends_it_no_longer_signs_for_somebody_else(signed, rae):
    assert signing.signoff_of(write(signed, "You receive help. Teh end.", by=rae)) is None


def test_many_small_steps_make_no_long_way(signed, rae):
    """Each is compared with what was signed, not with the step before."""
    middle = write(signed, "You receive help. Nothing else.", significance="update")
    assert signing.signoff_of(middle) is None
    assert signing.signoff_of(write(signed, "You receive help. Nothing else.")) is None
    for word in ("accross", "untill"):
        write(signed, f"You recieve help. Teh end. {word}")
    assert signing.signoff_of(signed.latest) is None


def test_what_a_withdrawn_reviewer_signed_stands_for_nothing(signed, rae):
    typo = write(signed, "You receive help. Teh end.")
    assert signing.signoff_of(typo)
    rae.reviewer.withdraw(because="The register has struck them off.")
    assert signing.signoff_of(typo) is None
    assert signing.signoff_of(signed.live) is None


def test_a_typing_mistake_may_be_signed_all_the_same(signed, rae):
    typo = write(signed, "You receive help. Teh end.")
    signed.publish_as_imported(typo)
    own = sign(typo, rae, days=50)
    signed.refresh_from_db()
    assert signed.signoff == own
    assert signed.review_due_on == own.review_due_on


# --- The page ----------------------------------------------------------------------------------
def test_the_page_shows_all_that_a_reviewer_needs(client, eve, rae):
    make_source("gr-mld", doi="10.1000/xyz")
    article = make_article("A title", body="Old words [@gr-mld].", by=eve)
    sign(article.live, rae)
    article.write(title="A title", summary="A summary.", body="New words [@gr-mld].", by=eve)
    client.force_login(rae)
    html = client.get(desk("sign", article)).content.decode()
    for words in (
        "What changed since revision 1, which Dr Rae signed",
        '<span class="diff__word" lang="en">[removed: </span>Old',
        "Title of gr-mld",
        "https://doi.org/10.1000/xyz",
        "Dr Rae, neurologist, GMC 1.",
        "\nNone</textarea>",
    ):
        assert words in html
    policy_says = timezone.localdate().replace(day=1).year + 2
    assert f'value="{policy_says}-' in html


def test_a_day_after_the_policy_is_refused_at_its_field(client, eve, rae):
    article = make_article("A title", by=eve, kind="research")
    late = (timezone.localdate() + timedelta(days=200)).isoformat()
    client.force_login(rae)
    response = client.post(desk("sign", article), signature(article, review_due_on=late))
    assert "Choose a day from tomorrow to" in response.context["form"].errors["review_due_on"][0]
    assert not SignOff.objects.exists()
    client.post(desk("sign", article), signature(article))
    assert SignOff.objects.get().reviewer == rae


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (None, "An administrator must first check your credential"),
        ({"valid_until": timezone.localdate() - timedelta(days=1)}, "to be checked again by"),
        ({"state": "left", "state_changed_at": timezone.now()}, "no longer allows you to sign"),
        (
            {
                "state": "withdrawn",
                "state_reason": "Struck off.",
                "state_changed_at": timezone.now(),
            },
            "no longer allows",
        ),
    ],
)
def test_who_cannot_sign_is_told_why_on_the_page(client, eve, fields, why):
    sam = make_user("Sam", group="Clinical reviewer", staff=True)
    if fields is not None:
        make_reviewer(sam)
        Reviewer.objects.update(**fields)
    article = make_article("A title", body="The text.", by=eve)
    client.force_login(sam)
    for response in (client.get(desk("sign", article)),
                     client.post(desk("sign", article), signature(article))):  # fmt: skip
        html = response.content.decode()
        assert why in html
        assert "The text." in html
        assert 'value="Sign this text"' not in html
    with pytest.raises(IllegalMove):
        sign(article.latest, sam)
    assert not SignOff.objects.exists()


def test_who_wrote_a_part_of_the_text_cannot_sign_it(client, eve, rae):
    article = make_article("A title", by=rae, publish=False)
    article.write(title="A title", summary="S.", body="More.", by=eve)
    client.force_login(rae)
    response = client.post(desk("sign", article), signature(article))
    assert "You wrote a part of this text" in response.content.decode()
    assert not SignOff.objects.exists()


# --- The database ------------------------------------------------------------------------------
def test_the_database_refuses_a_sign_off_that_is_not_true(eve, rae):
    article = make_article("A title", by=rae, publish=False)
    latest = article.write(title="A title", summary="S.", body="More.", by=eve)
    sam = make_reviewer(make_user("Sam", group="Clinical reviewer", staff=True)).user
    true = {
        "revision": latest, "reviewer": sam, "author": eve, "name": "Dr Sam", "role": "r",
        "credential": "c", "interests": "None", "text_hash": latest.text_hash,
        "signed_on": timezone.localdate(),
        "review_due_on": timezone.localdate() + timedelta(days=9),
    }  # fmt: skip
    for wrong, words in [
        ({"text_hash": "0" * 64}, "exactly the text"),
        ({"author": None}, "names the author"),
        ({"author": rae}, "names the author"),
        ({"reviewer": rae}, "nobody signs what they wrote"),  # the earlier, unsigned revision
        ({"reviewer": eve}, "nobody signs what they wrote"),
        ({"review_due_on": timezone.localdate()}, "due_after_signed"),
    ]:
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            SignOff.objects.create(**true | wrong)
    SignOff.objects.create(**true)
