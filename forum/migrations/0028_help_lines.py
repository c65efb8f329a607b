"""Whom to call is a table that administrators keep; a new portal begins with what we know."""

import django.core.validators
from django.db import migrations, models

from forum.asking.numbers import first_lines


def begin(apps, schema_editor):
    line = apps.get_model("forum", "HelpLine")
    line.objects.bulk_create(line(**columns) for columns in first_lines())


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0027_more_kinds_of_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(blank=True, help_text='None: it is shown wherever a country has no own line.', max_length=2)),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('ar', 'العربيّة'), ('bg', 'български'), ('cs', 'česky'), ('da', 'dansk'), ('de', 'Deutsch'), ('el', 'Ελληνικά'), ('es', 'español'), ('et', 'eesti'), ('fa', 'فارسی'), ('fi', 'suomi'), ('fr', 'français'), ('he', 'עברית'), ('hr', 'Hrvatski'), ('hu', 'Magyar'), ('it', 'italiano'), ('ja', '日本語'), ('lt', 'Lietuviškai'), ('lv', 'latviešu'), ('nb', 'norsk (bokmål)'), ('nl', 'Nederlands'), ('pl', 'polski'), ('pt', 'Português'), ('pt-br', 'Português Brasileiro'), ('ro', 'Română'), ('ru', 'Русский'), ('sk', 'slovensky'), ('sl', 'Slovenščina'), ('sv', 'svenska'), ('tr', 'Türkçe'), ('uk', 'Українська'), ('ur', 'اردو'), ('zh-hans', '简体中文')], help_text='Only where not everybody in that country speaks it.', max_length=7)),
                ('kind', models.CharField(choices=[('ambulance', 'Emergency number (ambulance)'), ('listening', 'For people in despair'), ('young', 'For children and young people'), ('abuse', 'For whoever fears for a child')], max_length=9, verbose_name='for whom')),
                ('name', models.CharField(help_text='As in “Or call Samaritans: 116 123.”', max_length=60)),
                ('number', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^\\+?[0-9][0-9 -]*$', 'Digits, spaces and hyphens only.')])),
                ('source', models.URLField(blank=True, verbose_name='where it stands')),
                ('verified_on', models.DateField(editable=False, null=True, verbose_name='checked on')),
            ],
            options={
                'ordering': ['kind', 'country', 'name'],
                'constraints': [models.UniqueConstraint(fields=('country', 'kind', 'number'), name='helpline_once', violation_error_message='This number is in the list already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['ambulance', 'listening', 'young', 'abuse'])), name='helpline_known_kind'), models.CheckConstraint(condition=models.Q(('number__regex', '^\\+?[0-9][0-9 -]*$')), name='helpline_can_be_called')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
