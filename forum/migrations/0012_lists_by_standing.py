"""An index for the lists of questions by where they stand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0011_questions_know_where_they_stand")]
    operations = [
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["standing", "published_at", "id"],
                name="question_by_standing",
            ),
        ),
    ]
