"""A source can be superseded or retracted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_signoffs_never_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='state',
            field=models.CharField(choices=[('current', 'Current'), ('superseded', 'Superseded by a newer one'), ('retracted', 'Retracted')], default='current', editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='source',
            name='state_changed_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='state_reason',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='source',
            name='superseded_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.source'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['current', 'superseded', 'retracted'])), name='source_known_state'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'current'), models.Q(('state_changed_on__isnull', False), models.Q(('state_reason', ''), _negated=True)), _connector='OR'), name='source_in_trouble_has_reason'),
        ),
    ]
