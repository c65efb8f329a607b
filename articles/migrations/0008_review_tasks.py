"""What happened around a published article and must be decided on."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_reviewers_and_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('source retracted', 'A source was retracted'), ('source superseded', 'A source was superseded'), ('reviewer withdrawn', 'Its reviewer was withdrawn'), ('schedule refused', 'A planned publication was refused'), ('trial changed', 'A trial that it cites has changed')], max_length=18)),
                ('detail', models.CharField(blank=True, max_length=1000)),
                ('state', models.CharField(choices=[('open', 'Open'), ('kept', 'The text holds as it is'), ('changed', 'The text was changed'), ('retired', 'The page was retired or withdrawn')], default='open', editable=False, max_length=7)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('reason', models.CharField(blank=True, editable=False, max_length=500)),
            ],
            options={
                'ordering': ['opened_at'],
            },
        ),
        migrations.AddField(
            model_name='reviewtask',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='articles.article'),
        ),
        migrations.AddField(
            model_name='reviewtask',
            name='decided_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewtask',
            name='signoff',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='articles.signoff'),
        ),
        migrations.AddField(
            model_name='reviewtask',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='articles.source'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('article', 'why', 'source', 'signoff'), name='review_task_open_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'kept', 'changed', 'retired'])), name='review_task_known_state'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='review_task_decided_with_reason'),
        ),
    ]
