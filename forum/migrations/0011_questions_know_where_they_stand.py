"""Triggers count a question's public answers, and say where it stands (`forum.standing`)."""

from django.db import migrations, models

RECOUNT = """
CREATE FUNCTION forum_recount(questions bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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
                 WHEN answers.answers = 0 THEN 'unanswered'
                 WHEN asked.author_id IS NULL THEN 'settled'
                 WHEN GREATEST(answers.others_at, comments.others_at)
                      > GREATEST(asked.created_at, answers.asker_at, comments.asker_at)
                      THEN 'waiting'
                 ELSE 'looking'
               END AS standing
          FROM forum_question AS asked
         CROSS JOIN LATERAL (
            SELECT count(*) AS answers,
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

CREATE FUNCTION forum_recount_after() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record;
BEGIN
    -- Set while very many rows are loaded; whoever sets it recounts afterwards.
    IF current_setting('forum.loading', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    IF TG_TABLE_NAME = 'forum_question' THEN
        PERFORM forum_recount(ARRAY[changed.id]);
    ELSIF TG_TABLE_NAME = 'forum_answer' THEN
        PERFORM forum_recount(ARRAY[changed.question_id]);
    ELSE
        PERFORM forum_recount(ARRAY[COALESCE(
            changed.question_id,
            (SELECT question_id FROM forum_answer WHERE id = changed.answer_id)
        )]);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER forum_recount_question
    AFTER UPDATE OF state, created_at, author_id, no_reply_needed_at ON forum_question
    FOR EACH ROW
    WHEN ((OLD.state, OLD.created_at, OLD.author_id, OLD.no_reply_needed_at)
          IS DISTINCT FROM (NEW.state, NEW.created_at, NEW.author_id, NEW.no_reply_needed_at))
    EXECUTE FUNCTION forum_recount_after();

CREATE TRIGGER forum_recount_new_answer
    AFTER INSERT ON forum_answer FOR EACH ROW WHEN (NEW.state = 'published')
    EXECUTE FUNCTION forum_recount_after();
CREATE TRIGGER forum_recount_answer
    AFTER UPDATE OF state, published_at, created_at, helped_at, by_asker ON forum_answer
    FOR EACH ROW
    WHEN ((OLD.state, OLD.published_at, OLD.created_at, OLD.helped_at, OLD.by_asker)
          IS DISTINCT FROM
          (NEW.state, NEW.published_at, NEW.created_at, NEW.helped_at, NEW.by_asker))
    EXECUTE FUNCTION forum_recount_after();
CREATE TRIGGER forum_recount_gone_answer
    AFTER DELETE ON forum_answer FOR EACH ROW WHEN (OLD.state = 'published')
    EXECUTE FUNCTION forum_recount_after();

CREATE TRIGGER forum_recount_new_comment
    AFTER INSERT ON forum_comment FOR EACH ROW WHEN (NEW.state = 'published')
    EXECUTE FUNCTION forum_recount_after();
CREATE TRIGGER forum_recount_comment
    AFTER UPDATE OF state, published_at, created_at, by_asker ON forum_comment
    FOR EACH ROW
    WHEN ((OLD.state, OLD.published_at, OLD.created_at, OLD.by_asker)
          IS DISTINCT FROM (NEW.state, NEW.published_at, NEW.created_at, NEW.by_asker))
    EXECUTE FUNCTION forum_recount_after();
CREATE TRIGGER forum_recount_gone_comment
    AFTER DELETE ON forum_comment FOR EACH ROW WHEN (OLD.state = 'published')
    EXECUTE FUNCTION forum_recount_after();

SELECT forum_recount(NULL);
"""

NO_COUNT = """
DROP TRIGGER forum_recount_question ON forum_question;
DROP TRIGGER forum_recount_new_answer ON forum_answer;
DROP TRIGGER forum_recount_answer ON forum_answer;
DROP TRIGGER forum_recount_gone_answer ON forum_answer;
DROP TRIGGER forum_recount_new_comment ON forum_comment;
DROP TRIGGER forum_recount_comment ON forum_comment;
DROP TRIGGER forum_recount_gone_comment ON forum_comment;
DROP FUNCTION forum_recount_after();
DROP FUNCTION forum_recount(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0010_what_a_family_says_of_a_death")]
    operations = [
        migrations.AddField(
            model_name="question",
            name="answer_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="question",
            name="last_answer_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="standing",
            field=models.CharField(
                choices=[
                    ("unanswered", "No answer yet"),
                    ("waiting", "Waiting for the person who asked"),
                    ("looking", "Still looking"),
                    ("answered", "Answered"),
                    ("settled", "No reply needed"),
                ],
                default="unanswered",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standing__in", ["unanswered", "waiting", "looking", "answered", "settled"])
                ),
                name="question_known_standing",
            ),
        ),
        migrations.RunSQL(RECOUNT, NO_COUNT),
    ]
