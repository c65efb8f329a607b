"""What readers say of a text."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_organisations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('helpful', models.BooleanField()),
                ('why', models.CharField(blank=True, choices=[('', 'No reason given'), ('hard', 'It was hard to understand'), ('missing', 'It did not answer my question'), ('wrong', 'Something is wrong or out of date'), ('not ours', 'It did not fit our situation'), ('upsetting', 'It upset me'), ('broken', 'Something on the page did not work')], default='', max_length=9)),
                ('text', models.TextField(blank=True, max_length=1000)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Something was changed'), ('noted', 'Noted, nothing to change')], default='open', editable=False, max_length=5)),
                ('handled_at', models.DateTimeField(editable=False, null=True)),
                ('outcome', models.CharField(blank=True, editable=False, max_length=500)),
            ],
            options={
                'verbose_name_plural': 'feedback',
                'ordering': ['-created_at'],
            },
        ),
        migrations.AddField(
            model_name='feedback',
            name='handled_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='feedback',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='articles.revision'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['state', '-created_at'], name='feedback_queue'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'noted'])), name='feedback_known_state'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handled_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('handled_at__isnull', False)), _connector='OR'), name='feedback_handled_has_date'),
        ),
    ]
