"""The log says what to mend, and nothing about people."""

from __future__ import annotations

import logging
import sys

import pytest
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from portal.logs import Formatter
from portal.models import User


def logged(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.makeLogRecord({"msg": "It failed", "exc_info": sys.exc_info()})
    return Formatter().format(record)


def test_what_postgresql_quotes_stays_out(alice):
    with pytest.raises(IntegrityError) as taken:
        User.objects.create(email=alice.email, pseudonym="Another")
    text = logged(taken.value)
    assert alice.email in str(taken.value)
    assert alice.email not in text
    assert "Traceback" in text


def test_neither_does_a_piece_of_the_statement(db):
    words = "what a " + "family wrote"  # so that this file's lines in a traceback lack them
    with pytest.raises(DatabaseError) as wrong, connection.cursor() as cursor:
        cursor.execute("SELECT %s, nothing", [words])
    assert words in str(wrong.value)
    text = logged(wrong.value)
    assert words not in text
    assert "nothing" in text


def test_what_robots_try_is_one_line_each_time():
    assert logged(DisallowedHost("Invalid HTTP_HOST header: 'x'")) == "It failed"


def test_a_database_that_is_away_is_one_line_each_time():
    text = logged(OperationalError("connection refused\nIs the server running?"))
    assert text == "It failed\n  OperationalError: connection refused"
