"""Clinical trials are searched as a kind of their own, and weighed as curated pages are."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

BEFORE = import_module("portal.migrations.0012_questions_are_named_by_their_titles").FUNCTIONS
BEFORE = BEFORE[: BEFORE.index("UPDATE portal_searchdocument")]
FUNCTIONS = BEFORE.replace(
    "CASE NEW.shelf WHEN 1 THEN NEW.names ELSE ARRAY[NEW.title] END",
    "CASE NEW.shelf WHEN 2 THEN ARRAY[NEW.title] ELSE NEW.names END",
).replace("CASE shelf WHEN 1 THEN", "CASE WHEN shelf <> 2 THEN")


class Migration(migrations.Migration):
    dependencies = [("portal", "0019_what_is_related_is_kept")]

    operations = [
        migrations.RemoveConstraint("searchdocument", "search_document_known_kind"),
        migrations.AlterField(
            "searchdocument",
            "kind",
            models.CharField(
                choices=[
                    ("condition", "Conditions"),
                    ("article", "Articles"),
                    ("trial", "Clinical trials"),
                    ("question", "Questions families asked"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            "searchdocument",
            "shelf",
            models.PositiveSmallIntegerField(
                choices=[(1, "Conditions and articles"), (2, "Questions"), (3, "Clinical trials")]
            ),
        ),
        migrations.AddConstraint(
            "searchdocument",
            models.CheckConstraint(
                condition=Q(kind="question", shelf=2)
                | Q(kind="trial", shelf=3)
                | Q(kind__in=["condition", "article"], shelf=1),
                name="search_document_known_kind",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, BEFORE),
    ]
