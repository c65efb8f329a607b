"""What readers find on a page around the text itself, worked out when they open it."""

from __future__ import annotations
