"""The groups of people who work on the portal, with exactly what each of them may do."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

MODERATOR = "Moderator"
LEAD_MODERATOR = "Lead moderator"
EDITOR = "Editor"
CLINICAL_REVIEWER = "Clinical reviewer"

PERMISSIONS: dict[str, list[str]] = {
    MODERATOR: [
        "forum.moderate",
        "forum.restrict_members",
        "forum.redact",
        "forum.decide_appeals",
        "forum.view_reviewitem",
        "forum.view_decision",
        "forum.view_reason",
        "forum.view_question",
        "forum.view_answer",
        "forum.view_comment",
        "forum.view_articlecomment",
        "forum.view_flag",
        "forum.view_bereavement",
        "forum.view_trustgrant",
        "forum.view_sweep",
        "forum.view_measure",
        "forum.handle_requests",
        "forum.view_privacyrequest",
        "forum.view_deflection",
        "forum.view_shift",
        "forum.view_safeguardingcase",
        "forum.view_guidance",
    ],
    EDITOR: [
        "articles.edit",
        "articles.publish",
        "articles.view_article",
        "articles.add_article",
        "articles.change_article",
        "articles.view_revision",
        "articles.view_signoff",
        "articles.view_source",
        "articles.add_source",
        "articles.change_source",
        "articles.view_condition",
        "articles.add_condition",
        "articles.change_condition",
        *(
            f"articles.{verb}_{model}"
            for model in ("treatment", "treatmentstatus", "glossaryterm", "organisation", "picture")
            for verb in ("view", "add", "change")
        ),
        *(
            f"articles.view_{model}"
            for model in ("reviewer", "reviewpolicy", "publication", "plan")
        ),
        "articles.view_reviewrequest",
        "articles.view_reviewtask",
        "articles.change_reviewtask",
        "articles.view_feedback",
        "articles.view_articlerequest",
        "articles.change_articlerequest",
        "articles.publish_trial",
        *(f"articles.{verb}_trial" for verb in ("view", "add")),
        "articles.view_trialevent",
        "forum.view_deflection",
        "articles.change_feedback",
        "portal.view_topic",
        "portal.add_topic",
        "portal.change_topic",
        "portal.view_searchlog",
        *(f"portal.{verb}_searchsynonym" for verb in ("view", "add", "change", "delete")),
    ],
    CLINICAL_REVIEWER: [
        "articles.sign",
        "articles.view_article",
        "articles.view_revision",
        "articles.view_signoff",
        "articles.view_source",
        "articles.view_condition",
        "articles.view_reviewer",
        "articles.view_reviewrequest",
        "articles.view_treatment",
        "articles.view_treatmentstatus",
        "articles.view_glossaryterm",
        "articles.view_picture",
        "articles.view_trial",
        "articles.view_trialevent",
    ],
}
#: Moderators who also answer for how it is done.
PERMISSIONS[LEAD_MODERATOR] = [
    *PERMISSIONS[MODERATOR],
    "forum.see_addresses",
    "forum.see_figures",
    "forum.keep_rules",
    "forum.keep_rota",
    "forum.keep_guidance",
    "forum.change_guidance",
    *(f"forum.{verb}_shift" for verb in ("add", "change", "delete")),
]


def grant(**_signal: Any) -> None:
    """Make the groups and give them their permissions; runs after every `migrate`."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    by_name = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name, codes in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([by_name[code] for code in codes])
