"""Published trials have a row in the search index, kept by the database."""

from django.db import migrations

FUNCTIONS = """
    -- Of HTML that we made, the words.
    CREATE FUNCTION articles_words_of(html text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT replace(replace(replace(replace(
            regexp_replace(html, '<[^>]*>', ' ', 'g'),
            '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&')
    $$;

    -- Found also by what the registry calls things; read, and quoted, are the plain words alone.
    CREATE FUNCTION articles_search_trials(trials bigint[]) RETURNS void LANGUAGE sql AS $$
        DELETE FROM portal_searchdocument d WHERE d.kind = 'trial' AND d.object_id = ANY(trials)
            AND NOT EXISTS (
                SELECT FROM articles_trial t WHERE t.id = d.object_id AND t.state = 'published'
            );
        INSERT INTO portal_searchdocument (
            kind, object_id, shelf, language, slug, title, names, summary, headings, body,
            conditions, opens, vector, name_terms
        )
        SELECT 'trial', t.id, 3, 'en', t.slug, s.title,
            ARRAY(SELECT number FROM articles_trialregistration WHERE trial_id = t.id ORDER BY id)
                || CASE t.acronym WHEN '' THEN '{}'::text[] ELSE ARRAY[t.acronym::text] END
                || CASE WHEN cardinality(about) <= 3 THEN articles_names_of(about) ELSE '{}' END,
            '', concat_ws(' ', t.title, t.official_title,
                (SELECT string_agg(concat_ws(' ', name, array_to_string(other_names, ' ')), ' '
                    ORDER BY position) FROM articles_trialintervention WHERE trial_id = t.id),
                array_to_string(t.condition_terms, ' '), array_to_string(t.keywords, ' '),
                CASE WHEN cardinality(about) <= 3 THEN articles_misspellings_of(about) END),
            articles_words_of(s.summary_html || ' ' || s.taking_part_html),
            articles_and_above(about), false, '', '{}'
        FROM articles_trial t JOIN articles_trialsummary s ON s.id = t.summary_id, LATERAL (
            SELECT ARRAY(SELECT condition_id FROM articles_trialcondition
                WHERE trial_id = t.id AND state = 'confirmed')
        ) AS l (about)
        WHERE t.id = ANY(trials) AND t.state = 'published'
        ON CONFLICT (kind, object_id) DO UPDATE SET
            slug = excluded.slug, title = excluded.title, names = excluded.names,
            headings = excluded.headings, body = excluded.body, conditions = excluded.conditions;
    $$;

    CREATE FUNCTION articles_trial_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM articles_search_trials(ARRAY[coalesce(NEW.id, OLD.id)]);
        RETURN NULL;
    END $$;
    CREATE TRIGGER trial_is_searched AFTER DELETE OR UPDATE OF
        state, summary_id, slug, title, official_title, acronym, condition_terms, keywords
        ON articles_trial FOR EACH ROW EXECUTE FUNCTION articles_trial_is_searched();

    -- Its ids, what it tries and what it is about stand in tables of their own.
    CREATE FUNCTION articles_part_of_trial_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM articles_search_trials(ARRAY[NEW.trial_id, OLD.trial_id]);
        RETURN NULL;
    END $$;
    CREATE TRIGGER registration_is_searched AFTER INSERT OR DELETE OR UPDATE
        ON articles_trialregistration FOR EACH ROW
        EXECUTE FUNCTION articles_part_of_trial_is_searched();
    CREATE TRIGGER intervention_is_searched AFTER INSERT OR DELETE OR UPDATE
        ON articles_trialintervention FOR EACH ROW
        EXECUTE FUNCTION articles_part_of_trial_is_searched();
    CREATE TRIGGER trial_condition_is_searched AFTER INSERT OR DELETE OR UPDATE
        ON articles_trialcondition FOR EACH ROW
        EXECUTE FUNCTION articles_part_of_trial_is_searched();

    CREATE FUNCTION articles_name_of_trial_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM articles_search_trials(ARRAY(
            SELECT trial_id FROM articles_trialcondition WHERE condition_id = ANY(
                CASE TG_TABLE_NAME WHEN 'articles_condition' THEN
                    ARRAY[(to_jsonb(NEW) ->> 'id')::bigint]
                ELSE ARRAY[(to_jsonb(NEW) ->> 'condition_id')::bigint,
                    (to_jsonb(OLD) ->> 'condition_id')::bigint]
                END)
        ));
        RETURN NULL;
    END $$;
    CREATE TRIGGER name_is_searched_with_trials AFTER INSERT OR DELETE OR UPDATE
        ON articles_conditionname FOR EACH ROW
        EXECUTE FUNCTION articles_name_of_trial_is_searched();
    CREATE TRIGGER condition_is_searched_with_trials AFTER UPDATE OF name, parent_id
        ON articles_condition FOR EACH ROW
        EXECUTE FUNCTION articles_name_of_trial_is_searched();

    SELECT articles_search_trials(ARRAY(SELECT id FROM articles_trial));
"""

NO_FUNCTIONS = """
    DROP TRIGGER condition_is_searched_with_trials ON articles_condition;
    DROP TRIGGER name_is_searched_with_trials ON articles_conditionname;
    DROP TRIGGER trial_condition_is_searched ON articles_trialcondition;
    DROP TRIGGER intervention_is_searched ON articles_trialintervention;
    DROP TRIGGER registration_is_searched ON articles_trialregistration;
    DROP TRIGGER trial_is_searched ON articles_trial;
    DROP FUNCTION articles_name_of_trial_is_searched();
    DROP FUNCTION articles_part_of_trial_is_searched();
    DROP FUNCTION articles_trial_is_searched();
    DROP FUNCTION articles_search_trials(bigint[]);
    DROP FUNCTION articles_words_of(text);
    DELETE FROM portal_searchdocument WHERE kind = 'trial';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_articles_are_searched_by_the_index_alone"),
        ("portal", "0020_trials_have_a_shelf"),
    ]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
