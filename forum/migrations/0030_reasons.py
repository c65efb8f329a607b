"""The list of reasons for decisions, and words for the author in each language."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0029_permissions_per_verb"),
    ]

    operations = [
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Stays on record, and is never changed.', max_length=20, unique=True)),
                ('label', models.CharField(help_text='What moderators choose from.', max_length=80)),
                ('uses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('pass', 'Publishing or keeping a text'), ('limit', 'Asking for a change, hiding, refusing, removing, redacting'), ('tidy', 'Locking, moving, merging, labelling, handing on'), ('member', 'Warning, restricting or suspending a member')], max_length=6), size=4, verbose_name='can be given for')),
                ('ground', models.CharField(blank=True, choices=[('', 'Not against anything'), ('rules', 'Against our rules'), ('law', 'Against the law')], help_text='What the statement of reasons says that the text goes against.', max_length=5)),
                ('rule', models.CharField(blank=True, help_text='As its heading in the community rules, or the name of the law.', max_length=150, verbose_name='which rule or law')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('order', models.PositiveSmallIntegerField(default=50, help_text='Smaller numbers come first.')),
            ],
            options={
                'ordering': ['order', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ground__in', ['', 'rules', 'law'])), name='reason_known_ground'), models.CheckConstraint(condition=models.Q(('uses', []), _negated=True), name='reason_is_for_something')],
            },
        ),
        migrations.CreateModel(
            name='ReasonMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('de', 'Deutsch'), ('es', 'Español'), ('fr', 'Français')], max_length=2)),
                ('text', models.TextField(validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='what the author reads')),
                ('reason', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='forum.reason')),
            ],
            options={
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('reason', 'language'), name='reason_message_once_per_language'), models.CheckConstraint(condition=models.Q(('language__in', ['en', 'de', 'es', 'fr'])), name='reason_message_known_language')],
            },
        ),
    ]
