"""A revision's text is what somebody signed: the database itself refuses to change it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION articles_revision_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (NEW.article_id, NEW.number, NEW.title, NEW.summary, NEW.body)
                    IS DISTINCT FROM (OLD.article_id, OLD.number, OLD.title, OLD.summary, OLD.body)
                THEN
                    RAISE EXCEPTION 'a revision never changes: write a new one'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER articles_revision_is_immutable BEFORE UPDATE ON articles_revision
                FOR EACH ROW EXECUTE FUNCTION articles_revision_is_immutable();
            """,
            """
            DROP TRIGGER articles_revision_is_immutable ON articles_revision;
            DROP FUNCTION articles_revision_is_immutable();
            """,
        ),
    ]
