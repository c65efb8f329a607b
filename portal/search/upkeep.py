"""What the triggers leave to the night, and what mends the index after a bulk load."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from portal.search.models import SearchLog

#: Terms in fewer questions need no row.
COMMON = 2
#: How long what was searched is remembered.
KEPT = timedelta(days=90)


def daily() -> None:
    count()
    SearchLog.objects.filter(day__lt=timezone.localdate() - KEPT).delete()


@transaction.atomic
def count() -> None:
    """Count anew in how many pages each word stands. Words of no page any more are forgotten."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_searchfrequency")
        cursor.execute(
            """
            INSERT INTO portal_searchfrequency (term, documents)
            SELECT term, count(*) FROM portal_searchposting
            WHERE shelf = 2 GROUP BY term HAVING count(*) >= %s
            """,
            [COMMON],
        )
        cursor.execute(
            """
            WITH now AS (
                SELECT term, count(*) AS documents FROM portal_searchposting
                WHERE shelf = 1 GROUP BY term
            ), gone AS (
                DELETE FROM portal_searchword w WHERE NOT EXISTS (
                    SELECT FROM now WHERE now.term = w.term
                )
            )
            UPDATE portal_searchword w SET documents = now.documents FROM now
            WHERE now.term = w.term AND now.documents <> w.documents
            """
        )


def rebuild() -> None:
    """Cut and weigh every document anew: after a change of the weights or of a stemmer."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE portal_searchposting, portal_searchword")
        cursor.execute("UPDATE portal_searchdocument SET vector = ''")
    count()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE portal_searchposting")
        cursor.execute("ANALYZE portal_searchdocument")
        cursor.execute("ANALYZE portal_searchword")
