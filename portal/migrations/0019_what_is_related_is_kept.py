"""What is near a page is looked up once and kept; the database says what must be looked up anew."""

import django.contrib.postgres.fields
from django.db import migrations, models

FUNCTIONS = """
    CREATE FUNCTION search_related() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM portal_searchrelated WHERE document_id = OLD.id;
        ELSE
            INSERT INTO portal_searchrelated (document_id) VALUES (NEW.id)
                ON CONFLICT (document_id) DO UPDATE SET looked_up_at = NULL;
        END IF;
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER search_related_at_first AFTER INSERT ON portal_searchdocument
        FOR EACH ROW WHEN (NEW.kind IN ('article', 'question'))
        EXECUTE FUNCTION search_related();
    CREATE TRIGGER search_related_anew AFTER UPDATE ON portal_searchdocument
        FOR EACH ROW WHEN (NEW.kind IN ('article', 'question')
            AND OLD.vector IS DISTINCT FROM NEW.vector)
        EXECUTE FUNCTION search_related();
    CREATE TRIGGER search_related_no_more AFTER DELETE ON portal_searchdocument
        FOR EACH ROW EXECUTE FUNCTION search_related();

    INSERT INTO portal_searchrelated (document_id)
        SELECT id FROM portal_searchdocument WHERE kind IN ('article', 'question');
"""

NO_FUNCTIONS = """
    DROP TRIGGER search_related_no_more ON portal_searchdocument;
    DROP TRIGGER search_related_anew ON portal_searchdocument;
    DROP TRIGGER search_related_at_first ON portal_searchdocument;
    DROP FUNCTION search_related();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0018_documents_are_demoted")]

    operations = [
        migrations.CreateModel(
            name="SearchRelated",
            fields=[
                ("document_id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "related",
                    django.contrib.postgres.fields.ArrayField(
                        models.BigIntegerField(), db_default=[], default=list
                    ),
                ),
                ("looked_up_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("looked_up_at").asc(nulls_first=True),
                        models.F("document_id").desc(),
                        name="search_related_oldest",
                    )
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
