"""A decision is evidence: the database itself refuses to change or delete one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_decision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'a decision is never changed or deleted: make a new one'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_decision_is_append_only BEFORE UPDATE OR DELETE ON forum_decision
                FOR EACH ROW EXECUTE FUNCTION forum_decision_is_append_only();
            """,
            """
            DROP TRIGGER forum_decision_is_append_only ON forum_decision;
            DROP FUNCTION forum_decision_is_append_only();
            """,
        ),
    ]
