"""What a text claims, and how sure that is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_articles_know_their_signoff'),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('block', models.CharField(blank=True, max_length=20)),
                ('level', models.CharField(choices=[('high', 'High'), ('moderate', 'Moderate'), ('low', 'Low'), ('very low', 'Very low'), ('none', 'None')], max_length=8)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='articles.revision'),
        ),
        migrations.AddField(
            model_name='claim',
            name='sources',
            field=models.ManyToManyField(related_name='claims', to='articles.source'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('revision', 'position'), name='claim_position_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['high', 'moderate', 'low', 'very low', 'none'])), name='claim_known_level'),
        ),
    ]
