"""The demonstration: accounts and `examples` to look at, and a forum as large as it may grow."""

from __future__ import annotations

from portal.demo.examples import ROLES, Account, accounts_in_words, code, load, prepare

__all__ = ["ROLES", "Account", "accounts_in_words", "code", "load", "prepare"]
