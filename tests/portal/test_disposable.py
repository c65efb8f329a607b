"""Mail addresses that are made to be thrown away."""

from __future__ import annotations

import pytest

from portal.accounts.disposable import is_disposable


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("anna@mailinator.com", True),
        ("anna@YOPmail.com ", True),
        ("anna@some.thing.mailinator.com", True),  # a name below the service's own
        ("anna@yopmail.com.", True),
        ('"a@b"@mailinator.com', True),
        ("anna@gmail.com", False),
        ("anna@example.org", False),
        ("anna@herons-mailinator.com", False),
        ("mailinator.com@example.org", False),
        ("com", False),
        ("", False),
    ],
)
def test_only_throw_away_services_are_told_apart(address, answer):
    assert is_disposable(address) is answer
