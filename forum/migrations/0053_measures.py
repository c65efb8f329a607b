"""Warnings, restrictions and suspensions of members."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0052_statements_about_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warn', 'Warn'), ('restrict', 'Restrict: a moderator reads everything first'), ('suspend', 'Suspend: cannot write')], max_length=8)),
                ('message', models.TextField(validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='message to the member')),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('lifted_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='forum.decision')),
                ('lifted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to=settings.AUTH_USER_MODEL)),
                ('reason', models.ForeignKey(db_column='reason', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.reason', to_field='code')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('lifted_at', None)), fields=['member'], name='measure_of_member')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['warn', 'restrict', 'suspend'])), name='measure_known_kind'), models.CheckConstraint(condition=models.Q(('message', ''), _negated=True), name='measure_has_message'), models.CheckConstraint(condition=models.Q(('until', None), models.Q(('kind', 'warn'), _negated=True), _connector='OR'), name='measure_warning_has_no_end'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='measure_lifted_by_somebody'), models.CheckConstraint(condition=models.Q(('by', models.F('member')), _negated=True), name='measure_of_somebody_else')],
            },
        ),
    ]
