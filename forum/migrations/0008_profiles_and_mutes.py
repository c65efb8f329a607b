"""What members show of themselves, and whom they would rather not read."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import forum.models.people
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_decisions_say_why"),
        ("forum", "0007_answers_found_before_asking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mutes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "muted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "muted"), name="mute_once"),
                    models.CheckConstraint(
                        condition=models.Q(("member", models.F("muted")), _negated=True),
                        name="mute_not_oneself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=forum.models.people.new_key,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parent", "Parent"),
                            ("partner", "Partner"),
                            ("sibling", "Brother or sister"),
                            ("relative", "Another relative or a friend"),
                            ("patient", "I live with it myself"),
                            ("professional", "I work with families"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "relationship_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "Members who are signed in"),
                            ("everyone", "Everyone"),
                        ],
                        default="nobody",
                        max_length=8,
                    ),
                ),
                (
                    "condition_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "Members who are signed in"),
                            ("everyone", "Everyone"),
                        ],
                        default="nobody",
                        max_length=8,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "country_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "Members who are signed in"),
                            ("everyone", "Everyone"),
                        ],
                        default="nobody",
                        max_length=8,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=7),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "Members who are signed in"),
                            ("everyone", "Everyone"),
                        ],
                        default="nobody",
                        max_length=8,
                    ),
                ),
                (
                    "since_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "Members who are signed in"),
                            ("everyone", "Everyone"),
                        ],
                        default="nobody",
                        max_length=8,
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.condition",
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relationship_for__in", ["nobody", "members", "everyone"])
                        ),
                        name="profile_relationship_known_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("condition_for__in", ["nobody", "members", "everyone"])
                        ),
                        name="profile_condition_known_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("country_for__in", ["nobody", "members", "everyone"])),
                        name="profile_country_known_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("languages_for__in", ["nobody", "members", "everyone"])
                        ),
                        name="profile_languages_known_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since_for__in", ["nobody", "members", "everyone"])),
                        name="profile_since_known_audience",
                    ),
                ],
            },
        ),
    ]
