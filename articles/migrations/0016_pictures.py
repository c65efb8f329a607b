"""Pictures in articles."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0015_feedback'),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(help_text='In a text: ![](picture:key)', max_length=60, unique=True)),
                ('alt', models.CharField(blank=True, help_text='What the picture says. Left empty only where it is decoration.', max_length=300, verbose_name='text for those who do not see it')),
                ('decorative', models.BooleanField(default=False, verbose_name='decoration only')),
                ('credit', models.CharField(help_text='Who made it, and under which licence.', max_length=200)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('width', models.PositiveSmallIntegerField(editable=False)),
                ('height', models.PositiveSmallIntegerField(editable=False)),
                ('fingerprint', models.CharField(editable=False, max_length=64)),
                ('large', models.BinaryField()),
                ('small', models.BinaryField()),
            ],
            options={
                'ordering': ['-uploaded_at'],
            },
        ),
        migrations.AddField(
            model_name='picture',
            name='uploaded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('alt', ''), ('decorative', True)), models.Q(('decorative', False), models.Q(('alt', ''), _negated=True)), _connector='OR'), name='picture_alt_or_decorative', violation_error_message='Either describe the picture, or mark it as decoration.'),
        ),
    ]
