"""A text says as of which day it is true, and tells readers what changed."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_sources_have_a_state'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='public_note',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='revision',
            name='translated_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='articles.revision'),
        ),
        migrations.AddField(
            model_name='revision',
            name='written_on',
            field=models.DateField(default=django.utils.timezone.localdate),
        ),
        # What is stored already was true on the day it was written.
        migrations.RunSQL(
            "UPDATE articles_revision SET written_on = created_at::date", migrations.RunSQL.noop
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('significance__in', ['typo', 'update', 'major'])), name='revision_known_significance'),
        ),
    ]
