"""Appeals and moderators' notes are never changed, but for personal data taken out of their words."""

from django.db import migrations

REDACTING = """
    CREATE FUNCTION forum_only_redacts(old jsonb, new jsonb, words text[]) RETURNS boolean
        LANGUAGE sql STABLE AS $$
        SELECT coalesce(current_setting('forum.redacting', true), '') = 'on'
            AND new - words = old - words
    $$;
"""
#: The trigger that forbids a change is asked only where it is no redaction.
TABLES = {"appeal": "words,answer", "staffnote": "text"}
TRIGGERS = """
    DROP TRIGGER forum_{table}_is_append_only ON forum_{table};
    CREATE TRIGGER forum_{table}_is_append_only BEFORE UPDATE ON forum_{table} FOR EACH ROW
        WHEN (NOT forum_only_redacts(to_jsonb(OLD), to_jsonb(NEW), '{{{words}}}'))
        EXECUTE FUNCTION forum_{table}_is_append_only();
    CREATE TRIGGER forum_{table}_is_kept BEFORE DELETE ON forum_{table}
        FOR EACH ROW EXECUTE FUNCTION forum_{table}_is_append_only();
"""
BEFORE = """
    DROP TRIGGER forum_{table}_is_append_only ON forum_{table};
    DROP TRIGGER forum_{table}_is_kept ON forum_{table};
    CREATE TRIGGER forum_{table}_is_append_only BEFORE UPDATE OR DELETE ON forum_{table}
        FOR EACH ROW EXECUTE FUNCTION forum_{table}_is_append_only();
"""


def _each(sql: str) -> str:
    return "".join(sql.format(table=table, words=words) for table, words in TABLES.items())


class Migration(migrations.Migration):
    dependencies = [("forum", "0054_items_in_danger")]
    operations = [
        migrations.RunSQL(REDACTING, "DROP FUNCTION forum_only_redacts(jsonb, jsonb, text[]);"),
        migrations.RunSQL(_each(TRIGGERS), _each(BEFORE)),
    ]
