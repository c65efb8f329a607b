"""Pages remember which version of the renderer made their HTML."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0020_sources_are_written_in_one_way'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='rendered_by',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
