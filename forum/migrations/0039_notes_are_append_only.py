"""What was handed over is not changed, and stays for a year."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forum", "0038_notes_for_the_next_shift")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_shiftnote_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' AND OLD.at < now() - interval '364 days' THEN
                    RETURN OLD;
                END IF;
                RAISE EXCEPTION 'a note for the next shift is never changed, nor deleted within a year'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_shiftnote_is_append_only
                BEFORE UPDATE OR DELETE ON forum_shiftnote
                FOR EACH ROW EXECUTE FUNCTION forum_shiftnote_is_append_only();
            """,
            """
            DROP TRIGGER forum_shiftnote_is_append_only ON forum_shiftnote;
            DROP FUNCTION forum_shiftnote_is_append_only();
            """,
        ),
    ]
