"""Not only the text of a revision stays: so does what was said of it."""

from django.db import migrations

NEVER_CHANGES = """
    CREATE OR REPLACE FUNCTION articles_revision_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.author_id IS NULL THEN
            NEW.author_id := OLD.author_id;
            IF NEW IS NOT DISTINCT FROM OLD THEN
                NEW.author_id := NULL;
                RETURN NEW;
            END IF;
        END IF;
        IF NEW IS DISTINCT FROM OLD THEN
            RAISE EXCEPTION 'a revision never changes: write a new one'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
"""
ONLY_TEXT = """
    CREATE OR REPLACE FUNCTION articles_revision_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (NEW.article_id, NEW.number, NEW.title, NEW.summary, NEW.body)
            IS DISTINCT FROM (OLD.article_id, OLD.number, OLD.title, OLD.summary, OLD.body)
        THEN
            RAISE EXCEPTION 'a revision never changes: write a new one'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_the_database_checks_signoffs")]
    operations = [migrations.RunSQL(NEVER_CHANGES, ONLY_TEXT)]
