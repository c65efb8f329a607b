"""One account per role and a few example questions, evidently examples."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles.models import Condition, Reviewer, Trial
from forum.models import Answer, Question, ReviewItem
from portal import roles
from portal.demo import trials
from portal.models import Topic, User


@dataclass
class Account:
    role: str
    email: str
    pseudonym: str
    password: str = ""
    #: For an authenticator app; staff only.
    key: str = ""


ROLES = [
    Account("Caregiver", "caregiver@example.org", "Demo caregiver"),
    Account("Clinician", "clinician@example.org", "Demo clinician"),
    Account("Moderator", "moderator@example.org", "Demo moderator"),
    Account("Lead moderator", "lead@example.org", "Demo lead moderator"),
    Account("Editor", "editor@example.org", "Demo editor"),
    Account("Clinical reviewer", "reviewer@example.org", "Demo reviewer"),
    Account("Administrator", "admin@example.org", "Demo administrator"),
]
GROUPS = {
    "Moderator": roles.MODERATOR,
    "Lead moderator": roles.LEAD_MODERATOR,
    "Editor": roles.EDITOR,
    "Clinical reviewer": roles.CLINICAL_REVIEWER,
}


@dataclass(frozen=True)
class Example:
    title: str
    body: str
    #: Slugs.
    condition: str = ""
    topics: tuple[str, ...] = ()
    #: The clinician's.
    answer: str = ""


QUESTIONS = [
    Example(
        title="What should we take to our first appointment at the metabolic clinic?",
        body="Example question. We have a first appointment next month and do not want to forget "
        "anything. What did you take along, and what do you wish you had asked?",
        condition="metachromatic-leukodystrophy",
        topics=("diagnosis",),
        answer="Example answer. Bring the scan itself and not only its report, the list of tests "
        "that are already done, and **your three most important questions on paper**. Ask who to "
        "call between appointments.",
    ),
    Example(
        title="How do you explain the illness to brothers and sisters?",
        body="Example question. Our older one asks a lot, and we do not know how much to say. "
        "Which words worked in your family?",
        condition="leukodystrophy",
        topics=("siblings-and-family-testing",),
    ),
    Example(
        title="Who helps with letters to school about tiredness and rest?",
        body="Example question. The school is kind but does not know the disease. "
        "Is there somebody on the team who writes such letters?",
        condition="x-linked-adrenoleukodystrophy",
        topics=("school-and-daily-life",),
        answer="Example answer. Ask the clinic’s nurse or social worker: they write such letters "
        "often. Tell them what a usual day looks like, so that the letter fits your child.",
    ),
]
WAITING = Example(
    title="Has anybody travelled by plane with a feeding pump?",
    body="Example question, not decided yet. We would like to visit grandparents. "
    "What did the airline want to know beforehand?",
)


def accounts_file() -> Path:
    return settings.VAR_DIR / "demo-accounts.json"


@transaction.atomic
def prepare() -> None:
    """Make the accounts, with passwords kept in `var/` (mode 0600), and the examples; once."""
    accounts = load() or [Account(a.role, a.email, a.pseudonym) for a in ROLES]
    for account in accounts:
        if not User.objects.filter(email=account.email).exists():
            _make(account)
    _save(accounts)
    _make_reviewer()
    if not Question.objects.exists():
        _ask_examples()
    if not Trial.objects.exists():
        trials.prepare(editor=User.objects.get(email="editor@example.org"))


def load() -> list[Account]:
    path = accounts_file()
    return [Account(**row) for row in json.loads(path.read_text())] if path.exists() else []


def code(account: Account) -> str:
    """The six digits that this account's authenticator app would show now."""
    counters = list(totp.yield_hotp_counters_from_time())
    now = counters[len(counters) // 2]  # in the middle of those that are tolerated
    return totp.format_hotp_value(totp.hotp_value(account.key, now))


def accounts_in_words(site_url: str) -> list[str]:
    rows = [f"  {a.role:<18} {a.email:<24} {a.password}  {a.key}".rstrip() for a in load()]
    return [
        f"Sign in at {site_url}/accounts/login/ with one of these (role, e-mail, password, key):",
        *rows,
        "Staff also need a code: add the key to an authenticator app, or run",
        "  .venv/bin/python manage.py demo_code moderator",
        f"Moderators, editors, reviewers and administrators work at {site_url}/admin/",
    ]


def _make(account: Account) -> None:
    account.password = secrets.token_urlsafe(12)
    administrator, group = account.role == "Administrator", GROUPS.get(account.role)
    user = User.objects.create_user(
        account.email,
        account.pseudonym,
        account.password,
        is_staff=bool(group or administrator),
        is_superuser=administrator,
        badge=User.Badge.CLINICIAN if account.role == "Clinician" else User.Badge.NONE,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    if user.is_staff:
        account.key = totp.generate_totp_secret()
        totp.TOTP.activate(user, account.key)


def _make_reviewer() -> None:
    """The profile under which the demonstration's reviewer signs, evidently nobody's."""
    today = timezone.localdate()
    user = User.objects.get(email="reviewer@example.org")
    Reviewer.objects.get_or_create(
        user=user,
        defaults={
            "name": user.pseudonym,
            "role": "Demonstration account",
            "credential": "None: this account is an example",
            "interests": "None: this account is an example",
            "checked_on": today,
            "valid_until": today + timedelta(days=365),
        },
    )


def _save(accounts: list[Account]) -> None:
    text = json.dumps([asdict(account) for account in accounts], indent=1)
    handle = os.open(accounts_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)


def _ask_examples() -> None:
    caregiver, clinician, moderator = (
        User.objects.get(email=f"{name}@example.org")
        for name in ("caregiver", "clinician", "moderator")
    )
    for example in QUESTIONS:
        question = Question.objects.submit(
            author=caregiver,
            title=example.title,
            body=example.body,
            condition=Condition.objects.filter(slug=example.condition).first(),
            topics=Topic.objects.filter(slug__in=example.topics),
        )
        _publish(question, by=moderator)
        if example.answer:
            answer = Answer.objects.submit(author=clinician, question=question, body=example.answer)
            _publish(answer, by=moderator)
    Question.objects.submit(author=caregiver, title=WAITING.title, body=WAITING.body)


def _publish(contribution: Question | Answer, *, by: User) -> None:
    item = ReviewItem.objects.open().get(**ReviewItem.about(contribution))
    item.decide("keep" if contribution.is_public else "publish", by=by, reason="fine")
