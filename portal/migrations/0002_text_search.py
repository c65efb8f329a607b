"""English full text that also understands accents: `portal_search`, used by `portal.search`."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(
            """
            CREATE TEXT SEARCH CONFIGURATION portal_search (COPY = english);
            ALTER TEXT SEARCH CONFIGURATION portal_search
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
            """,
            "DROP TEXT SEARCH CONFIGURATION portal_search",
        ),
    ]
