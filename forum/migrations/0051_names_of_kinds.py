"""What is listed there are kinds; the name of the model says so."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0050_sweeps"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='screeningkind',
            options={'ordering': ['pk'], 'verbose_name': 'kind that the portal notices', 'verbose_name_plural': 'kinds that the portal notices'},
        ),
    ]
