"""Where which treatment is approved, as of when."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_publications_and_plans'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Treatment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('name', models.CharField(max_length=150, unique=True)),
                ('other_names', models.CharField(blank=True, help_text='Brand and short names, separated by commas.', max_length=300)),
                ('what', models.CharField(help_text='What it is, in one plain sentence.', max_length=300)),
                ('boxed_warning', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='TreatmentStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jurisdiction', models.CharField(choices=[('US', 'United States'), ('EU', 'European Union'), ('UK', 'United Kingdom'), ('CA', 'Canada'), ('AU', 'Australia'), ('CH', 'Switzerland'), ('JP', 'Japan')], max_length=2)),
                ('status', models.CharField(choices=[('approved', 'Approved'), ('conditional', 'Approved on conditions'), ('refused', 'Refused'), ('withdrawn', 'Approval withdrawn'), ('trial only', 'Only in trials'), ('off-label', 'Used outside its approval'), ('standard', 'Standard care that needs no approval'), ('not approved', 'Not approved')], max_length=12)),
                ('population', models.CharField(help_text='For whom exactly, in plain words.', max_length=300)),
                ('since', models.DateField(blank=True, null=True)),
                ('since_precision', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('year', 'Year')], default='day', help_text='How exact “since” is.', max_length=5)),
                ('as_of', models.DateField(default=django.utils.timezone.localdate, help_text='The day it was checked.')),
                ('valid_until', models.DateField(help_text='At most 90 days after it was checked. Then it is not asserted.')),
                ('note', models.CharField(blank=True, help_text='For staff only.', max_length=500)),
            ],
            options={
                'verbose_name_plural': 'treatment statuses',
                'ordering': ['treatment', 'condition', 'jurisdiction', '-as_of'],
            },
        ),
        migrations.AddField(
            model_name='treatment',
            name='boxed_warning_source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.source'),
        ),
        migrations.AddField(
            model_name='treatmentstatus',
            name='condition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='treatment_statuses', to='articles.condition'),
        ),
        migrations.AddField(
            model_name='treatmentstatus',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='articles.source'),
        ),
        migrations.AddField(
            model_name='treatmentstatus',
            name='treatment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='articles.treatment'),
        ),
        migrations.AddConstraint(
            model_name='treatment',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='treatment_has_an_address'),
        ),
        migrations.AddConstraint(
            model_name='treatment',
            constraint=models.CheckConstraint(condition=models.Q(('boxed_warning', ''), ('boxed_warning_source__isnull', False), _connector='OR'), name='treatment_warning_has_source', violation_error_message='Please choose the source of the boxed warning.'),
        ),
        migrations.AddConstraint(
            model_name='treatmentstatus',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('as_of')), ('valid_until__lte', django.db.models.expressions.CombinedExpression(models.F('as_of'), '+', models.Value(datetime.timedelta(days=90))))), name='treatment_status_holds_90_days', violation_error_message='A status holds for 1 to 90 days after the day on which it was checked.'),
        ),
        migrations.AddConstraint(
            model_name='treatmentstatus',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('since__lte', models.F('as_of')), _connector='OR'), name='treatment_status_since_is_past', violation_error_message='“Since” is later than the day of the check.'),
        ),
        migrations.AddConstraint(
            model_name='treatmentstatus',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('treatment', '='), ('condition', '='), ('jurisdiction', '='), (models.Func('as_of', 'valid_until', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='treatment_status_no_overlap', violation_error_message='There is already a status for this treatment, condition and jurisdiction in that time. Use “Check again” there.'),
        ),
    ]
