"""All checks of one stored revision: those of its text, and those that ask the portal."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from articles import models as articles  # they import this module: their names are read when used
from articles.blocks import BUILT_FROM_BLOCKS
from articles.checks import links, text_checks
from articles.checks.findings import Finding, Severity
from articles.checks.text import SourceFacts, Text
from articles.reviewing import signing

B, W = Severity.BLOCKS, Severity.WARNS


def check_revision(revision: articles.Revision) -> list[Finding]:
    """Every finding, what blocks first. Asks the database about ten things, whatever the text."""
    article = revision.article
    text = text_of(revision)
    found = [
        *_signed(revision),
        *text_checks.check(text),
        *links.check(text),
        *_about(article),
        *_statuses(article),
        *_translation(revision, article),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def text_of(revision: articles.Revision) -> Text:
    """The revision as the checks of texts read it."""
    sources = [cited.source for cited in revision.citations.select_related("source")]
    retracted = [source for source in sources if source.state == "retracted"]
    kept = articles.ReviewTask.objects.kept(revision.article, retracted) if retracted else {}
    return Text(
        kind=revision.article.kind,
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
        sources={
            source.key: SourceFacts(source.year, source.state, kept.get(source.pk, ""))
            for source in sources
        },
        dated=revision.written_on,
        language=revision.article.language,
    )


def _signed(revision: articles.Revision) -> Iterator[Finding]:
    """Whether a clinician vouches for this text today."""
    signoff = signing.signoff_of(revision)
    own = signoff or articles.SignOff.objects.filter(revision=revision).first()
    if own is None:
        yield Finding("SIGN-MISSING", B, "Review", _unsigned(revision))
        yield Finding(
            "REV-DUE-MISSING", B, "Review",
            "No day is set by which this text must be reviewed again. The reviewer sets it when "
            "signing.",
        )  # fmt: skip
        return
    signed = revision if own.revision_id == revision.pk else own.revision
    if own.text_hash != signed.text_hash:
        yield Finding(
            "SIGN-STALE", B, "Review",
            f"The text that {own.name} signed is not this one. Save it again, and ask a reviewer "
            "to sign it.",
        )  # fmt: skip
    if own.reviewer_id in signing.authors(revision):
        yield Finding(
            "SIGN-SELF", B, "Review",
            f"{own.name} wrote a part of this text. Ask a reviewer who did not write it to sign.",
        )  # fmt: skip
    if why := _no_longer_vouches(own):
        yield Finding("SIGN-CRED-EXPIRED", B, "Review", why)
    if own.review_due_on <= timezone.localdate():
        yield Finding(
            "REV-DUE-MISSING", B, "Review",
            f"The text was to be reviewed again by {own.review_due_on:%-d %B %Y}, and no later "
            "day is set. Ask a reviewer to look at it again and sign it.",
        )  # fmt: skip


def _unsigned(revision: articles.Revision) -> str:
    earlier = revision.article.revisions.filter(number__lt=revision.number)
    is_typo = revision.significance == revision.Significance.TYPO
    if is_typo and earlier.filter(signoff__isnull=False).exists():
        return (
            "No clinician has signed this text. It was saved as the mending of a typing mistake, "
            "but it differs from the text that was signed by more than well-known misspellings "
            "(such as “recieve”), or in a figure, a sign, a name, a heading, a claim or a source. "
            "Ask a reviewer to sign it: they are shown what changed."
        )
    return (
        "No clinician has signed this text. Ask a reviewer to sign it; a signature under an "
        "earlier text does not count for this one."
    )


def _no_longer_vouches(signoff: articles.SignOff) -> str:
    reviewer = articles.Reviewer.objects.filter(user=signoff.reviewer_id).first()
    if reviewer is None:
        return (
            f"No credential of {signoff.name} is on record. Ask an administrator to check it, or "
            "ask another reviewer to sign."
        )
    if reviewer.state == reviewer.State.WITHDRAWN:
        return f"{signoff.name} is no longer a reviewer. Ask another one to sign this text."
    if reviewer.valid_until < timezone.localdate():
        return (
            f"The credential of {signoff.name} was to be checked again by "
            f"{reviewer.valid_until:%-d %B %Y}. Ask an administrator to check it, or ask another "
            "reviewer to sign."
        )
    return ""


def _about(article: articles.Article) -> Iterator[Finding]:
    if article.kind in BUILT_FROM_BLOCKS and not article.conditions.exists():
        yield Finding(
            "ABOUT-MISSING", W, "What it is about",
            "No condition is ticked, so no condition’s page leads here. Tick those that it is "
            "about, and the treatments whose approvals it should show.",
        )  # fmt: skip


def _statuses(article: articles.Article) -> Iterator[Finding]:
    newest = (
        articles.TreatmentStatus.objects.filter(treatment__articles=article)
        .newest()
        .select_related("treatment", "condition")
    )
    expired = [status for status in newest if status.is_expired]
    if not expired:
        return
    near = articles.Condition.objects.filter(
        Q(articles=article) | Q(parent__articles=article) | Q(children__articles=article)
    )
    about = set(near.values_list("pk", flat=True))  # all, where the article names no condition
    for status in expired:
        if not about or status.condition_id in about:
            yield Finding(
                "STATUS-EXPIRED", B, "Treatment statuses",
                f"The status of {status.treatment} for {status.condition} in "
                f"{status.get_jurisdiction_display()} was last checked on "
                f"{status.as_of:%-d %B %Y}, and holds no longer. Check it again there.",
            )  # fmt: skip


def _translation(revision: articles.Revision, article: articles.Article) -> Iterator[Finding]:
    if article.translation_of_id is None:
        return
    original = articles.Article.objects.select_related("live").get(pk=article.translation_of_id)
    if original.live is None or revision.translated_from_id == original.live_id:
        return
    made_from = revision.translated_from
    of = f"revision {made_from.number} of" if made_from else "no known revision of"
    yield Finding(
        "TRANSLATION-STALE", W, "Translated from",
        f"This was made from {of} “{original.title}”, of which readers now see revision "
        f"{original.live.number}. Compare the two, bring the translation up to date, and choose "
        "that revision.",
    )  # fmt: skip
