"""What worries somebody can be hidden until moderators have looked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0025_who_is_on_call")]

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
        migrations.AlterField(
            model_name='answer',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AlterField(
            model_name='articlecomment',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AlterField(
            model_name='comment',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AlterField(
            model_name='question',
            name='state',
            field=models.CharField(choices=[('pending', 'Waiting for a moderator'), ('published', 'Published'), ('hidden', 'Hidden while moderators look'), ('rejected', 'Not published'), ('removed', 'Removed')], default='pending', editable=False, max_length=9),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'rejected', 'removed'])), name='answer_known_state'),
        ),
        migrations.AddConstraint(
            model_name='articlecomment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'rejected', 'removed'])), name='articlecomment_known_state'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'rejected', 'removed'])), name='comment_known_state'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'published', 'hidden', 'rejected', 'removed'])), name='question_known_state'),
        ),
    ]
