"""What was done about a request is evidence. Only its words may be taken out, a year after the end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forum", "0017_requests_from_outside")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_requestevent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.text = ''
                        AND (NEW.id, NEW.request_id, NEW.act, NEW.at) = (OLD.id, OLD.request_id, OLD.act, OLD.at)
                        AND NEW.by_id IS NOT DISTINCT FROM OLD.by_id THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'what was done about a request is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_requestevent_is_append_only
                BEFORE UPDATE OR DELETE ON forum_requestevent
                FOR EACH ROW EXECUTE FUNCTION forum_requestevent_is_append_only();
            """,
            """
            DROP TRIGGER forum_requestevent_is_append_only ON forum_requestevent;
            DROP FUNCTION forum_requestevent_is_append_only();
            """,
        ),
    ]
