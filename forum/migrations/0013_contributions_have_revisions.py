"""What a contribution said before its author changed it, and changes that wait."""

import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0012_lists_by_standing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='answer',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='articlecomment',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='articlecomment',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='comment',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='comment',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='question',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='question',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name='reviewitem',
            name='why',
            field=models.CharField(choices=[('new', 'New'), ('flagged', 'Reported by a member'), ('edited', 'Changed by its author')], default='new', max_length=7, verbose_name='why it is here'),
        ),
        migrations.CreateModel(
            name='ContributionRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('shown', 'Shown'), ('waiting', 'Waiting for a moderator'), ('refused', 'Not published'), ('replaced', 'Replaced before it was shown')], editable=False, max_length=8)),
                ('title', models.CharField(blank=True, max_length=150)),
                ('body', models.TextField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='forum.answer')),
                ('article_comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='forum.articlecomment')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='forum.comment')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='forum.question')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='edit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.contributionrevision'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func('question', 'answer', 'comment', 'article_comment', function='num_nonnulls', output_field=models.IntegerField()), 1)), name='contributionrevision_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.CheckConstraint(condition=models.Q(('article_comment', None)), name='contributionrevision_of_what_is_edited'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['shown', 'waiting', 'refused', 'replaced'])), name='contributionrevision_known_state'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.CheckConstraint(condition=models.Q(('question', None), models.Q(('title', ''), _negated=True), _connector='OR'), name='contributionrevision_question_has_title'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.UniqueConstraint(fields=('question', 'number'), name='contributionrevision_number_once_per_question'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.UniqueConstraint(fields=('answer', 'number'), name='contributionrevision_number_once_per_answer'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.UniqueConstraint(fields=('comment', 'number'), name='contributionrevision_number_once_per_comment'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('question',), name='contributionrevision_one_waiting_per_question'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('answer',), name='contributionrevision_one_waiting_per_answer'),
        ),
        migrations.AddConstraint(
            model_name='contributionrevision',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('comment',), name='contributionrevision_one_waiting_per_comment'),
        ),
    ]
