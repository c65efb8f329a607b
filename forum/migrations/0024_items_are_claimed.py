"""Who is looking at what waits, and what happened to it before it was decided."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0023_anonymous_questions_do_not_say_who_left"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("noticed", "The portal noticed"),
                            ("taken", "Taken"),
                            ("released", "Put back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("findings", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="claimed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="claimed_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="first",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["due_at"], name="reviewitem_due"
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("claimed_by__isnull", False), ("closed_at", None)),
                fields=["claimed_by"],
                name="reviewitem_claimed",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("closed_at", None), ("first", True)),
                fields=["-severity", "due_at", "id"],
                name="reviewitem_first",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("findings", "jsonb_path_ops"),
                condition=models.Q(("closed_at", None)),
                name="reviewitem_noticed",
            ),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="forum.reviewitem",
            ),
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_itemevent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'what happened to an item is never changed'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_itemevent_is_append_only BEFORE UPDATE ON forum_itemevent
                FOR EACH ROW EXECUTE FUNCTION forum_itemevent_is_append_only();
            """,
            """
            DROP TRIGGER forum_itemevent_is_append_only ON forum_itemevent;
            DROP FUNCTION forum_itemevent_is_append_only();
            """,
        ),
    ]
