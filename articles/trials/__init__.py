"""Clinical trials: read from their registry, kept with their history, explained by people.

What the registry says is copied and never mended; what families read beside it, a person wrote.
"""

from __future__ import annotations
