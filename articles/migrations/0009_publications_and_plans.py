"""What became of a page, as a record that stays, and what is planned."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_review_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('publish', 'Publish'), ('retire', 'Retire')], max_length=7)),
                ('at', models.DateTimeField()),
                ('reasons', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('waiting', 'Planned'), ('done', 'Done'), ('refused', 'Refused'), ('cancelled', 'Cancelled')], default='waiting', editable=False, max_length=9)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('refusal', models.TextField(blank=True, editable=False)),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('published', 'Published'), ('retired', 'Retired'), ('withdrawn', 'Withdrawn')], max_length=9)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reasons', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='articles.article'),
        ),
        migrations.AddField(
            model_name='plan',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='plan',
            name='revision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='articles.revision'),
        ),
        migrations.AddField(
            model_name='publication',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='articles.article'),
        ),
        migrations.AddField(
            model_name='publication',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='publication',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='articles.revision'),
        ),
        migrations.AddField(
            model_name='publication',
            name='signoff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.signoff'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('article', 'action'), name='plan_waiting_once'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action', 'publish'), ('revision__isnull', False)), models.Q(('action', 'retire'), ('revision', None)), _connector='OR'), name='plan_publishes_a_revision'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'done', 'refused', 'cancelled'])), name='plan_known_state'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['published', 'retired', 'withdrawn'])), name='publication_known_action'),
        ),
        migrations.RunSQL(
            """
            INSERT INTO articles_publication (article_id, action, revision_id, signoff_id, at, reasons)
            SELECT a.id, 'published', a.live_id, s.id, a.updated_at, '{}'
            FROM articles_article a LEFT JOIN articles_signoff s ON s.revision_id = a.live_id
            WHERE a.live_id IS NOT NULL
            """,
            migrations.RunSQL.noop,
        ),
        # A record stays as it was; it loses its author with the author's account.
        migrations.RunSQL(
            """
            CREATE FUNCTION articles_publication_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL THEN
                    NEW.by_id := OLD.by_id;
                    IF NEW IS NOT DISTINCT FROM OLD THEN
                        NEW.by_id := NULL;
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION 'a publication is never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER articles_publication_is_immutable
                BEFORE UPDATE OR DELETE ON articles_publication
                FOR EACH ROW EXECUTE FUNCTION articles_publication_is_immutable();
            """,
            """
            DROP TRIGGER articles_publication_is_immutable ON articles_publication;
            DROP FUNCTION articles_publication_is_immutable();
            """,
        ),
    ]
