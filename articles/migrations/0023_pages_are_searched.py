"""Conditions and published articles have a row in the search index, kept by the database."""

from django.db import migrations

FUNCTIONS = """
    -- These conditions and all that they are forms of, for the filter.
    CREATE FUNCTION articles_and_above(conditions bigint[]) RETURNS bigint[]
    LANGUAGE sql STABLE AS $$
        WITH RECURSIVE above AS (
            SELECT id, parent_id FROM articles_condition WHERE id = ANY(conditions)
            UNION
            SELECT c.id, c.parent_id FROM articles_condition c JOIN above a ON c.id = a.parent_id
        )
        SELECT coalesce(array_agg(id), '{}') FROM above
    $$;

    CREATE FUNCTION articles_names_of(conditions bigint[]) RETURNS text[]
    LANGUAGE sql STABLE AS $$
        SELECT coalesce(array_agg(name ORDER BY place, name), '{}') FROM (
            SELECT 0 AS place, name FROM articles_condition WHERE id = ANY(conditions)
            UNION ALL
            SELECT 1, name FROM articles_conditionname
            WHERE condition_id = ANY(conditions) AND kind <> 'misspelling'
        ) AS names
    $$;

    CREATE FUNCTION articles_misspellings_of(conditions bigint[]) RETURNS text
    LANGUAGE sql STABLE AS $$
        SELECT coalesce(string_agg(name, ' '), '') FROM articles_conditionname
        WHERE condition_id = ANY(conditions) AND kind = 'misspelling'
    $$;

    CREATE FUNCTION articles_headings(contents jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(string_agg(heading ->> 'name', ' '), '')
        FROM jsonb_array_elements(contents) AS heading
    $$;

    -- Names of a condition lead to the texts about it, but not to a text about many.
    CREATE FUNCTION articles_search_article(article bigint) RETURNS void
    LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM portal_searchdocument d WHERE d.kind = 'article' AND d.object_id = article
            AND NOT EXISTS (
                SELECT FROM articles_article a WHERE a.id = article AND a.state = 'published'
                    AND NOT EXISTS (SELECT FROM articles_condition c WHERE c.overview_id = a.id)
            );
        INSERT INTO portal_searchdocument AS d (
            kind, object_id, shelf, language, slug, title, names, summary, headings, body,
            conditions, opens, reviewed_until, vector, name_terms
        )
        SELECT 'article', a.id, 1, a.language, a.slug, a.title,
            CASE WHEN cardinality(about) <= 3 THEN articles_names_of(about) ELSE '{}' END,
            a.summary_text,
            concat_ws(' ', articles_headings(a.contents),
                CASE WHEN cardinality(about) <= 3 THEN articles_misspellings_of(about) END),
            a.body_text, articles_and_above(about), false,
            CASE WHEN a.signoff_id IS NOT NULL THEN a.review_due_on END, '', '{}'
        FROM articles_article a, LATERAL (SELECT ARRAY(
            SELECT condition_id FROM articles_article_conditions WHERE article_id = a.id
        )) AS l (about)
        WHERE a.id = article AND a.state = 'published'
            AND NOT EXISTS (SELECT FROM articles_condition c WHERE c.overview_id = a.id)
        ON CONFLICT (kind, object_id) DO UPDATE SET
            language = excluded.language, slug = excluded.slug, title = excluded.title,
            names = excluded.names, summary = excluded.summary, headings = excluded.headings,
            body = excluded.body, conditions = excluded.conditions,
            reviewed_until = excluded.reviewed_until;
    END $$;

    -- A condition opens with its overview, which has no row of its own.
    CREATE FUNCTION articles_search_condition(condition bigint) RETURNS void
    LANGUAGE sql AS $$
        INSERT INTO portal_searchdocument AS d (
            kind, object_id, shelf, language, slug, title, names, summary, headings, body,
            conditions, opens, reviewed_until, vector, name_terms
        )
        SELECT 'condition', c.id, 1, coalesce(a.language, 'en'), c.slug, c.name,
            articles_names_of(ARRAY[c.id]), coalesce(a.summary_text, ''),
            concat_ws(' ', c.genes, c.inheritance, articles_headings(a.contents),
                articles_misspellings_of(ARRAY[c.id]), a.title),
            coalesce(a.body_text, ''), articles_and_above(ARRAY[c.id]), true,
            CASE WHEN a.signoff_id IS NOT NULL THEN a.review_due_on END, '', '{}'
        FROM articles_condition c
        LEFT JOIN articles_article a ON a.id = c.overview_id AND a.state = 'published'
        WHERE c.id = condition
        ON CONFLICT (kind, object_id) DO UPDATE SET
            language = excluded.language, slug = excluded.slug, title = excluded.title,
            names = excluded.names, summary = excluded.summary, headings = excluded.headings,
            body = excluded.body, conditions = excluded.conditions,
            reviewed_until = excluded.reviewed_until;
    $$;

    CREATE FUNCTION articles_article_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM portal_searchdocument WHERE kind = 'article' AND object_id = OLD.id;
        ELSE
            PERFORM articles_search_article(NEW.id);
            PERFORM articles_search_condition(id) FROM articles_condition
                WHERE overview_id = NEW.id;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER article_is_searched AFTER INSERT OR DELETE OR UPDATE OF
        state, title, summary_text, body_text, contents, slug, language, signoff_id, review_due_on
        ON articles_article FOR EACH ROW EXECUTE FUNCTION articles_article_is_searched();

    CREATE FUNCTION articles_article_conditions_are_searched() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM articles_search_article(coalesce(NEW.article_id, OLD.article_id));
        RETURN NULL;
    END $$;
    CREATE TRIGGER article_conditions_are_searched AFTER INSERT OR DELETE OR UPDATE
        ON articles_article_conditions FOR EACH ROW
        EXECUTE FUNCTION articles_article_conditions_are_searched();

    CREATE FUNCTION articles_condition_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM portal_searchdocument WHERE kind = 'condition' AND object_id = OLD.id;
            RETURN NULL;
        END IF;
        PERFORM articles_search_condition(NEW.id);
        IF TG_OP = 'UPDATE' THEN
            PERFORM articles_search_article(article)
                FROM unnest(ARRAY[OLD.overview_id, NEW.overview_id]) AS article
                WHERE OLD.overview_id IS DISTINCT FROM NEW.overview_id AND article IS NOT NULL;
            PERFORM articles_search_article(article_id) FROM articles_article_conditions
                WHERE condition_id = NEW.id
                AND (OLD.name, OLD.parent_id) IS DISTINCT FROM (NEW.name, NEW.parent_id);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER condition_is_searched AFTER INSERT OR DELETE OR UPDATE
        ON articles_condition FOR EACH ROW EXECUTE FUNCTION articles_condition_is_searched();

    CREATE FUNCTION articles_name_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM articles_search_condition(coalesce(NEW.condition_id, OLD.condition_id));
        PERFORM articles_search_article(article_id) FROM articles_article_conditions
            WHERE condition_id = coalesce(NEW.condition_id, OLD.condition_id);
        RETURN NULL;
    END $$;
    CREATE TRIGGER name_is_searched AFTER INSERT OR DELETE OR UPDATE
        ON articles_conditionname FOR EACH ROW EXECUTE FUNCTION articles_name_is_searched();

    SELECT articles_search_condition(id) FROM articles_condition;
    SELECT articles_search_article(id) FROM articles_article;
"""

NO_FUNCTIONS = """
    DROP TRIGGER name_is_searched ON articles_conditionname;
    DROP TRIGGER condition_is_searched ON articles_condition;
    DROP TRIGGER article_conditions_are_searched ON articles_article_conditions;
    DROP TRIGGER article_is_searched ON articles_article;
    DROP FUNCTION articles_name_is_searched();
    DROP FUNCTION articles_condition_is_searched();
    DROP FUNCTION articles_article_conditions_are_searched();
    DROP FUNCTION articles_article_is_searched();
    DROP FUNCTION articles_search_condition(bigint);
    DROP FUNCTION articles_search_article(bigint);
    DROP FUNCTION articles_headings(jsonb);
    DROP FUNCTION articles_misspellings_of(bigint[]);
    DROP FUNCTION articles_names_of(bigint[]);
    DROP FUNCTION articles_and_above(bigint[]);
    DELETE FROM portal_searchdocument WHERE kind IN ('condition', 'article');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_decisions_say_why"),
        ("portal", "0007_the_database_keeps_the_search_index"),
    ]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
