"""Worries about somebody's safety: cases, their checklists and what was done, and guidance."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0033_trusted_members"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SafeguardingCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "road",
                    models.CharField(
                        choices=[
                            ("self-harm", "Somebody may end their life or hurt themselves"),
                            ("carer", "A carer can no longer go on"),
                            ("young", "A young person speaks for themselves"),
                            ("abuse", "A child or patient may be abused or neglected"),
                            (
                                "stopping-medicine",
                                "Advice to stop a medicine that keeps somebody alive",
                            ),
                            ("threat", "A threat, or hate"),
                            ("other", "Another worry about somebody's safety"),
                        ],
                        default="other",
                        max_length=17,
                        verbose_name="kind of worry",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("low", "Low: a hard time, nobody in danger"),
                            ("medium", "Medium: a worry that must be followed"),
                            ("high", "High: somebody may be in danger now"),
                        ],
                        default="high",
                        max_length=6,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("second", "With a second moderator"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_second_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="forum.reviewitem",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CasePoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="forum.safeguardingcase",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("noted", "Note"),
                            ("level", "Level"),
                            ("road", "Kind of worry"),
                            ("done", "Done"),
                            ("members", "Shown to members only from now on"),
                            ("everyone", "Shown to everybody again"),
                            ("second", "Asked a second moderator"),
                            ("back", "Given back"),
                            ("closed", "Closed"),
                            ("reopened", "Opened again"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="forum.safeguardingcase",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Guidance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "road",
                    models.CharField(
                        choices=[
                            ("self-harm", "Somebody may end their life or hurt themselves"),
                            ("carer", "A carer can no longer go on"),
                            ("young", "A young person speaks for themselves"),
                            ("abuse", "A child or patient may be abused or neglected"),
                            (
                                "stopping-medicine",
                                "Advice to stop a medicine that keeps somebody alive",
                            ),
                            ("threat", "A threat, or hate"),
                            ("other", "Another worry about somebody's safety"),
                        ],
                        editable=False,
                        max_length=17,
                        unique=True,
                    ),
                ),
                (
                    "look_at",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                        verbose_name="what to look at",
                    ),
                ),
                (
                    "say",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                        verbose_name="what to say",
                    ),
                ),
                (
                    "not_promise",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                        verbose_name="what not to promise",
                    ),
                ),
                (
                    "involve",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                        verbose_name="whom to involve",
                    ),
                ),
                (
                    "checklist",
                    models.TextField(
                        help_text="One point on each line. A case keeps the points it was opened with.",
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                        verbose_name="checklist",
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "guidance for a worry",
                "verbose_name_plural": "guidance for worries",
                "ordering": ["pk"],
                "permissions": [
                    ("keep_guidance", "Can change the guidance for worries about safety")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "road__in",
                                [
                                    "self-harm",
                                    "carer",
                                    "young",
                                    "abuse",
                                    "stopping-medicine",
                                    "threat",
                                    "other",
                                ],
                            )
                        ),
                        name="guidance_known_road",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="safeguardingcase",
            index=models.Index(fields=["closed_at", "opened_at"], name="case_list"),
        ),
        migrations.AddConstraint(
            model_name="safeguardingcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "second", "closed"]),
                    ("level__in", ["low", "medium", "high"]),
                    (
                        "road__in",
                        [
                            "self-harm",
                            "carer",
                            "young",
                            "abuse",
                            "stopping-medicine",
                            "threat",
                            "other",
                        ],
                    ),
                ),
                name="case_known_state_level_and_road",
            ),
        ),
        migrations.AddConstraint(
            model_name="safeguardingcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state", "closed"),
                    ),
                    models.Q(
                        ("closed_at", None), ("closed_by", None), ("state__in", ["open", "second"])
                    ),
                    _connector="OR",
                ),
                name="case_closed_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="safeguardingcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    ("level", "low"),
                    models.Q(
                        ("asked_second_by__isnull", False),
                        models.Q(("asked_second_by", models.F("closed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="case_closed_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="safeguardingcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "second"), _negated=True),
                    ("asked_second_by__isnull", False),
                    _connector="OR",
                ),
                name="case_second_was_asked_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="safeguardingcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("item",),
                name="case_one_open_per_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="casepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="casepoint_done_says_by_whom",
            ),
        ),
    ]
