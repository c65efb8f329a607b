"""Who has said that somebody died: in private, and what stops because of it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0009_questions_are_searched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bereavement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mails",
                    models.CharField(
                        choices=[
                            ("keep", "Keep my e-mails as they are"),
                            (
                                "rest",
                                "Stop e-mails about diseases, treatments and trials, and about questions I follow",
                            ),
                            ("pause", "Stop all e-mails, except those about my account"),
                        ],
                        default="rest",
                        max_length=5,
                    ),
                ),
                ("paces_before", models.JSONField(default=dict, editable=False)),
                ("questions_rest_since", models.DateTimeField(editable=False, null=True)),
                ("moderators_know", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bereavement",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mails__in", ["keep", "rest", "pause"])),
                        name="bereavement_known_mails",
                    )
                ],
            },
        ),
    ]
