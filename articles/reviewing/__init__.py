"""Who is asked to review a text, who signs it, and what must be looked at again afterwards."""

from __future__ import annotations
