"""Two forms open at one address keep a draft each: it belongs to the form, and counts its saves."""

import uuid

from django.conf import settings
from django.db import migrations, models


def give_keys(apps, schema_editor):
    drafts = apps.get_model("forum", "Draft").objects
    for pk in drafts.values_list("pk", flat=True):
        drafts.filter(pk=pk).update(key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0014_circumstances"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="draft", name="draft_once"),
        migrations.AddField("draft", "key", models.UUIDField(editable=False, null=True)),
        migrations.AddField(
            "draft", "version", models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            "draft", "page", models.CharField(blank=True, default="", editable=False, max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            "draft", "key", models.UUIDField(default=uuid.uuid4, editable=False)
        ),
        migrations.AddConstraint(
            "draft",
            models.UniqueConstraint(
                fields=("author", "place", "key"), name="draft_once_per_form"
            ),
        ),
    ]
