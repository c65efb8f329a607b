"""Where an anonymous question stands does not change when a member leaves: it would say whose it is."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("forum.migrations.0022_own_answers_leave_a_question_unanswered").RECOUNT
RECOUNT = BEFORE.replace(
    "asked.author_id IS NULL THEN", "asked.author_id IS NULL AND NOT asked.anonymous THEN"
)


class Migration(migrations.Migration):
    dependencies = [("forum", "0022_own_answers_leave_a_question_unanswered")]
    operations = [migrations.RunSQL(RECOUNT, BEFORE)]
