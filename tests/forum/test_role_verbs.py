"""Who may do what as a moderator: every role with every verb."""

from __future__ import annotations

import pytest
from django.test import Client

from forum.models import Decision, ReviewItem
from portal.roles import MODERATOR
from tests.factories import make_article, make_condition, make_question, make_user

# The cast is asked for by name: only this says that these come before tests that empty tables.
pytestmark = pytest.mark.django_db

ROLES = ["visitor", "bob", "alice", "eve", "rae", "mo", "lea", "ada", "author"]
#: An administrator has every permission, and a lead moderator all of a moderator's.
MODERATORS = {"mo", "lea", "ada"}
DECIDE, UNDO, OPEN = (f"/admin/forum/reviewitem/{verb}/" for verb in ("decide", "undo", "open"))
SAID = {"reason": "other", "message": "We have looked at it.", "note": "Please look."}
#: For each decision: the state in which the question is, and what else the form says.
VERBS: dict[str, tuple[str, dict[str, str]]] = {
    "publish": ("pending", {}),
    "reject": ("pending", {}),
    "ask": ("pending", {}),
    "keep": ("published", {}),
    "hide": ("published", {}),
    "remove": ("published", {}),
    "redact": ("published", {"personal": "feeding", "sure": "on"}),
    "label": ("published", {"label": "unproven"}),
    "move": ("published", {}),
    "lock": ("published", {"words": "It got heated."}),
    "duplicate": ("published", {}),
    "merge": ("published", {}),
    "escalate": ("published", {}),
}


@pytest.fixture
def stage(request):
    """Clients of everybody; "author" is a moderator who wrote the text."""
    people = {role: request.getfixturevalue(role) for role in ROLES[1:-1]}
    people["author"] = make_user("Mia", group=MODERATOR, staff=True)
    clients = {role: Client() for role in ROLES}
    for role, person in people.items():
        clients[role].force_login(person)
    return people, clients


@pytest.mark.parametrize("verb", [*VERBS, "undo", "open"])
def test_who_may(stage, verb):
    people, clients = stage
    state, more = VERBS.get(verb, ("published", {}))
    make_article()
    for role in ROLES:
        writer = people["author"] if role == "author" else people["alice"]
        first = make_question(writer, "What was asked at the beginning?", by=people["ada"])
        question = make_question(writer, by=people["ada"] if state == "published" else None)
        forms = more | SAID | {"decision": verb, "first": str(first.pk)}
        if verb == "move":
            forms["condition"] = str(make_condition(f"Condition of {role}").pk)
        before = Decision.objects.count()
        if verb == "open":
            clients[role].post(f"{OPEN}?question={question.pk}")
            done = ReviewItem.objects.open().filter(question=question).exists()
            assert done is (role in MODERATORS | {"author"}), role  # to be decided by another
            continue
        if verb == "undo":
            made = Decision.objects.filter(item__question=question).latest("pk")
            clients[role].post(f"{UNDO}?decision={made.pk}", {"message": ""})
        else:
            item = ReviewItem.open(question, why="flagged", severity=2, findings=[])
            clients[role].post(f"{DECIDE}?item={item.pk}", forms)
        done = Decision.objects.count() == before + 1
        assert done is (role in MODERATORS), role
