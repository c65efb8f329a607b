from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Who asked or answered before there were follows is told of what comes next, as ever."""

    dependencies = [("forum", "0005_follow")]
    operations = [
        migrations.RunSQL(
            """
            INSERT INTO forum_follow (member_id, question_id, created_at)
            SELECT author_id, id, now() FROM forum_question WHERE author_id IS NOT NULL
            UNION
            SELECT author_id, question_id, now() FROM forum_answer WHERE author_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """,
            migrations.RunSQL.noop,
        )
    ]
