"""When two trials turn out to be one study, what was said of the one goes over to the other."""

from django.db import migrations

FUNCTION = """
    CREATE OR REPLACE FUNCTION articles_said_of_a_trial_stays() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        -- {why}
        IF to_jsonb(NEW) - {but} IS DISTINCT FROM to_jsonb(OLD) - {but}
        THEN
            RAISE EXCEPTION 'it never changes: add a new one'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_trial_events_say_why")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(
                why="Its author may be forgotten, and it may go over to the same study with its"
                " number there.",
                but="'{written_by_id, trial_id, number}'::text[]",
            ),
            FUNCTION.format(why="Only its author may be forgotten.", but="'written_by_id'"),
        ),
    ]
