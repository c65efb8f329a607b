"""Clinical trials as readers meet them: lists with why a study may not fit, and one study."""

from __future__ import annotations
