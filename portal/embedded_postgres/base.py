"""The PostgreSQL backend that brings its own server: used where `DATABASE_URL` is not set."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from portal.embedded_postgres import server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        running = server.ensure_running(Path(settings.POSTGRES_FOLDER))
        if params.get("dbname") == settings.DATABASE_NAME:
            ensure_database_once(params["dbname"])
        return params | server.dsn(running, params.get("dbname", "postgres"))


@cache
def ensure_database_once(name: str) -> None:
    server.ensure_database(server.ensure_running(Path(settings.POSTGRES_FOLDER)), name)
