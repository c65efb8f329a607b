"""The record of decisions is never changed, but for personal data that is taken out of its words."""

from django.db import migrations

BEFORE = """
    CREATE OR REPLACE FUNCTION forum_decision_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a decision is never changed or deleted: make a new one'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
"""
REDACTING = BEFORE.replace(
    "BEGIN\n",
    """BEGIN
        IF TG_OP = 'UPDATE' AND current_setting('forum.redacting', true) = 'on'
            AND to_jsonb(NEW) - '{message,note}'::text[] = to_jsonb(OLD) - '{message,note}'::text[]
        THEN
            RETURN NEW;
        END IF;
""",
)


class Migration(migrations.Migration):
    dependencies = [("forum", "0048_statements_and_appeals")]
    operations = [migrations.RunSQL(REDACTING, BEFORE)]
