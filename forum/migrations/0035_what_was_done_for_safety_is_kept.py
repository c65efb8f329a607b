"""A case and what was done about it are evidence: no row of it is deleted, no word of it changed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forum", "0034_worries_about_safety")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_case_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'what was done for somebody''s safety is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_caseevent_is_append_only
                BEFORE UPDATE OR DELETE ON forum_caseevent
                FOR EACH ROW EXECUTE FUNCTION forum_case_is_kept();
            CREATE TRIGGER forum_safeguardingcase_is_kept
                BEFORE DELETE ON forum_safeguardingcase
                FOR EACH ROW EXECUTE FUNCTION forum_case_is_kept();
            """,
            """
            DROP TRIGGER forum_safeguardingcase_is_kept ON forum_safeguardingcase;
            DROP TRIGGER forum_caseevent_is_append_only ON forum_caseevent;
            DROP FUNCTION forum_case_is_kept();
            """,
        ),
    ]
