"""A decision says whether it closed its item, and can be undone."""

import django.db.models.deletion
from django.db import migrations, models


def add_reason(apps, schema_editor):
    apps.get_model("forum", "Reason").objects.get_or_create(
        code="mistake", defaults={"label": "Decided by mistake", "uses": ["pass"], "order": 120}
    )


class Migration(migrations.Migration):
    dependencies = [("forum", "0045_questions_are_locked_and_joined")]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='closes',
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AlterField(
            model_name='reviewitem',
            name='why',
            field=models.CharField(choices=[('new', 'New'), ('flagged', 'Reported by a member'), ('edited', 'Changed by its author'), ('opened', 'Opened by a moderator'), ('about', 'Somebody says that it is about them or their child')], default='new', max_length=7, verbose_name='why it is here'),
        ),
        migrations.RunPython(add_reason, migrations.RunPython.noop),
    ]
