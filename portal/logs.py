"""What is written to the log: enough to mend something, nothing about people."""

from __future__ import annotations

import logging
import re
from types import TracebackType

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from psycopg2.errors import QueryCanceled

#: Lines in which PostgreSQL quotes values: "DETAIL:  Key (email)=(…) already exists."
_QUOTED = re.compile(r"^(DETAIL|CONTEXT|LINE \d+): .*\n?(^ +\^\n?)?", re.MULTILINE)

#: A link that opens a text once must not be found in a log by somebody else.
_LINK = re.compile(r"(/articles/review/)[\w-]+")

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Formatter(logging.Formatter):
    """A traceback only where it says where; without what PostgreSQL quotes, and without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"\1…", super().format(record))

    def formatException(self, info: ExceptionInfo) -> str:  # noqa: N802 (logging's name)
        error = info[1]
        away = isinstance(error, OperationalError | InterfaceError)
        if away and not isinstance(error.__cause__, QueryCanceled):
            # Every request says so while the database is away.
            return f"  {type(error).__name__}: {str(error).partition(chr(10))[0]}"
        if isinstance(error, SuspiciousOperation):  # any robot; the message is the whole story
            return ""
        return _QUOTED.sub("", super().formatException(info)).rstrip()
