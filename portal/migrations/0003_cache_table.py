"""The table of Django's database cache, so that `migrate` is all that a new site needs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_text_search")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE IF NOT EXISTS portal_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX IF NOT EXISTS portal_cache_expires ON portal_cache (expires);
            """,
            "DROP TABLE portal_cache",
        ),
    ]
