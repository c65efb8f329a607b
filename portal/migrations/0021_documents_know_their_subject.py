"""A page knows what it is about, so that its words also lead to the page that opens the subject."""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("portal.migrations.0020_trials_have_a_shelf").FUNCTIONS
CUT = BEFORE[: BEFORE.index("$$;") + 3]
KNOWING = CUT.replace(
    "        RETURN NEW;",
    """        -- By the English stemmer, whatever the text is in.
        NEW.subject := search_terms('portal_search', coalesce(NEW.names[1], ''));
        RETURN NEW;""",
)


class Migration(migrations.Migration):
    dependencies = [("portal", "0020_trials_have_a_shelf")]
    operations = [
        migrations.AddField(
            "searchdocument", "subject", models.TextField(db_default="", default="")
        ),
        migrations.AddIndex(
            "searchdocument",
            models.Index(
                condition=models.Q(opens=True), fields=["subject"], name="search_document_opens"
            ),
        ),
        migrations.RunSQL(KNOWING, CUT),
        migrations.RunSQL(
            "UPDATE portal_searchdocument SET vector = '' WHERE shelf = 1", migrations.RunSQL.noop
        ),
    ]
