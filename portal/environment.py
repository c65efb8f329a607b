"""The operator's variables, read strictly: what is not understood is named, never guessed.

A variable that is set to nothing counts as not set, as in `EMAIL_URL=` in a file of variables.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import warnings
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
env.ENVIRON = {name: value for name, value in os.environ.items() if value.strip()}

#: Characters; fewer can be guessed.
SHORTEST_SECRET = 50
#: Of what somebody types into the settings of another service.
SHORTEST_PASSPHRASE = 20
PARSERS = {"DATABASE_URL": env.db, "CACHE_URL": env.cache_url, "EMAIL_URL": env.email_url}
ON, OFF = {"on", "yes", "true", "1"}, {"off", "no", "false", "0"}


def text(name: str, default: str = "") -> str:
    return env.str(name, default)


def names(name: str) -> list[str]:
    return [one.strip() for one in text(name).split(",") if one.strip()]


def switch(name: str, default: bool) -> bool:
    """On or off. A guess would turn a protection off without a word."""
    value = text(name, "on" if default else "off").lower()
    if value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} must be on or off.")
    return value in ON


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a number, 0 or more.")
    return int(value)


def log_level(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(f"{name} must be INFO, WARNING or the like.")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} must be a name such as Europe/Berlin.") from error
    return value


def site(name: str, default: str) -> SplitResult:
    """The public address: a scheme, a host and perhaps a port, and nothing else."""
    value = text(name, default)
    try:
        parts = urlsplit(value.rstrip("/"))
        plain = parts.hostname and parts.netloc.lower() in {
            parts.hostname,
            f"[{parts.hostname}]",
            f"{parts.hostname}:{parts.port}",
            f"[{parts.hostname}]:{parts.port}",
        }
    except ValueError:
        plain = False
    if (
        not plain
        or parts.scheme not in {"http", "https"}
        or any((parts.path, parts.query, parts.fragment))
        or any(c.isspace() for c in value)
    ):
        raise ImproperlyConfigured(
            f"{name} must look like https://portal.example.org, with nothing behind the host."
        )
    return parts._replace(netloc=parts.netloc.lower())


def other_site(name: str, default: str) -> str:
    """An address that the portal itself asks: https, or a server on this machine for a trial."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:  # such as a port that is no number
        host = None
    here = host in {"127.0.0.1", "::1", "localhost"}
    if (
        not host
        or parts.scheme not in ({"http", "https"} if here else {"https"})
        or any((parts.query, parts.fragment, parts.username, parts.password))
        or any(c.isspace() for c in value)
    ):
        raise ImproperlyConfigured(f"{name} must be an address that begins with https://.")
    return value


def service(name: str, default: str) -> dict[str, object]:
    """A service's URL, parsed by django-environ; a wrong one is named, never printed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return PARSERS[name](name, default=default)
    except (ImproperlyConfigured, KeyError, ValueError, UserWarning) as error:
        raise ImproperlyConfigured(f"{name} is not a URL this portal understands.") from error


def shared_cache(name: str, default: str) -> dict[str, object]:
    """A cache in which all processes count together: limits would be wrong in one for each."""
    cache = service(name, default)
    backend = str(cache["BACKEND"])
    if "locmem" in backend or "dummy" in backend:
        raise ImproperlyConfigured(f"{name} must name a cache that all processes share.")
    if "redis" in backend and find_spec("redis") is None:
        raise ImproperlyConfigured(f"{name} needs Redis' library: pip install redis")
    return cache


def secret(name: str) -> str:
    """A secret that may be left out, and that nobody guesses."""
    value = text(name)
    if value and len(value) < SHORTEST_PASSPHRASE:
        raise ImproperlyConfigured(f"{name} must have {SHORTEST_PASSPHRASE} characters.")
    return value


def kept_secret(name: str, folder: Path) -> str:
    """The secret of that name from the environment or that folder, where it is made once."""
    if value := text(name.upper()):
        if len(value) < SHORTEST_SECRET:
            raise ImproperlyConfigured(f"{name.upper()} must have {SHORTEST_SECRET} characters.")
        return value
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make_secret(path)
        value = path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"cannot keep the portal's secrets in {folder}: {error.strerror}. "
            "Make that folder writable or set VAR_DIR to another one."
        ) from error
    if len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"{path} is damaged: remove it, and everybody signs in anew.")
    return value


def _make_secret(path: Path) -> None:
    """Write it aside and move it into its place: nobody reads half of it, not on a full disk."""
    aside = path.with_suffix(".new")
    lock = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two processes that start at once, one makes it
        if not path.exists():
            aside.unlink(missing_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(64))
            aside.rename(path)
    finally:
        os.close(lock)
