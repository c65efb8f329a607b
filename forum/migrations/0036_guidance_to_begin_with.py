"""What moderators are told for each kind of worry, until lead moderators write their own."""

from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parent.parent / "models" / "safeguarding" / "starter.txt"


def read(lines):
    """By road, and in it by field, the lines that stand below its name."""
    found = {}
    for line in lines:
        if line.startswith("["):
            fields = found.setdefault(line.strip("[]"), {})
        elif line.endswith(":") and " " not in line:
            words = fields.setdefault(line.removesuffix(":"), [])
        elif line and not line.startswith("#"):
            words.append(line)
    return found


def add(apps, schema_editor):
    guidance = apps.get_model("forum", "Guidance")
    for road, fields in read(FILE.read_text(encoding="utf-8").splitlines()).items():
        guidance.objects.create(road=road, **{key: "\n".join(fields[key]) for key in fields})


class Migration(migrations.Migration):
    dependencies = [("forum", "0035_what_was_done_for_safety_is_kept")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
