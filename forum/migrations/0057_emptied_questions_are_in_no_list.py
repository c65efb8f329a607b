"""A question whose asker took the words away keeps its page, and is in no list and no search."""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("forum.migrations.0047_labelled_questions_are_found_last")
SHOWN = "q.state = 'published' AND q.audience = 'everyone'"
MORE = ", label, duplicate_of_id"

SAME_WORDS = """
    UPDATE forum_question SET emptied = true
        WHERE title = 'This question was removed by the person who asked.';
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0056_measures_are_append_only")]
    operations = [
        migrations.AddField(
            model_name="question",
            name="emptied",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(
            BEFORE.DEMOTING.replace(SHOWN, f"{SHOWN} AND NOT q.emptied")
            + BEFORE.TRIGGER.format(more=f"{MORE}, emptied"),
            BEFORE.DEMOTING + BEFORE.TRIGGER.format(more=MORE),
        ),
        migrations.RunSQL(SAME_WORDS, migrations.RunSQL.noop),
    ]
