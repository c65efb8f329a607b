"""Symptoms and worries in the languages that families write beside English."""

from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parent.parent / "search" / "starter" / "symptoms_abroad.txt"


def add(apps, schema_editor):
    synonym = apps.get_model("portal", "SearchSynonym")
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" = ") for line in lines if line and not line.startswith("#")]
    synonym.objects.bulk_create(
        [synonym(said=said, meant=meant) for said, meant in pairs], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("portal", "0022_more_everyday_words")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
