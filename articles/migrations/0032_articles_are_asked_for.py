"""Editors ask for articles that families look for."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0031_trials_entered_by_hand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=150, verbose_name="looked for")),
                ("why", models.CharField(max_length=100, verbose_name="why")),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Asked for"),
                            ("written", "Written"),
                            ("declined", "Not needed"),
                        ],
                        default="open",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-times", "-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("words"),
                        name="article_request_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "written", "declined"])),
                        name="article_request_known_state",
                    ),
                ],
            },
        ),
    ]
