"""Who is on call, and who was told that something urgent waits."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0024_items_are_claimed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('opened', 'It became urgent'), ('halfway', 'Half of its time has passed, and nobody has taken it'), ('overdue', 'It is overdue'), ('escalated', 'A moderator asks for a second one')], max_length=9)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='forum.reviewitem')),
            ],
        ),
        migrations.CreateModel(
            name='AlertMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('done_at', models.DateTimeField(editable=False, null=True)),
                ('emailed_at', models.DateTimeField(editable=False, null=True)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='forum.alert')),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alert_mails', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='from')),
                ('ends_at', models.DateTimeField(verbose_name='to')),
                ('weekly', models.BooleanField(default=False, verbose_name='every week')),
                ('repeats_until', models.DateField(blank=True, help_text='Empty: until somebody ends it.', null=True, verbose_name='last day of the repetition')),
                ('not_on', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, editable=False, size=None)),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'permissions': [('keep_rota', 'Can plan who is on call')],
            },
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'escalated'), _negated=True), fields=('item', 'step'), name='alert_each_step_once'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['opened', 'halfway', 'overdue', 'escalated'])), name='alert_known_step'),
        ),
        migrations.AddIndex(
            model_name='alertmail',
            index=models.Index(fields=['moderator', '-created_at'], name='alertmail_newest'),
        ),
        migrations.AddConstraint(
            model_name='alertmail',
            constraint=models.UniqueConstraint(fields=('alert', 'moderator'), name='alertmail_once'),
        ),
        migrations.AddConstraint(
            model_name='alertmail',
            constraint=models.CheckConstraint(condition=models.Q(('emailed_at', None), ('done_at__isnull', False), _connector='OR'), name='alertmail_sent_is_done'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('starts_at'), '+', models.Value(datetime.timedelta(days=1))))), name='shift_ends_within_a_day', violation_error_message='A shift ends after it begins, and within 24 hours.'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('weekly', True), ('repeats_until', None), _connector='OR'), name='shift_only_a_repetition_ends', violation_error_message='Only a shift of every week has a last day.'),
        ),
    ]
