"""What is looked for in texts, and what is done about it, are rows that administrators keep."""

import django.core.validators
import django.db.models.deletion
import forum.models.screening_rules
from django.db import migrations, models

from forum.screening.actions import USUAL


def begin(apps, schema_editor):
    kind = apps.get_model("forum", "ScreeningKind")
    kind.objects.bulk_create(kind(kind=name, action=action) for name, action in USUAL.items())


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0023_pages_are_searched'),
        ("forum", "0042_links_can_be_off"),
    ]

    operations = [
        migrations.CreateModel(
            name='ScreeningKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('emergency', 'Medical emergency'), ('crisis', 'Self-harm, abuse, threats'), ('personal-data', 'Personal data'), ('promotion', 'Promotion'), ('dosing', 'Doses'), ('look-alike', 'Look-alike diagnoses'), ('spam', 'Spam'), ('despair', 'Despair')], editable=False, max_length=13, unique=True)),
                ('action', models.CharField(choices=[('note', 'Only tell moderators'), ('advise', 'Advise the author before it is sent'), ('links-off', 'Show its links as mere text'), ('hold', 'Hold it, whoever wrote it'), ('case', 'Hold it and call whoever is on call')], max_length=9, verbose_name='what is done')),
                ('off_until', models.DateField(blank=True, help_text='From that day on it is looked for again by itself.', null=True, verbose_name='not looked for until')),
            ],
            options={
                'verbose_name': 'what the portal notices',
                'verbose_name_plural': 'what the portal notices',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['emergency', 'crisis', 'personal-data', 'promotion', 'dosing', 'look-alike', 'spam', 'despair'])), name='screeningkind_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['emergency', 'crisis']), _negated=True), models.Q(('action__in', ['hold', 'case']), ('off_until', None)), _connector='OR'), name='screeningkind_lives_come_first', violation_error_message='Lives may depend on this one: it is always looked for, and always held. It can only be made more cautious.')],
            },
        ),
        migrations.CreateModel(
            name='ScreeningRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.TextField(validators=[django.core.validators.MaxLengthValidator(2000), forum.models.screening_rules.check_pattern], verbose_name='what to look for')),
                ('kind', models.CharField(choices=[('emergency', 'Medical emergency'), ('crisis', 'Self-harm, abuse, threats'), ('personal-data', 'Personal data'), ('promotion', 'Promotion'), ('dosing', 'Doses'), ('look-alike', 'Look-alike diagnoses'), ('spam', 'Spam'), ('despair', 'Despair')], default='promotion', max_length=13)),
                ('severity', models.PositiveSmallIntegerField(choices=[(1, 'Ordinary'), (2, 'Raised'), (3, 'High'), (4, 'Urgent')], default=2, verbose_name='how grave')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('ar', 'العربيّة'), ('bg', 'български'), ('cs', 'česky'), ('da', 'dansk'), ('de', 'Deutsch'), ('el', 'Ελληνικά'), ('es', 'español'), ('et', 'eesti'), ('fa', 'فارسی'), ('fi', 'suomi'), ('fr', 'français'), ('he', 'עברית'), ('hr', 'Hrvatski'), ('hu', 'Magyar'), ('it', 'italiano'), ('ja', '日本語'), ('lt', 'Lietuviškai'), ('lv', 'latviešu'), ('nb', 'norsk (bokmål)'), ('nl', 'Nederlands'), ('pl', 'polski'), ('pt', 'Português'), ('pt-br', 'Português Brasileiro'), ('ro', 'Română'), ('ru', 'Русский'), ('sk', 'slovensky'), ('sl', 'Slovenščina'), ('sv', 'svenska'), ('tr', 'Türkçe'), ('uk', 'Українська'), ('ur', 'اردو'), ('zh-hans', '简体中文')], help_text='None: in texts of every language.', max_length=7)),
                ('action', models.CharField(choices=[('note', 'Only tell moderators'), ('advise', 'Advise the author before it is sent'), ('links-off', 'Show its links as mere text'), ('hold', 'Hold it, whoever wrote it'), ('case', 'Hold it and call whoever is on call')], default='advise', max_length=9, verbose_name='what is done')),
                ('why', models.CharField(help_text='For moderators, and for the author where they are advised: what it is, and why it matters. As in “Names a clinic that sells stem cells without proof.”', max_length=160, verbose_name='explanation')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('active', models.BooleanField(default=False, editable=False, verbose_name='in force')),
                ('tried', models.TextField(blank=True, editable=False)),
                ('entity', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('aliases', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(800)], verbose_name='other names')),
                ('domains', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(800)], verbose_name='web addresses')),
                ('status', models.CharField(blank=True, choices=[('watched', 'We keep an eye on it'), ('unproven', 'Sells what is not proven'), ('warned', 'An authority has warned of it')], max_length=8)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.article', verbose_name='article as evidence')),
            ],
            options={
                'ordering': ['-active', 'kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WatchedEntity',
            fields=[
            ],
            options={
                'verbose_name_plural': 'watched entities',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('forum.screeningrule',),
        ),
        migrations.AddConstraint(
            model_name='screeningrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['emergency', 'crisis', 'personal-data', 'promotion', 'dosing', 'look-alike', 'spam', 'despair'])), name='screeningrule_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='screeningrule',
            constraint=models.CheckConstraint(condition=models.Q(('active', False), ('tried', models.F('pattern')), _connector='OR'), name='screeningrule_in_force_was_tried'),
        ),
        migrations.AddConstraint(
            model_name='screeningrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['emergency', 'crisis']), _negated=True), ('action__in', ['hold', 'case']), _connector='OR'), name='screeningrule_lives_come_first', violation_error_message='Lives may depend on this kind: whatever is found must be held. Please choose “Hold it” or “Hold it and call”.'),
        ),
        migrations.AddConstraint(
            model_name='screeningrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entity', ''), ('status', '')), models.Q(models.Q(('entity', ''), _negated=True), models.Q(('status', ''), _negated=True)), _connector='OR'), name='screeningrule_watched_has_a_status'),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
