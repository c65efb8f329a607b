"""What staff did that has no row of its own: who looked at an address, who changed what."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0016_synonyms_in_other_languages'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('revealed', 'Saw the address'), ('changed', 'Changed')], max_length=10)),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['-at', '-id'], name='auditevent_newest')],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION portal_auditevent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.member_id IS NULL
                        AND (NEW.id, NEW.what, NEW.subject, NEW.reason, NEW.before, NEW.after, NEW.by_id, NEW.at) = (OLD.id, OLD.what, OLD.subject, OLD.reason, OLD.before, OLD.after, OLD.by_id, OLD.at) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'what staff did is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER portal_auditevent_is_append_only BEFORE UPDATE OR DELETE ON portal_auditevent
                FOR EACH ROW EXECUTE FUNCTION portal_auditevent_is_append_only();
            """,
            """
            DROP TRIGGER portal_auditevent_is_append_only ON portal_auditevent;
            DROP FUNCTION portal_auditevent_is_append_only();
            """,
        ),
    ]
