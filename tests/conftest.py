"""The cast: everybody who appears in the tests, and what surrounds every test."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.template import Context, Template
from django.test.signals import template_rendered
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from forum.models import Guidance, HelpLine, Reason, ScreeningKind
from portal.models import User
from portal.roles import CLINICAL_REVIEWER, EDITOR, LEAD_MODERATOR, MODERATOR
from tests.factories import make_reviewer, make_user


@pytest.fixture(autouse=True, scope="session")
def _little_beside_the_tests(django_test_environment) -> Iterator[None]:
    """Django's client copies the context of each template, also of each option of a list; the
    tests look at the page's own. And what was imported stays: it need not be looked through."""

    def render(self: Template, context: Context) -> str:
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        yield


@pytest.fixture(autouse=True)
def _plain_surroundings(settings):
    """Static files without hashed names: nothing has collected them for the tests."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.WHITENOISE_AUTOREFRESH = True  # else every new client looks through that folder
    # Stories are told faster than people type, and many begin with somebody who is new.
    settings.RECENT_TEXTS_COMPARED = 0
    settings.FASTEST_FORM = settings.SIGNUPS_PER_NETWORK = settings.NEW_MEMBERS_WAITING = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


#: What migrations brought and the forum cannot do without: module, function, model.
BROUGHT = [
    ("0028_help_lines", "begin", HelpLine),
    ("0031_starter_reasons", "seed", Reason),
    ("0036_guidance_to_begin_with", "add", Guidance),
    ("0043_screening_rules", "begin", ScreeningKind),
]


@pytest.fixture(autouse=True)
def _what_migrations_brought_stays(request):
    """A test without a transaction of its own empties every table after it."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        for module, function, model in BROUGHT:
            if not model.objects.exists():
                getattr(import_module(f"forum.migrations.{module}"), function)(apps, None)
        import_module("forum.migrations.0046_decisions_are_undone").add_reason(apps, None)


@pytest.fixture
def alice(db) -> User:
    """A caregiver who asks."""
    return make_user("Alice")


@pytest.fixture
def bob(db) -> User:
    """A stranger: another member, with no part in the story."""
    return make_user("Bob")


@pytest.fixture
def nia(db) -> User:
    """A member of a few minutes."""
    return make_user("Nia")


@pytest.fixture
def cleo(db) -> User:
    """A clinician with a verified badge."""
    return make_user("Cleo", badge=User.Badge.CLINICIAN)


@pytest.fixture
def mo(db) -> User:
    """A moderator."""
    return make_user("Mo", group=MODERATOR, staff=True)


@pytest.fixture
def max_(db) -> User:
    """A second moderator, for what two do at once."""
    return make_user("Max", group=MODERATOR, staff=True)


@pytest.fixture
def lea(db) -> User:
    """The lead moderator, who also keeps the rules and answers for the figures."""
    return make_user("Lea", group=LEAD_MODERATOR, staff=True)


@pytest.fixture
def eve(db) -> User:
    """An editor."""
    return make_user("Eve", group=EDITOR, staff=True)


@pytest.fixture
def rae(db) -> User:
    """A clinical reviewer, whose credential has been checked."""
    rae = make_user("Rae", group=CLINICAL_REVIEWER, staff=True)
    make_reviewer(rae)
    return rae


@pytest.fixture
def ada(db) -> User:
    """The administrator."""
    return make_user("Ada", staff=True, is_superuser=True)


@pytest.fixture
def run_tasks():
    """Let the worker do all that is enqueued."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="test", excluded_queue_names=[],
    )  # fmt: skip

    def run() -> None:
        # Not db_worker's own loop: that closes the connection, and the test's transaction with it.
        for row in iter(lambda: DBTaskResult.objects.ready().first(), None):
            row.claim("test")
            worker.run_task(row)
            row.refresh_from_db()
            assert row.status == "SUCCESSFUL", row.traceback

    return run
