from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_the_database_keeps_the_search_index")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="badge_checked_on",
            field=models.DateField(editable=False, null=True),
        ),
    ]
