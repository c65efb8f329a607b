"""Articles on which an answer rests."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0023_pages_are_searched'),
        ('forum', '0019_relationships_in_the_same_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='forum.answer')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.revision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('answer', 'article'), name='article_cited_once')],
            },
        ),
    ]
