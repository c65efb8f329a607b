"""The worker makes a download, puts it into the database, and says that it is ready."""

from __future__ import annotations

from tempfile import TemporaryFile

from django_tasks import task

from portal.leaving import archive
from portal.leaving import models as leaving  # they import this module


@task()
def make(pk: int) -> None:
    """Write the archive of one export, if it still waits. Done twice is done once."""
    waiting = leaving.DataExport.objects.filter(pk=pk, state="waiting")
    export = waiting.select_related("member").first()
    if export:
        with TemporaryFile() as file:  # has no name, so nothing is left if the worker is killed
            archive.write(file, export.member)
            file.seek(0)
            export.finish(file)
