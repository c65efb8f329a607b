"""The everyday words that the portal starts with; editors change them in the admin."""

from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parent.parent / "search" / "starter" / "synonyms.txt"


def add(apps, schema_editor):
    synonym = apps.get_model("portal", "SearchSynonym")
    use, rows = "words", []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        said, sign, meant = line.partition(" = ")
        if line == "[parts]":
            use = "part"
        elif sign and not line.startswith("#"):
            rows.append(synonym(said=said, meant=meant, use=use))
    synonym.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("portal", "0012_questions_are_named_by_their_titles")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
