"""One migrated database that every worker and every run copies: migrating takes ten seconds."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.db import connection

PREFIX = "portal_migrated_"
#: Held while it is looked for or made, so that two workers do not both make it.
LOCK = 4_180_771


def template() -> str:
    """The name of an empty database that is as the migrations of today leave it."""
    name = f"{PREFIX}{_fingerprint()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute(r"SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        known = {row[0] for row in cursor.fetchall()}
        if name not in known:
            _make(f"{name}_making")
            cursor.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
            for old in known - {f"{name}_making"}:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    return name


def _make(name: str) -> None:
    test = connection.settings_dict["TEST"]
    real, usual = connection.settings_dict["NAME"], test.get("NAME")
    test["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.settings_dict["NAME"], test["NAME"] = real, usual


def _fingerprint() -> str:
    """Of every migration, and of the Django that ran them."""
    found = hashlib.sha256(version("Django").encode())
    for app in apps.get_app_configs():
        spec = find_spec(f"{app.name}.migrations")
        folders = spec.submodule_search_locations if spec else []
        for path in sorted(path for folder in folders for path in Path(folder).glob("*.py")):
            found.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    return found.hexdigest()[:12]
