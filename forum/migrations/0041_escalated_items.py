"""Items for which a second moderator is asked are found without reading all decisions."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0040_desk_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("decision", "escalate")),
                fields=["item"],
                name="decision_escalated",
            ),
        ),
    ]
