"""Words that doctors use, in plain words."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='GlossaryTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('term', models.CharField(max_length=80)),
                ('other_forms', models.CharField(blank=True, help_text='Plurals and other spellings that mean the same, separated by commas.', max_length=300)),
                ('plain', models.CharField(max_length=300, verbose_name='in plain words')),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربيّة'), ('bg', 'български'), ('cs', 'česky'), ('da', 'dansk'), ('de', 'Deutsch'), ('el', 'Ελληνικά'), ('es', 'español'), ('et', 'eesti'), ('fa', 'فارسی'), ('fi', 'suomi'), ('fr', 'français'), ('he', 'עברית'), ('hr', 'Hrvatski'), ('hu', 'Magyar'), ('it', 'italiano'), ('ja', '日本語'), ('lt', 'Lietuviškai'), ('lv', 'latviešu'), ('nb', 'norsk (bokmål)'), ('nl', 'Nederlands'), ('pl', 'polski'), ('pt', 'Português'), ('pt-br', 'Português Brasileiro'), ('ro', 'Română'), ('ru', 'Русский'), ('sk', 'slovensky'), ('sl', 'Slovenščina'), ('sv', 'svenska'), ('tr', 'Türkçe'), ('uk', 'Українська'), ('ur', 'اردو'), ('zh-hans', '简体中文')], default='en', max_length=7)),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('term')],
            },
        ),
        migrations.AddField(
            model_name='glossaryterm',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.source'),
        ),
        migrations.AddConstraint(
            model_name='glossaryterm',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('term'), models.F('language'), name='glossary_term_once', violation_error_message='This term is already in the glossary.'),
        ),
        migrations.AddConstraint(
            model_name='glossaryterm',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='glossary_term_has_an_address'),
        ),
    ]
