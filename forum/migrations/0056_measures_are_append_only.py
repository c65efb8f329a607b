"""What was done about a member is evidence: it is lifted once, and goes with the account alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0055_appeals_and_notes_let_personal_data_go"),
        ("leaving", "0001_accounts_can_be_closed"),
    ]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_measure_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF EXISTS (SELECT FROM leaving_accountdeletion WHERE member_id = OLD.member_id
                            AND state <> 'cancelled') THEN
                        RETURN OLD;
                    END IF;
                ELSIF OLD.lifted_at IS NULL
                        AND to_jsonb(NEW) - '{lifted_at,lifted_by_id}'::text[]
                            = to_jsonb(OLD) - '{lifted_at,lifted_by_id}'::text[] THEN
                    RETURN NEW;
                ELSIF forum_only_redacts(to_jsonb(OLD), to_jsonb(NEW), '{message}') THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'what was done about a member is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_measure_is_append_only BEFORE UPDATE OR DELETE ON forum_measure
                FOR EACH ROW EXECUTE FUNCTION forum_measure_is_append_only();
            """,
            """
            DROP TRIGGER forum_measure_is_append_only ON forum_measure;
            DROP FUNCTION forum_measure_is_append_only();
            """,
        ),
    ]
