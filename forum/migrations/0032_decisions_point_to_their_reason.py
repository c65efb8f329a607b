"""Decisions name a reason of the list. The column stays, and so does what stands in it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0031_starter_reasons")]
    operations = [
        migrations.AlterField(
            model_name="decision",
            name="reason",
            field=models.ForeignKey(
                db_column="reason",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forum.reason",
                to_field="code",
            ),
        ),
    ]
