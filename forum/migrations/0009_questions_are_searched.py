"""Questions that everybody may read have a row in the search index, kept by the database."""

from django.db import migrations

FUNCTIONS = """
    -- Who is not signed in sees what is published and for everyone: only that is searched.
    CREATE FUNCTION forum_search_questions(questions bigint[]) RETURNS void LANGUAGE sql AS $$
        DELETE FROM portal_searchdocument d WHERE d.kind = 'question'
            AND d.object_id = ANY(questions) AND NOT EXISTS (
                SELECT FROM forum_question q
                WHERE q.id = d.object_id AND q.state = 'published' AND q.audience = 'everyone'
            );
        INSERT INTO portal_searchdocument (
            kind, object_id, shelf, language, slug, title, names, summary, headings, body,
            conditions, opens, vector, name_terms
        )
        SELECT 'question', q.id, 2, 'en', '', q.title, '{}', '', '', q.body_text,
            CASE WHEN q.condition_id IS NULL THEN '{}'
                 ELSE articles_and_above(ARRAY[q.condition_id]) END, false, '', '{}'
        FROM forum_question q
        WHERE q.id = ANY(questions) AND q.state = 'published' AND q.audience = 'everyone'
        ON CONFLICT (kind, object_id) DO UPDATE SET
            title = excluded.title, body = excluded.body, conditions = excluded.conditions;
    $$;

    CREATE FUNCTION forum_question_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM forum_search_questions(ARRAY[coalesce(NEW.id, OLD.id)]);
        RETURN NULL;
    END $$;
    CREATE TRIGGER question_is_searched AFTER DELETE OR UPDATE OF
        state, audience, title, body_text, condition_id
        ON forum_question FOR EACH ROW EXECUTE FUNCTION forum_question_is_searched();
    CREATE TRIGGER question_is_searched_at_once AFTER INSERT ON forum_question
        FOR EACH ROW WHEN (NEW.state = 'published')
        EXECUTE FUNCTION forum_question_is_searched();

    SELECT forum_search_questions(ARRAY(SELECT id FROM forum_question));
"""

NO_FUNCTIONS = """
    DROP TRIGGER question_is_searched_at_once ON forum_question;
    DROP TRIGGER question_is_searched ON forum_question;
    DROP FUNCTION forum_question_is_searched();
    DROP FUNCTION forum_search_questions(bigint[]);
    DELETE FROM portal_searchdocument WHERE kind = 'question';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0008_profiles_and_mutes"),
        ("articles", "0023_pages_are_searched"),
    ]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
