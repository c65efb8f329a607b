"""A text can go back to its author, or stay with a label above it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0043_screening_rules")]

    operations = [
        migrations.RemoveConstraint(
            model_name='answer',
            name='answer_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='articlecomment',
            name='articlecomment_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='comment',
            name='comment_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='question_known_state',
        ),
        migrations.AddField(
            model_name='answer',
            name='label',
            field=models.CharField(blank=True, choices=[('unproven', 'This speaks of something that is not proven to work'), ('outdated', 'This is out of date'), ('contradicts', 'This contradicts what guidelines say')], editable=False, max_length=11),
        ),
        migrations.AddField(
            model_name='answer',
            name='label_article',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='articlecomment',
            name='label',
            field=models.CharField(blank=True, choices=[('unproven', 'This speaks of something that is not proven to work'), ('outdated', 'This is out of date'), ('contradicts', 'This contradicts what guidelines say')], editable=False, max_length=11),
        ),
        migrations.AddField(
            model_name='articlecomment',
            name='label_article',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='comment',
            name='label',
            field=models.CharField(blank=True, choices=[('unproven', 'This speaks of something that is not proven to work'), ('outdated', 'This is out of date'), ('contradicts', 'This contradicts what guidelines say')], editable=False, max_length=11),
        ),
        migrations.AddField(
            model_name='comment',
            name='label_article',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='question',
            name='label',
            field=models.CharField(blank=True, choices=[('unproven', 'This speaks of something that is not proven to work'), ('outdated', 'This is out of date'), ('contradicts', 'This contradicts what guidelines say')], editable=False, max_length=11),
        ),
        migrations.AddField(
            model_name='question',
            name='label_article',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article'),
        ),
        migrations.AlterField(
            model_name='answer',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('returned', 'Back with its author, to be changed'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AlterField(
            model_name='articlecomment',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('returned', 'Back with its author, to be changed'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AlterField(
            model_name='comment',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('returned', 'Back with its author, to be changed'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AlterField(
            model_name='question',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('returned', 'Back with its author, to be changed'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'returned', 'rejected', 'removed'])), name='answer_known_state'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), ('label_article', None)), ('label', 'unproven'), models.Q(('label__in', ['outdated', 'contradicts']), ('label_article__isnull', False)), _connector='OR'), name='answer_label_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='articlecomment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'returned', 'rejected', 'removed'])), name='articlecomment_known_state'),
        ),
        migrations.AddConstraint(
            model_name='articlecomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), ('label_article', None)), ('label', 'unproven'), models.Q(('label__in', ['outdated', 'contradicts']), ('label_article__isnull', False)), _connector='OR'), name='articlecomment_label_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'returned', 'rejected', 'removed'])), name='comment_known_state'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), ('label_article', None)), ('label', 'unproven'), models.Q(('label__in', ['outdated', 'contradicts']), ('label_article__isnull', False)), _connector='OR'), name='comment_label_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'returned', 'rejected', 'removed'])), name='question_known_state'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), ('label_article', None)), ('label', 'unproven'), models.Q(('label__in', ['outdated', 'contradicts']), ('label_article__isnull', False)), _connector='OR'), name='question_label_has_evidence'),
        ),
    ]
