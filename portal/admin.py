"""People, topics and moved pages in the admin."""

from __future__ import annotations
