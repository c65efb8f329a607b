"""Answers and comments say whether the person who asked wrote them."""

from django.db import migrations, models

BACKFILL = """
UPDATE forum_answer AS answer SET by_asker = true FROM forum_question AS question
 WHERE question.id = answer.question_id AND question.author_id = answer.author_id;
UPDATE forum_comment AS comment SET by_asker = true FROM forum_question AS question
 WHERE question.id = comment.question_id AND question.author_id = comment.author_id;
UPDATE forum_comment AS comment SET by_asker = true
  FROM forum_answer AS answer JOIN forum_question AS question ON question.id = answer.question_id
 WHERE answer.id = comment.answer_id AND question.author_id = comment.author_id;
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0003_audiences_and_anonymous_questions")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="by_asker",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="comment",
            name="by_asker",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
