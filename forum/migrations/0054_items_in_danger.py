"""Items in which somebody may be in danger are found without reading all that waits."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forum", "0053_measures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(condition=models.Q(("closed_at", None), models.Q(("severity", 4), ("findings__contains", [{"kind": "crisis"}]), ("findings__contains", [{"kind": "emergency"}]), _connector="OR")), fields=["-severity", "due_at", "id"], name="reviewitem_crisis"),
        ),
    ]
