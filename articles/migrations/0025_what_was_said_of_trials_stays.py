"""What a registry said on a day, and what readers were told of it, stays as it was."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_trials_as_their_registries_tell_them")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION articles_said_of_a_trial_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                -- Only its author may be forgotten.
                IF to_jsonb(NEW) - 'written_by_id' IS DISTINCT FROM to_jsonb(OLD) - 'written_by_id'
                THEN
                    RAISE EXCEPTION 'it never changes: add a new one'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER articles_trialsnapshot_stays BEFORE UPDATE ON articles_trialsnapshot
                FOR EACH ROW EXECUTE FUNCTION articles_said_of_a_trial_stays();
            CREATE TRIGGER articles_trialsummary_stays BEFORE UPDATE ON articles_trialsummary
                FOR EACH ROW EXECUTE FUNCTION articles_said_of_a_trial_stays();
            """,
            """
            DROP TRIGGER articles_trialsummary_stays ON articles_trialsummary;
            DROP TRIGGER articles_trialsnapshot_stays ON articles_trialsnapshot;
            DROP FUNCTION articles_said_of_a_trial_stays();
            """,
        ),
    ]
