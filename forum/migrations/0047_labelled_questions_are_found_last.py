"""Questions with a label, and duplicates, are found after the others."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("forum.migrations.0009_questions_are_searched").FUNCTIONS
FUNCTION = BEFORE[BEFORE.index("CREATE FUNCTION forum_search_questions") :]
FUNCTION = FUNCTION[: FUNCTION.index("$$;") + 3].replace("CREATE", "CREATE OR REPLACE", 1)
DEMOTING = (
    FUNCTION.replace("vector, name_terms\n", "vector, name_terms, demoted\n")
    .replace("false, '', '{}'\n", "false, '', '{}',\n            q.label <> '' OR q.duplicate_of_id IS NOT NULL\n")
    .replace("conditions = excluded.conditions;", "conditions = excluded.conditions, demoted = excluded.demoted;")
)
TRIGGER = """
    DROP TRIGGER question_is_searched ON forum_question;
    CREATE TRIGGER question_is_searched AFTER DELETE OR UPDATE OF
        state, audience, title, body_text, condition_id{more}
        ON forum_question FOR EACH ROW EXECUTE FUNCTION forum_question_is_searched();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0046_decisions_are_undone"),
        ("portal", "0018_documents_are_demoted"),
    ]
    operations = [
        migrations.RunSQL(
            DEMOTING + TRIGGER.format(more=", label, duplicate_of_id"),
            FUNCTION + TRIGGER.format(more=""),
        )
    ]
