"""A sign-off is evidence: it loses its author with the author's account, and nothing else."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_pages_have_addresses")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION articles_signoff_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.author_id IS NULL THEN
                    NEW.author_id := OLD.author_id;
                    IF NEW IS NOT DISTINCT FROM OLD THEN
                        NEW.author_id := NULL;
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'a sign-off is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER articles_signoff_is_immutable
                BEFORE UPDATE OR DELETE ON articles_signoff
                FOR EACH ROW EXECUTE FUNCTION articles_signoff_is_immutable();
            """,
            """
            DROP TRIGGER articles_signoff_is_immutable ON articles_signoff;
            DROP FUNCTION articles_signoff_is_immutable();
            """,
        ),
    ]
