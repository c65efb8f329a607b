"""Treatments, terms and organisations are imported as well."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_pictures'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='importrecord',
            name='import_record_known_kind',
        ),
        migrations.AlterField(
            model_name='importrecord',
            name='kind',
            field=models.CharField(choices=[('source', 'Source'), ('topic', 'Topic'), ('condition', 'Condition'), ('article', 'Article'), ('treatment', 'Treatment'), ('term', 'Glossary term'), ('organisation', 'Organisation')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='importrecord',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['source', 'topic', 'condition', 'article', 'treatment', 'term', 'organisation'])), name='import_record_known_kind'),
        ),
    ]
