"""What moderators leave for whoever comes next, and how much they can bear in a day."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0037_staff_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ShiftNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(validators=[django.core.validators.MaxLengthValidator(2000)])),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shift_notes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ShiftNoteRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='forum.shiftnote')),
            ],
        ),
        migrations.CreateModel(
            name='DutyLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('most', models.PositiveSmallIntegerField(verbose_name='at most, in a day')),
                ('moderator', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='duty_limit', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('most__lte', 100)), name='dutylimit_is_low')],
            },
        ),
        migrations.AddIndex(
            model_name='shiftnote',
            index=models.Index(fields=['at'], name='shiftnote_newest'),
        ),
        migrations.AddConstraint(
            model_name='shiftnote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='shiftnote_says_something'),
        ),
        migrations.AddConstraint(
            model_name='shiftnoteread',
            constraint=models.UniqueConstraint(fields=('note', 'moderator'), name='shiftnote_read_once'),
        ),
    ]
