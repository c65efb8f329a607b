"""Addresses that are made to be thrown away: nobody reads there what we write to them."""

from __future__ import annotations

from disposable_email_domains import blocklist


def is_disposable(address: str) -> bool:
    """Whether the address belongs to a service that gives out mailboxes for ten minutes.

    A service also hands out names below its own: every domain above the address is looked up.
    """
    labels = address.rpartition("@")[2].strip().rstrip(".").lower().split(".")
    return any(".".join(labels[start:]) in blocklist for start in range(len(labels) - 1))
