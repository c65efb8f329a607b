"""What people ask of us from outside, and what was done about it."""

import django.db.models.deletion
import django.utils.timezone
import forum.models.requests
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0016_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="reviewitem",
            name="why",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("flagged", "Reported by a member"),
                    ("edited", "Changed by its author"),
                    ("about", "Somebody says that it is about them or their child"),
                ],
                default="new",
                max_length=7,
                verbose_name="why it is here",
            ),
        ),
        migrations.CreateModel(
            name="PrivacyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=forum.models.requests.new_reference,
                        editable=False,
                        max_length=9,
                        unique=True,
                    ),
                ),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("in-hand", "In hand"),
                            ("answered", "Answered"),
                            ("refused", "Refused"),
                        ],
                        default="new",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("me", "It is about me"),
                            ("child", "It is about my child"),
                            ("in-care", "It is about somebody for whom I decide by law"),
                            ("died", "It is about somebody who has died"),
                        ],
                        max_length=7,
                        verbose_name="who asks",
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("unname", "Take out what tells who it is"),
                            ("remove", "Take it down"),
                            ("close", "Close the account of somebody who has died"),
                        ],
                        max_length=6,
                        verbose_name="what is asked",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="address of the text"
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="what it is and where"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in their own words")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="address for the answer"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="received"
                    ),
                ),
                ("due_at", models.DateTimeField(editable=False, verbose_name="due")),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="forum.reviewitem",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="privacy_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "request from outside",
                "verbose_name_plural": "requests from outside",
                "permissions": [("handle_requests", "Can handle requests of people written about")],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
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
                            ("received", "Received"),
                            ("taken", "Taken in hand"),
                            ("noted", "Note"),
                            ("revealed", "Looked at the address for the answer"),
                            ("checked", "Checked who asks"),
                            ("closing", "Handed over: the account will be closed"),
                            ("answered", "Answered"),
                            ("refused", "Refused"),
                            ("forgotten", "Personal details deleted, a year after the end"),
                        ],
                        max_length=9,
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="forum.privacyrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="privacyrequest",
            index=models.Index(fields=["closed_at", "due_at"], name="privacyrequest_queue"),
        ),
        migrations.AddConstraint(
            model_name="privacyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "in-hand", "answered", "refused"])),
                name="privacyrequest_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="privacyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("state__in", ["new", "in-hand"])),
                    models.Q(("closed_at__isnull", False), ("state__in", ["answered", "refused"])),
                    _connector="OR",
                ),
                name="privacyrequest_closed_has_date",
            ),
        ),
    ]
