"""What a page says to search engines, in the words of schema.org, built from the models.

Nothing is claimed here that the page does not show; no review above all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from articles.models import (
    Article,
    Condition,
    ConditionCode,
    ConditionName,
    Source,
    Treatment,
    Trial,
)
from articles.reading.treatments import Group
from articles.reading.trials import one
from articles.trials.terms import Status, StudyType
from portal.structured_data import json_ld

Thing = dict[str, Any]
Crumbs = list[tuple[str, str]]
Page = Article | Condition | Treatment | Trial
#: In the words of schema.org's MedicalStudyStatus. What it has no word for is not said.
STUDY_STATUSES = {
    status: f"https://schema.org/{word}"
    for status, word in {
        Status.NOT_YET_RECRUITING: "NotYetRecruiting",
        Status.RECRUITING: "Recruiting",
        Status.ENROLLING_BY_INVITATION: "EnrollingByInvitation",
        Status.ACTIVE_NOT_RECRUITING: "ActiveNotRecruiting",
        Status.SUSPENDED: "Suspended",
        Status.TERMINATED: "Terminated",
        Status.COMPLETED: "Completed",
        Status.WITHDRAWN: "Withdrawn",
    }.items()
}


def article_page(
    article: Article,
    conditions: list[Condition],
    crumbs: Crumbs,
    ledger: Sequence[Group] = (),
) -> SafeString:
    """What the page of an article says."""
    about = [_mention(condition) for condition in conditions]
    for treatment in dict.fromkeys(group.treatment for group in ledger):
        about.append(_therapy(treatment, ledger))
    return _graph([_web_page(article, about), _breadcrumbs(crumbs, article.title, article)])


def condition_page(condition: Condition, overview: Article | None, crumbs: Crumbs) -> SafeString:
    """What the page of a condition says, with the overview that opens it."""
    things = [_condition(condition, overview), _breadcrumbs(crumbs, condition.name, condition)]
    if overview and overview.state == Article.State.PUBLISHED:
        things.insert(0, _web_page(overview, [_mention(condition)]))
    return _graph(things)


def treatment_page(treatment: Treatment, ledger: list[Group], crumbs: Crumbs) -> SafeString:
    """What the page of a treatment says."""
    return _graph([_therapy(treatment, ledger), _breadcrumbs(crumbs, treatment.name, treatment)])


def trial_page(page: one.Page, crumbs: Crumbs) -> SafeString:
    """What the page of a trial says: a status only while its registry stands by it."""
    trial = page.trial
    kinds = {
        StudyType.INTERVENTIONAL: "MedicalTrial",
        StudyType.OBSERVATIONAL: "MedicalObservationalStudy",
    }
    sure = not trial.is_stale and not trial.gone_since
    thing: Thing = {
        "@type": kinds.get(StudyType(trial.study_type), "MedicalStudy"),
        "name": page.title,
        "alternateName": [trial.title, trial.official_title] if trial.summary else [],
        "url": _url(trial),
        "sameAs": [each.url for each in page.registrations if each.url],
        "healthCondition": [_mention(condition) for condition in page.conditions],
        "status": STUDY_STATUSES.get(trial.status) if sure else None,
        "sponsor": {"@type": "Organization", "name": trial.sponsor} if trial.sponsor else None,
        "studyLocation": [
            {"@type": "AdministrativeArea", "name": country.name} for country in page.countries
        ],
    }
    thing["alternateName"] = [name for name in thing["alternateName"] if name]
    return _graph([thing, _breadcrumbs(crumbs, page.title, trial)])


def _web_page(article: Article, about: list[Thing]) -> Thing:
    page: Thing = {
        "@type": "MedicalWebPage",
        "name": article.title,
        "description": article.summary_text,
        "url": _url(article),
        "inLanguage": article.language,
        "datePublished": article.published_at.isoformat(),
        "dateModified": article.updated_at.isoformat(),
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
        },
        "about": about,
        "citation": [_source(each.source) for each in article.live.citations.all()],
    }
    signoff = article.signoff
    published = article.state == Article.State.PUBLISHED
    lost = getattr(article, "review_lost", False)
    if signoff and published and not article.is_overdue and not lost:
        page["lastReviewed"] = signoff.signed_on.isoformat()
        page["reviewedBy"] = {
            "@type": "Person",
            "name": signoff.name,
            "jobTitle": signoff.role,
            "description": signoff.credential,
        }
    return page


def _condition(condition: Condition, overview: Article | None) -> Thing:
    thing: Thing = {
        "@type": "MedicalCondition",
        "name": condition.name,
        "url": _url(condition),
        "alternateName": [
            other.name
            for other in condition.names.all()
            if other.kind != ConditionName.Kind.MISSPELLING
        ],
        "code": [
            {"@type": "MedicalCode", "codeValue": code.value, "codingSystem": code.system}
            for code in condition.codes.all()
            if code.relation == ConditionCode.Relation.EXACT
        ],
    }
    if overview and overview.state == Article.State.PUBLISHED:
        thing["description"] = overview.summary_text
    return thing


def _mention(condition: Condition) -> Thing:
    return {"@type": "MedicalCondition", "name": condition.name, "url": _url(condition)}


def _therapy(treatment: Treatment, ledger: Sequence[Group]) -> Thing:
    """A treatment with what the ledger asserts today, in the very words of the page."""
    lines = [line for group in ledger if group.treatment == treatment for line in group.lines]
    warning = {"@type": "MedicalEntity", "name": treatment.boxed_warning}
    thing: Thing = {
        "@type": "MedicalTherapy",
        "name": treatment.name,
        "alternateName": treatment.names,
        "description": treatment.what,
        "url": _url(treatment),
        "seriousAdverseOutcome": warning if treatment.boxed_warning else None,
        "legalStatus": [
            {
                "@type": "DrugLegalStatus",
                "name": line.words,
                "description": f"{line.condition}: {line.population}",
                "applicableLocation": {"@type": "AdministrativeArea", "name": line.jurisdiction},
            }
            for line in lines
            if line.is_asserted
        ],
    }
    return _without_gaps(thing)


def _source(source: Source) -> Thing:
    thing: Thing = {"@type": "CreativeWork", "name": source.title, "url": source.links()[0][1]}
    if source.year:
        thing["datePublished"] = str(source.year)
    return thing


def _breadcrumbs(crumbs: Crumbs, name: str, page: Page) -> Thing:
    trail = [("Home", "/"), *crumbs, (name, page.get_absolute_url())]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": label,
                "item": settings.SITE_URL + path,
            }
            for position, (label, path) in enumerate(trail, start=1)
        ],
    }


def _url(page: Page) -> str:
    return settings.SITE_URL + page.get_absolute_url()


def _graph(things: list[Thing]) -> SafeString:
    return json_ld({"@graph": [_without_gaps(each) for each in things]})


def _without_gaps(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", [], None)}
