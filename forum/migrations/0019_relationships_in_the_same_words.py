"""Relationships in the words that stand beside questions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0018_what_was_done_is_append_only"),
    ]

    operations = [
        migrations.AlterField(
            model_name="profile",
            name="relationship",
            field=models.CharField(
                blank=True,
                choices=[
                    ("parent", "Parent"),
                    ("partner", "Partner"),
                    ("patient", "Lives with it"),
                    ("sibling", "Brother or sister"),
                    ("relative", "Other relative"),
                    ("professional", "Professional"),
                ],
                max_length=12,
            ),
        ),
    ]
