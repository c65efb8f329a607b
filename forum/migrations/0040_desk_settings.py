"""Which texts a moderator wants to be warned of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0039_notes_are_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskSettings",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_settings",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "distressing",
                    models.CharField(
                        choices=[
                            ("crisis", "Fold texts about despair and abuse"),
                            ("more", "Fold emergencies and reported harm as well"),
                            ("nothing", "Show every text at once"),
                        ],
                        default="crisis",
                        editable=False,
                        max_length=7,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("distressing__in", ["crisis", "more", "nothing"])),
                        name="desksettings_known_distressing",
                    )
                ],
            },
        ),
    ]
