"""Trials from ClinicalTrials.gov over HTTP, as a local server plays it: politely, or not at all."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Condition, Trial, TrialEvent
from articles.trials import watch
from articles.trials.registry import Rejected, Study, fetching
from portal import environment
from tests.articles.trials.records import record

NOW = 1_800_000_000


class Registry(BaseHTTPRequestHandler):
    """Answers what `server.answers` has for a path: each once, the last one again and again."""

    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.asked.append((parts.path, dict(parse_qsl(parts.query)), self.headers))
        answers = self.server.answers.get(parts.path) or [(404, {}, b"")]
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if callable(body):
            body = body(dict(parse_qsl(parts.query)))
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", headers.get("Length", len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args) -> None:
        """Be quiet."""


@pytest.fixture
def registry(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    server.asked, server.answers = [], {}
    settings.TRIALS_FETCH = True
    settings.TRIALS_URL = f"http://127.0.0.1:{server.server_port}/api/v2"
    server.studies = "/api/v2/studies"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch():
    """All studies of a question, and how long the portal would have waited."""

    def fetch(question) -> tuple[list[str], list[float]]:
        waits: list[float] = []
        client = fetching.Client(clock=lambda: NOW)
        found = fetching.all_of(question, client=client, wait=waits.append)
        return [one.number if isinstance(one, Study) else str(one) for one in found], waits

    return fetch


def page(*numbers, token="") -> dict:
    more = {"nextPageToken": token} if token else {}
    return {"studies": [record(number) for number in numbers]} | more


def ok(body) -> tuple[int, dict, object]:
    return (200, {"Content-Type": "application/json"}, body)


def test_page_after_page_at_forty_a_minute(registry, fetch):
    registry.answers[registry.studies] = [
        ok(page("NCT99999901", token="a")), ok(page("NCT99999902", token="b")),
        ok(page("NCT99999903")),
    ]  # fmt: skip
    found, waits = fetch(fetching.about("Krabbe's “disease”", "2026-11-01"))
    assert found == ["NCT99999901", "NCT99999902", "NCT99999903"]
    assert waits == [fetching.PAUSE] * 2
    assert 60 / fetching.PAUSE <= 50
    assert [asked.get("pageToken") for _, asked, _ in registry.asked] == [None, "a", "b"]
    _, first, headers = registry.asked[0]
    assert first["query.cond"] == '"Krabbe s  disease "'
    assert first["query.term"] == "AREA[LastUpdatePostDate]RANGE[2026-11-01,MAX]"
    assert first["pageSize"] == "100"
    assert headers["User-Agent"].startswith("CaregiverPortal-Trials (+http")
    assert "Cookie" not in headers


@pytest.mark.parametrize(
    ("busy", "waits"),
    [
        ((429, {"Retry-After": "30"}, b""), 30),
        ((429, {"Retry-After": formatdate(NOW + 45, usegmt=True)}, b""), 45),
        ((429, {"Retry-After": "99999"}, b""), 600),
        ((503, {"Retry-After": "soon"}, b""), 5),
        ((502, {}, b"<h1>Bad gateway</h1>"), 5),
        ((200, {"Length": "500"}, b'{"studies": ['), 5),
    ],
    ids=["seconds", "date", "too long", "nonsense", "none", "cut off"],
)
def test_a_busy_registry_is_asked_again_when_it_says(registry, fetch, busy, waits):
    registry.answers[registry.studies] = [busy, ok(page("NCT99999901"))]
    assert fetch({}) == (["NCT99999901"], [waits])


def test_it_gives_up_after_five_times(registry, fetch):
    registry.answers[registry.studies] = [ok(page("NCT99999901", token="a")), (500, {}, b"")]
    found, waits = fetch({})
    assert found == ["NCT99999901", f"{fetching.settings.TRIALS_URL}/studies: answered 500"]
    assert waits == [fetching.PAUSE, 5, 10, 20, 40]
    assert len(registry.asked) == 6
    registry.shutdown()
    registry.server_close()
    assert "does not answer (ConnectError)" in fetch({})[0][0]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((400, {}, b"`query.cond` is\nwrong"), "answered 400: `query.cond` is wrong"),
        ((403, {}, b"<html>no</html>"), "answered 403"),
        ((404, {}, b""), "answered 404"),
        (
            (301, {"Location": "http://169.254.169.254/"}, b""),
            "leads to another place (301)",
        ),
        ((302, {"Location": "//localhost/api/v2/studies/x"}, b""), "leads to another place (302)"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "leads to another place (302)"),
        ((302, {"Location": "/api/v2/studies/../../admin"}, b""), "leads to another place (302)"),
        ((302, {"Location": "/api/v2/studies/"}, b""), "answered 404"),
        (ok(b"<html>Sign in</html>"), "is a web page or XML, not JSON"),
        (ok(page(token="a")), "gives the same page again and again"),
    ],
)
def test_what_goes_wrong_is_said_once(registry, fetch, answer, reason):
    registry.answers[registry.studies] = [answer]
    found, _ = fetch({})
    assert found == [f"{fetching.settings.TRIALS_URL}/studies: {reason}"]


def test_a_redirect_that_never_ends_and_an_answer_that_never_ends(registry, fetch, monkeypatch):
    registry.answers[registry.studies + "/NCT99999901"] = [
        (301, {"Location": "/api/v2/studies/NCT99999901"}, b"")
    ]
    assert "leads from one address to the next" in fetch("NCT99999901")[0][0]
    assert len(registry.asked) == fetching.MOST_REDIRECTS + 1
    registry.answers[registry.studies] = [ok(b"[" + b" " * 3_000_000)]
    monkeypatch.setattr(fetching, "MOST_BYTES", 2_000_000)
    assert "sent more than 2 MB at once" in fetch({})[0][0]


def test_watched_studies_may_have_moved_or_be_gone(registry):
    registry.answers[registry.studies] = [ok(page("NCT99999901"))]
    registry.answers[registry.studies + "/NCT99999902"] = [
        (301, {"Location": "/api/v2/studies/NCT99999909"}, b"")
    ]
    registry.answers[registry.studies + "/NCT99999909"] = [ok(record("NCT99999909"))]
    registry.answers[registry.studies + "/NCT99999904"] = [(500, {}, b"")]
    gone: list[str] = []
    asked = ["NCT99999901", "NCT99999902", "NCT99999903", "NCT99999904", "ISRCTN88667898", "a/../b"]
    found = list(fetching.watched(asked, gone, wait=lambda seconds: None))
    first, moved, failed = found
    assert first.number == "NCT99999901"
    assert [tuple(one) for one in moved.registrations] == [
        ("NCT", "NCT99999909", False), ("NCT", "NCT99999902", True),
    ]  # fmt: skip
    assert gone == ["NCT99999903"], "an error is no reason"
    assert isinstance(failed, Rejected)
    assert registry.asked[0][1]["filter.ids"] == "|".join(asked[:4])

    registry.answers[registry.studies] = [(500, {}, b"")]
    del registry.asked[:]
    assert len(list(fetching.watched(asked, gone, wait=lambda seconds: None))) == 1
    assert len(registry.asked) == fetching.TRIES, "nobody is asked one by one then"


def test_only_the_registry_is_asked(registry, settings):
    base = settings.TRIALS_URL
    assert fetching.question_of(f"{base}/studies?query.cond=MLD&pageSize=5") == {
        "query.cond": "MLD", "pageSize": "5",
    }  # fmt: skip
    assert fetching.question_of(f"{base}/studies/NCT99999901") == "NCT99999901"
    settings.TRIALS_URL = "https://clinicaltrials.gov/api/v2"
    assert fetching.question_of("https://clinicaltrials.gov/study/NCT99999901") == "NCT99999901"
    for url in (
        "http://clinicaltrials.gov/api/v2/studies", "https://clinicaltrials.gov.example.org/api/v2",
        "https://clinicaltrials.gov@127.0.0.1/api/v2/studies", "https://[", "file:///etc/passwd",
        "https://clinicaltrials.gov/api/v2/studies/../../x", "https://clinicaltrials.gov/",
        "https://clinicaltrials.gov:8443/api/v2/studies", "http://169.254.169.254/api/v2/studies",
    ):  # fmt: skip
        with pytest.raises(fetching.NotAllowed):
            fetching.question_of(url)
    assert not registry.asked


@pytest.mark.parametrize(
    "url",
    ["http://clinicaltrials.gov/api", "https://", "https://a:b@host/", "https://host/?x", "ftp://h",
     "https://host:x/"],
)  # fmt: skip
def test_the_address_is_read_strictly(monkeypatch, url):
    monkeypatch.setattr(environment.env, "ENVIRON", {"TRIALS_URL": url})
    with pytest.raises(ImproperlyConfigured, match="TRIALS_URL must"):
        environment.other_site("TRIALS_URL", "")
    monkeypatch.setattr(environment.env, "ENVIRON", {"TRIALS_URL": "http://127.0.0.1:81/api/"})
    assert environment.other_site("TRIALS_URL", "") == "http://127.0.0.1:81/api"


# --- Once a day -----------------------------------------------------------------------------------
def test_the_watch_list_is_ids_alone():
    listed = watch.watch_list()
    assert len(listed) == len(set(listed)) == 31
    assert watch.by_hand() == ["2017-001438-25", "ISRCTN88667898"]


def wait_over() -> None:
    later = timezone.now() + timedelta(seconds=1)
    DBTaskResult.objects.filter(run_after__gt=later).update(run_after=timezone.now())


@pytest.mark.django_db
def test_the_worker_asks_once_a_day_if_it_may(registry, run_tasks, settings):
    Condition.objects.create(name="Metachromatic leukodystrophy", slug="mld")

    def answer(asked):
        if "query.cond" in asked:
            return page("NCT99999905")
        return page(*(set(asked["filter.ids"].split("|")) - {"NCT01560182"}))

    registry.answers[registry.studies] = [(503, {}, b""), ok(answer)]
    settings.TRIALS_FETCH = False
    watch.daily()
    run_tasks()
    assert not registry.asked
    assert not DBTaskResult.objects.exists()

    settings.TRIALS_FETCH = True
    watch.daily()
    watch.daily()  # as if the worker began anew
    first, second = DBTaskResult.objects.order_by("run_after")
    assert second.run_after - first.run_after == watch.APART
    for _ in range(5):  # what was put off: each question, the second try, what was left out
        run_tasks()
        wait_over()
    since = (timezone.localdate() - timedelta(days=14)).isoformat()
    assert [
        "again" if "filter.ids" in asked else asked.get("query.term") or path
        for path, asked, _ in registry.asked
    ] == [
        "again", f"AREA[LastUpdatePostDate]RANGE[{since},MAX]", "again",
        "/api/v2/studies/NCT01560182",
    ]  # fmt: skip
    assert Trial.objects.count() == 29, "28 of 29 on the list, and one found by its condition"
    assert not Trial.objects.exclude(state="unpublished").exists()
    assert "NCT99999905" in watch.numbers(), "what is here is watched too"


@pytest.mark.django_db
def test_the_command_asks_now_and_says_what_it_cannot(registry, settings, monkeypatch):
    monkeypatch.setattr(fetching, "PAUSE", 0)
    registry.answers[registry.studies] = [ok(page("NCT99999901")), ok(page())]
    out = StringIO()
    call_command("fetch_trials", "nct99999901", stdout=out)
    assert "created: NCT99999901" in out.getvalue()
    call_command("fetch_trials", "NCT99999901", stdout=out)
    assert "NCT99999901: is not in the registry" in out.getvalue()
    assert Trial.objects.get().gone_since == timezone.localdate()
    assert TrialEvent.objects.filter(kind="gone").count() == 1

    address = f"{settings.TRIALS_URL}/studies"
    registry.answers[registry.studies] = [ok(page("NCT99999901", "NCT99999902"))]
    call_command("import_trials", f"{address}?query.cond=MLD", stdout=out, stderr=out)
    assert Trial.objects.count() == 2
    assert Trial.objects.get(slug="nct99999901").gone_since is None, "it is back"
    assert registry.asked[-1][1]["query.cond"] == "MLD"
    with pytest.raises(CommandError, match="Only studies of"):
        call_command("import_trials", "https://example.org/studies")
    with pytest.raises(CommandError, match="not ISRCTN88667898"):
        call_command("fetch_trials", "ISRCTN88667898")
    settings.TRIALS_FETCH = False
    for command, what in (("fetch_trials", "NCT99999901"), ("import_trials", address)):
        with pytest.raises(CommandError, match="TRIALS_FETCH=on"):
            call_command(command, what)
