"""What moderators note about a member; emptied when the member leaves."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0036_guidance_to_begin_with"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='note')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='staff_notes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION forum_staffnote_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.member_id IS NULL AND NEW.text IN (OLD.text, '')
                        AND (NEW.id, NEW.by_id, NEW.at) = (OLD.id, OLD.by_id, OLD.at) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'a note is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER forum_staffnote_is_append_only BEFORE UPDATE OR DELETE ON forum_staffnote
                FOR EACH ROW EXECUTE FUNCTION forum_staffnote_is_append_only();
            """,
            """
            DROP TRIGGER forum_staffnote_is_append_only ON forum_staffnote;
            DROP FUNCTION forum_staffnote_is_append_only();
            """,
        ),
    ]
