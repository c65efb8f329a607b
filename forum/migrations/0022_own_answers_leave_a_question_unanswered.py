"""What an asker adds as an answer to their own question answers it for nobody."""

from django.db import migrations, models

RECOUNT = """
CREATE OR REPLACE FUNCTION forum_recount(questions bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- First the lock, so that of two changes at once the later counts what the first has made.
    IF questions IS NOT NULL THEN
        PERFORM FROM forum_question WHERE id = ANY(questions) ORDER BY id FOR NO KEY UPDATE;
    END IF;
    UPDATE forum_question AS question
       SET answer_count = counted.answers,
           last_answer_at = counted.last_answer_at,
           standing = counted.standing
      FROM (
        SELECT asked.id, answers.answers, answers.last_answer_at,
               CASE
                 WHEN answers.helped THEN 'answered'
                 WHEN asked.no_reply_needed_at IS NOT NULL THEN 'settled'
                 WHEN answers.by_others = 0 THEN 'unanswered'
                 WHEN asked.author_id IS NULL THEN 'settled'
                 WHEN GREATEST(answers.others_at, comments.others_at)
                      > GREATEST(asked.created_at, answers.asker_at, comments.asker_at)
                      THEN 'waiting'
                 ELSE 'looking'
               END AS standing
          FROM forum_question AS asked
         CROSS JOIN LATERAL (
            SELECT count(*) AS answers,
                   count(*) FILTER (WHERE NOT by_asker) AS by_others,
                   max(published_at) AS last_answer_at,
                   COALESCE(bool_or(helped_at IS NOT NULL), false) AS helped,
                   max(published_at) FILTER (WHERE NOT by_asker) AS others_at,
                   max(created_at) FILTER (WHERE by_asker) AS asker_at
              FROM forum_answer
             WHERE question_id = asked.id AND state = 'published'
         ) AS answers
         CROSS JOIN LATERAL (
            SELECT max(published_at) FILTER (WHERE NOT by_asker) AS others_at,
                   max(created_at) FILTER (WHERE by_asker) AS asker_at
              FROM (
                SELECT published_at, created_at, by_asker FROM forum_comment
                 WHERE question_id = asked.id AND state = 'published'
                UNION ALL
                SELECT comment.published_at, comment.created_at, comment.by_asker
                  FROM forum_comment AS comment
                  JOIN forum_answer AS answer ON answer.id = comment.answer_id
                 WHERE answer.question_id = asked.id
                   AND answer.state = 'published' AND comment.state = 'published'
              ) AS said
         ) AS comments
         WHERE questions IS NULL OR asked.id = ANY(questions)
      ) AS counted
     WHERE question.id = counted.id
       AND (question.answer_count, question.last_answer_at, question.standing)
           IS DISTINCT FROM (counted.answers, counted.last_answer_at, counted.standing);
END $$;

SELECT forum_recount(NULL);
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0021_long_lists")]
    # Undone, the function stays: what it says of other questions is the same.
    operations = [migrations.RunSQL(RECOUNT, migrations.RunSQL.noop)]
