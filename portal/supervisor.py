"""Run the web server and the task worker side by side, and see to it that they stay."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

#: Ctrl-C, `kill`, and a closed terminal.
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Seconds a process has for finishing what it does, before it is ended.
GRACE = 15
#: So many ends of a child within a minute mean that starting it again is no help.
MOST_RESTARTS = 5


class AlreadyRuns(Exception):
    """Another `start` of the same folder is alive."""


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which goes even when we are killed. Raises AlreadyRuns."""
    handle = (folder / "start.lock").open("a")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRuns from None
        yield


def try_port(host: str, port: int) -> None:
    """Raises OSError where the web server could not listen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def _still_there(family: list[psutil.Process], timeout: float) -> list[psutil.Process]:
    """Who runs after that time. The dead that nobody buries, as in a container, do not."""
    deadline = time.monotonic() + timeout
    while (family := [one for one in family if _runs(one)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return family


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@dataclass
class Supervisor:
    """Children by name, started again when they end, ended together when we are asked to stop."""

    folder: Path
    env: dict[str, str]
    children: dict[str, list[str]]
    #: Called each second: mends what is not a child, such as the database server.
    look_after: Callable[[], None]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ends: list[float] = field(default_factory=list)
    stopping: bool = False

    @property
    def notes(self) -> Path:
        return self.folder / "children.json"

    def end_leftovers(self) -> None:
        """End the children of a `start` that was killed: they still hold the port."""
        if not self.notes.exists():
            return
        for pid, created in self._noted():
            with contextlib.suppress(psutil.NoSuchProcess):
                process = psutil.Process(pid)
                if process.create_time() == created:  # else the number belongs to somebody else now
                    family = [*process.children(recursive=True), process]
                    for member in family:
                        member.terminate()
                    for member in _still_there(family, GRACE):
                        member.kill()
        self.notes.unlink()

    def run(self, on_ready: Callable[[], None], is_ready: Callable[[], bool], say: IO[str]) -> int:
        """Until SIGINT or SIGTERM, or until starting again is no help. Returns the exit code."""
        for number in STOPPING:
            signal.signal(number, self._stop)
        try:
            for name in self.children:
                self._start(name)
            return self._watch(on_ready, is_ready, say)
        finally:  # whatever happens to us, no child stays behind
            self._end_all()

    def _watch(
        self, on_ready: Callable[[], None], is_ready: Callable[[], bool], say: IO[str]
    ) -> int:
        waiting = True
        code = 0
        while not self.stopping:
            if waiting and is_ready():
                waiting = False
                on_ready()
            for name, child in self.running.items():
                if child.poll() is not None and not self.stopping:
                    self.ends = [end for end in self.ends if end > time.monotonic() - 60]
                    self.ends.append(time.monotonic())
                    if len(self.ends) > MOST_RESTARTS:
                        print(f"The {name} keeps ending; see the lines above.", file=sys.stderr)
                        self.stopping, code = True, 1
                        break
                    say.write(f"The {name} ended (code {child.returncode}); starting it again.\n")
                    self._start(name)
            if not self.stopping:
                self.look_after()
                time.sleep(0.2 if waiting else 1)
        return code

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we end the children in order.
        self.running[name] = subprocess.Popen(
            self.children[name],
            env=self.env,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            umask=0o077,  # their files, mails with links that open accounts, are ours alone
        )
        notes = [
            (child.pid, psutil.Process(child.pid).create_time())
            for child in self.running.values()
            if child.poll() is None
        ]
        self.notes.write_text(json.dumps(notes))

    def _noted(self) -> list[tuple[int, float]]:
        try:
            return [(pid, created) for pid, created in json.loads(self.notes.read_text())]
        except ValueError:  # killed while it wrote
            return []

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True

    def _end_all(self) -> None:
        for child in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.notes.unlink(missing_ok=True)
