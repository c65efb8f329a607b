"""The index that the site map is read from leaves out what the site map leaves out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0057_emptied_questions_are_in_no_list")]
    operations = [
        migrations.RemoveIndex("question", "question_for_everyone"),
        migrations.AddIndex(
            "question",
            models.Index(
                condition=models.Q(state="published", audience="everyone", emptied=False),
                fields=["id", "published_at"],
                name="question_for_everyone",
            ),
        ),
    ]
