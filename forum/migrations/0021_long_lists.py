"""Indexes for lists that grow long: the site map and the count, decisions, the whole queue."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0023_pages_are_searched'),
        ("forum", "0020_answers_cite_articles"),
        ('portal', '0013_starter_synonyms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['-at', '-id'], name='decision_newest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('audience', 'everyone'), ('state', 'published')), fields=['id', 'published_at'], name='question_for_everyone'),
        ),
        migrations.AddIndex(
            model_name='reviewitem',
            index=models.Index(fields=['-severity', 'due_at', 'id'], name='reviewitem_in_order'),
        ),
    ]
