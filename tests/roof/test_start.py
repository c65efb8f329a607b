"""The one command, as an operator runs it: a process of its own, on a database of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from portal.embedded_postgres import server

HOUSE = Path(__file__).parent.parent.parent
START = [sys.executable, "manage.py", "start", "--workers", "1"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Portal:
    """A `manage.py start` whose lines can be waited for."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.port = free_port()
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "SITE_URL", "SECRET_KEY"}
        }
        self.process = subprocess.Popen(
            [*START, "--port", str(self.port), *arguments],
            cwd=HOUSE,
            env=clean | {"VAR_DIR": str(folder), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""

    def wait_for(self, words: str) -> str:
        for line in self.process.stdout:
            self.output += line
            if words in line:
                return line
        raise AssertionError(f"{words!r} was never said:\n{self.output}")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 (our own)
            return response.status, response.read().decode()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        self.output += self.process.stdout.read()
        return self.process.wait(30)


def descendants(portal: Portal) -> list[psutil.Process]:
    return psutil.Process(portal.process.pid).children(recursive=True)


def runs(process: psutil.Process) -> bool:
    """In a container nobody buries the dead."""
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "var"


def test_start_runs_the_portal_survives_what_is_killed_and_stops_cleanly(folder):
    portal = Portal(folder, "--demo")
    portal.wait_for("Press Ctrl-C")
    assert portal.get("/")[0] == 200
    assert portal.get("/about/", SCRIPT_NAME="/elsewhere") == portal.get("/about/")
    assert "DEBUG" not in portal.output
    assert "moderator@example.org" in portal.output
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (folder / "demo-accounts.json").stat().st_mode & 0o777 == 0o600
    left = descendants(portal)
    portal.process.kill()
    portal.process.wait()

    again = Portal(folder)
    again.wait_for("Press Ctrl-C")
    assert not [process for process in left if runs(process) and "gunicorn" in process.cmdline()]
    assert "What should we take to our first appointment" in again.get("/questions/")[1]

    busy = Portal(folder)
    assert busy.process.wait(30) != 0
    assert "already runs" in busy.process.stdout.read()

    postmaster = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    again.wait_for("PostgreSQL had ended; it runs again")
    assert again.get("/readyz/")[0] == 200, "without a restart of the web server"

    family = descendants(again)
    assert again.stop(signal.SIGINT) == 0
    assert not [process for process in family if runs(process)]
    assert (folder / "mail").stat().st_mode & 0o777 == 0o700  # links that open accounts


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_before_it_is_ready_leaves_nothing_behind(folder, how):
    portal = Portal(folder)
    portal.wait_for("Bringing the database up to date")
    assert portal.stop(how) == 130
    assert "Stopped before the portal was ready" in portal.output
    assert "Traceback" not in portal.output
    assert not (folder / "postgres" / "postmaster.pid").exists()  # it was stopped in order


@pytest.fixture
def odd_folder() -> Iterator[Path]:
    """Not in tmp_path, which is long enough to hide what an odd name does to a socket's path."""
    with tempfile.TemporaryDirectory(prefix="it's ö ") as name:
        yield Path(name)


def test_a_folder_may_have_any_name_and_nobody_else_gets_in(odd_folder):
    running = server.ensure_running(odd_folder / "postgres")
    with contextlib.closing(psycopg2.connect(**server.dsn(running, "postgres"))) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules")
        assert cursor.fetchall() == [("peer",)]
        cursor.execute("CREATE ROLE somebody LOGIN")
        connection.commit()
    with pytest.raises(psycopg2.OperationalError, match="Peer authentication failed"):
        psycopg2.connect(**server.dsn(running, "postgres") | {"user": "somebody"})
    running.cleanup()


def test_a_database_whose_making_was_killed_is_made_anew(folder):
    make = "import pathlib, sys; from portal.embedded_postgres import server; "
    make += "server.ensure_running(pathlib.Path(sys.argv[1]))"
    making = subprocess.Popen(
        [sys.executable, "-c", make, str(folder)], cwd=HOUSE, start_new_session=True
    )
    while not (folder / "postmaster.pid").exists():
        assert making.poll() is None
    os.killpg(making.pid, signal.SIGKILL)  # and initdb, which it had begun
    making.wait()
    running = server.ensure_running(folder)
    server.ensure_database(running, "portal")
    running.cleanup()


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        ([], {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "cannot be reached"),
        ([], {"DATABASE_URL": "sqlite:///x"}, "must name a PostgreSQL server"),
        ([], {"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ([], {"VAR_DIR": "/dev/null/var"}, "/dev/null"),
        ([], {"SITE_URL": "portal"}, "SITE_URL must look like"),
        (["--host", "0.0.0.0"], {}, "set SITE_URL"),  # noqa: S104
        (["--host", "192.0.2.1"], {}, "is not to be had"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(folder, arguments, environment, words):
    portal = Portal(folder, *arguments, **environment)
    output, _ = portal.process.communicate(timeout=60)
    assert portal.process.returncode != 0
    assert words in output
    assert "Traceback" not in output


def test_a_port_in_use_is_said_in_one_line(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        portal = Portal(folder, "--port", str(taken.getsockname()[1]))
        output, _ = portal.process.communicate(timeout=60)
    assert portal.process.returncode != 0
    assert "is in use" in output
    assert "Traceback" not in output
