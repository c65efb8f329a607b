"""Who helps."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_glossary'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('name', models.CharField(max_length=150, unique=True)),
                ('kind', models.CharField(choices=[('charity', 'Patient organisation'), ('centre', 'Expert centre'), ('network', 'Network of expert centres'), ('information', 'Source of information')], max_length=11)),
                ('url', models.URLField(max_length=300, unique=True, verbose_name='address')),
                ('country', models.CharField(blank=True, help_text='Left empty for those that work across countries.', max_length=60)),
                ('what', models.CharField(help_text='What it offers, in one plain sentence.', max_length=300)),
                ('last_verified_on', models.DateField(blank=True, help_text='When somebody of us last looked whether this is all true.', null=True)),
                ('link', models.CharField(choices=[('unknown', 'Not checked'), ('good', 'Answers'), ('moved', 'Has moved'), ('dead', 'Does not answer')], default='unknown', editable=False, max_length=7)),
                ('link_checked_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='conditions',
            field=models.ManyToManyField(blank=True, related_name='organisations', to='articles.condition'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='organisation_has_an_address'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['charity', 'centre', 'network', 'information'])), name='organisation_known_kind'),
        ),
    ]
