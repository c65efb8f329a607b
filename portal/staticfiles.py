"""Static files under hashed names, the style sheet in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([a-z.-]+)\))?;\n?')
SHEET = "css/site.css"


def bundle(sheet: Path) -> str:
    """The style sheet with every `@import` replaced by what it imports, in its layer.

    Authors keep one file per component and need no build; readers fetch one file.
    """

    def inlined(match: re.Match[str]) -> str:
        css = (sheet.parent / match[1]).read_text()
        return f"@layer {match[2]} {{\n{css}}}\n" if match[2] else css

    return _IMPORT.sub(inlined, sheet.read_text())


class BundledStorage(CompressedManifestStaticFilesStorage):
    def post_process(
        self, paths: dict[str, Any], **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        if SHEET in paths:
            source = finders.find(SHEET)
            self.delete(SHEET)
            self.save(SHEET, ContentFile(bundle(Path(source)).encode()))
            paths[SHEET] = (self, SHEET)  # hash and compress this one, not the author's
        yield from super().post_process(paths, **options)
