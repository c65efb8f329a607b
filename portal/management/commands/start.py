"""One command from nothing to a running portal."""

from __future__ import annotations

import contextlib
import errno
import getpass
import ipaddress
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.core.validators import validate_email
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from psycopg2 import errors as postgres

from articles.models import Article
from portal import demo
from portal.accounts import pseudonyms
from portal.embedded_postgres import server
from portal.environment import text
from portal.models import User
from portal.supervisor import STOPPING, AlreadyRuns, Supervisor, only_one, try_port

#: What PostgreSQL says to a role without rights, and where an extension is not installed.
LACKING = (postgres.InsufficientPrivilege, postgres.FeatureNotSupported, postgres.UndefinedFile)
STARTER = Path(settings.BASE_DIR / "articles" / "starter")


class Command(BaseCommand):
    help = (
        "Set everything up and run the portal: database, starter articles, web server, task worker."
    )
    requires_system_checks: list[str] = []  # they would ask the database before it is there
    stopping = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.began = time.monotonic()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="add example questions and one account per role"
        )
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 for all networks")
        parser.add_argument("--port", type=int, default=own_port())
        parser.add_argument("--workers", type=int, default=2, help="web server processes")
        parser.add_argument("--threads", type=int, default=8, help="threads in each of them")

    def handle(
        self, *, demo: bool, host: str, port: int, workers: int, threads: int, **options: Any
    ) -> None:
        for number in STOPPING:  # the supervisor takes them over as soon as there are children
            signal.signal(number, self.stop)
        try:
            settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
            with only_one(settings.VAR_DIR), self.stoppable():
                code = self.run(
                    with_demo=demo, host=host, port=port, workers=workers, threads=threads
                )
        except AlreadyRuns:
            raise CommandError(f"The portal of {settings.VAR_DIR} already runs.") from None
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or settings.VAR_DIR}: {error.strerror}.") from None
        sys.exit(code)

    @contextlib.contextmanager
    def stoppable(self) -> Iterator[None]:
        """Say that we were stopped, in whatever way that failed which was interrupted."""
        try:
            yield
        except (KeyboardInterrupt, Exception) as error:
            if not self.stopping and not isinstance(error, KeyboardInterrupt):
                raise
            raise CommandError("Stopped before the portal was ready.", returncode=130) from None

    def run(self, *, with_demo: bool, host: str, port: int, workers: int, threads: int) -> int:
        site_url = address_of_site(host, port)
        supervisor = Supervisor(
            folder=settings.VAR_DIR,
            env=os.environ | {"SITE_URL": site_url, "PYTHONUNBUFFERED": "1"},
            children={
                "web server": self.server_command(host, port, workers, threads),
                "task worker": [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"],
            },
            look_after=lambda: None,
        )
        supervisor.end_leftovers()
        check_port(host, port)
        self.prepare_database(supervisor)
        self.render_pages()
        self.step("Collecting style sheets and scripts")
        call_command("collectstatic", interactive=False, verbosity=0)
        self.step("Bringing the starter articles up to date")
        # Each time: a corrected starter text must reach a running site. The importer leaves alone
        # what an editor has changed, signed or retired.
        call_command("import_articles", str(STARTER), publish=True, verbosity=0, stdout=self.stdout)
        if with_demo:
            self.step("Preparing the demonstration")
            demo.prepare()
        else:
            self.first_administrator()
        self.step("Starting the web server and the task worker")
        connection.close()
        return supervisor.run(
            on_ready=lambda: self.welcome(site_url, with_demo=with_demo),
            is_ready=lambda: answers(host, port, site_url),
            say=self.stderr,
        )

    def prepare_database(self, supervisor: Supervisor) -> None:
        self.step("Starting PostgreSQL" if is_embedded() else "Reaching the database")
        try:
            connection.ensure_connection()
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(
                f"The database of DATABASE_URL cannot be reached: {reason}"
            ) from None
        if is_embedded():
            keep_postgres(supervisor, say=self.stderr)
        self.step("Bringing the database up to date")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            if (
                not isinstance(error.__cause__, LACKING)
                and type(error) is not MigrationSchemaMissing
            ):
                raise
            reason = str(error.__cause__ or error.__context__).splitlines()[0]
            raise CommandError(
                f"The database lacks something: {reason}. "
                "Its role must own it, and the server needs unaccent, pg_trgm and fuzzystrmatch."
            ) from None

    def render_pages(self) -> None:
        """After an upgrade of the renderer. Otherwise this is one query."""
        if Article.objects.rendered_otherwise().exists():
            self.step("Rendering the articles as this version does")
            call_command("rerender_articles", verbosity=0, stderr=self.stderr)

    @staticmethod
    def server_command(host: str, port: int, workers: int, threads: int) -> list[str]:
        return [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi:application",
            "--bind",
            f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "--workers",
            str(workers),
            "--threads",
            str(threads),
            "--chdir",
            str(settings.BASE_DIR),
            "--config",
            "python:portal.serving",
        ]

    def first_administrator(self) -> None:
        """Ask for the first administrator's account, where somebody is there to answer."""
        if User.objects.filter(is_superuser=True).exists():
            return
        if not sys.stdin.isatty():
            self.stdout.write(
                "There is no administrator yet. Make one with: manage.py createsuperuser"
            )
            return
        self.stdout.write(
            "This portal has no administrator yet. (Leave the address empty to do it later.)"
        )
        email = self.ask("E-mail address: ", free_email)
        if not email:
            return
        pseudonym = self.ask("Name that others see [Administrator]: ", free_name) or "Administrator"
        password = self.ask("Password (12 characters or more): ", validate_password, hidden=True)
        user = User.objects.create_superuser(email, pseudonym, password)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)

    def ask(self, prompt: str, check: Any, *, hidden: bool = False) -> str:
        while True:
            try:
                value = (getpass.getpass if hidden else input)(prompt).strip()
            except EOFError:
                raise KeyboardInterrupt from None
            if not value and not hidden:
                return ""
            try:
                check(value)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
            else:
                return value

    def stop(self, number: int, frame: object) -> None:
        self.stopping = True
        raise KeyboardInterrupt

    def step(self, what: str) -> None:
        if self.stopping:  # the exception was lost where Python cannot raise one
            raise KeyboardInterrupt
        self.stdout.write(f"  {time.monotonic() - self.began:5.1f} s  {what}")
        self.stdout.flush()

    def welcome(self, site_url: str, *, with_demo: bool) -> None:
        self.step("Ready")
        lines = ["", f"The portal runs at {site_url}/"]
        if not text("EMAIL_URL"):
            lines.append(
                f"Mail is not sent but written to {settings.EMAIL_FILE_PATH} (EMAIL_URL sends it)."
            )
        if with_demo:
            lines += ["", *demo.accounts_in_words(site_url)]
        lines += ["", "Press Ctrl-C to stop.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def own_port() -> int:
    """That of SITE_URL, unless a proxy listens there."""
    return 8000 if settings.HTTPS else settings.SITE.port or 8000


def address_of_site(host: str, port: int) -> str:
    if text("SITE_URL"):
        return settings.SITE_URL
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_unspecified:
            raise CommandError(
                "Others can reach the portal then: set SITE_URL to the address that they will use."
            )
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def check_port(host: str, port: int) -> None:
    """Before anything is prepared for nothing."""
    try:
        try_port(host, port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "is in use" if taken else f"is not to be had ({error.strerror})"
        raise CommandError(
            f"Port {port} of {host} {reason}. Choose another one with --port."
        ) from None


def free_email(email: str) -> None:
    validate_email(email)
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError("Somebody has an account with this address.")


def free_name(name: str) -> None:
    if pseudonyms.is_taken(name):
        raise ValidationError("Somebody has this name, or one very like it.")


def is_embedded() -> bool:
    return settings.DATABASES["default"]["ENGINE"] == "portal.embedded_postgres"


def keep_postgres(supervisor: Supervisor, *, say: IO[str]) -> None:
    """Hand the running server to the children as an ordinary DATABASE_URL, and mend it if it dies.

    One process looks after the server: the children only connect.
    """
    running = server.ensure_running(Path(settings.POSTGRES_FOLDER))
    supervisor.env["DATABASE_URL"] = server.url(running, settings.DATABASE_NAME)

    def look_after() -> None:
        if not server.is_alive(running):
            server.ensure_running(Path(settings.POSTGRES_FOLDER))
            say.write("PostgreSQL had ended; it runs again.\n")
            say.flush()

    supervisor.look_after = look_after


def answers(host: str, port: int, site_url: str) -> bool:
    url = f"http://[{host}]:{port}/healthz/" if ":" in host else f"http://{host}:{port}/healthz/"
    site = urlsplit(site_url)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 (our own address)
    try:
        with urllib.request.urlopen(request, timeout=2) as response:  # noqa: S310 (our own address)
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False
