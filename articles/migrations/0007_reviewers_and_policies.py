"""Who may review, what they are asked, and how long a review holds."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

#: Months from one review to the next, and days of grace. Approvals and trials move within weeks.
POLICIES = {
    "overview": (24, 90),
    "understanding": (24, 90),
    "living": (24, 90),
    "treatment": (6, 60),
    "research": (3, 60),
    "trials": (3, 60),
}


def make_policies(apps, schema_editor):
    policy = apps.get_model("articles", "ReviewPolicy")
    for kind, (months, grace_days) in POLICIES.items():
        policy.objects.create(kind=kind, months=months, grace_days=grace_days)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_revisions_say_as_of_when'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reviewer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('active', 'May sign'), ('left', 'Has left; what they signed stands'), ('withdrawn', 'Withdrawn; what they signed must be reviewed again')], default='active', editable=False, max_length=9)),
                ('name', models.CharField(help_text='With the title. Readers see it.', max_length=100)),
                ('role', models.CharField(help_text='Such as: paediatric neurologist.', max_length=100)),
                ('credential', models.CharField(help_text='What entitles this person to review, such as a registration.', max_length=200)),
                ('interests', models.CharField(help_text='Who pays this person for anything that articles are about, or “None”.', max_length=500, verbose_name='declared interests')),
                ('checked_on', models.DateField(help_text='When an administrator last checked the credential.')),
                ('valid_until', models.DateField(help_text='The credential must be checked again by then.')),
                ('state_reason', models.CharField(blank=True, editable=False, max_length=300)),
                ('state_changed_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ReviewPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('overview', 'Overview of a condition'), ('understanding', 'Understanding it'), ('living', 'Living with it'), ('treatment', 'Treatment'), ('research', 'Research'), ('trials', 'Clinical trials')], max_length=13, unique=True)),
                ('months', models.PositiveSmallIntegerField(help_text='From one review to the next.')),
                ('grace_days', models.PositiveSmallIntegerField(help_text='Days after that date until treatment sections fold and search engines are asked to drop the page.')),
            ],
            options={
                'verbose_name_plural': 'review policies',
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='ReviewRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Waiting'), ('signed', 'Signed'), ('sent back', 'Sent back'), ('overtaken', 'Overtaken by a newer text'), ('cancelled', 'Cancelled')], default='open', editable=False, max_length=9)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('message', models.CharField(blank=True, max_length=1000)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('answer', models.TextField(blank=True, max_length=5000)),
                ('link_hash', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('link_expires_at', models.DateTimeField(editable=False, null=True)),
                ('link_opened_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.AddField(
            model_name='reviewer',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reviewer', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='reviewpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['overview', 'understanding', 'living', 'treatment', 'research', 'trials'])), name='review_policy_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='reviewpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('months__gte', 1), ('months__lte', 36)), name='review_policy_within_three_years'),
        ),
        migrations.AddField(
            model_name='reviewrequest',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewrequest',
            name='reviewer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='articles.reviewer'),
        ),
        migrations.AddField(
            model_name='reviewrequest',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_requests', to='articles.revision'),
        ),
        migrations.AddConstraint(
            model_name='reviewer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['active', 'left', 'withdrawn'])), name='reviewer_known_state'),
        ),
        migrations.AddConstraint(
            model_name='reviewer',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('checked_on'))), name='reviewer_valid_after_checked', violation_error_message='The credential must be valid beyond the day of the check.'),
        ),
        migrations.AddConstraint(
            model_name='reviewrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('revision', 'reviewer'), name='review_request_open_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='reviewrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'signed', 'sent back', 'overtaken', 'cancelled'])), name='review_request_known_state'),
        ),
        migrations.AddConstraint(
            model_name='reviewrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='review_request_closed_has_date'),
        ),
        migrations.AddConstraint(
            model_name='reviewrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link_expires_at', None), ('link_hash', None)), models.Q(('link_expires_at__isnull', False), ('link_hash__isnull', False)), _connector='OR'), name='review_request_link_expires'),
        ),
        migrations.RunPython(make_policies, migrations.RunPython.noop),
    ]
