"""A word of the curated pages is stemmed when it is new; how many pages have it is counted later.

Not from the column `headings`: it holds names as they are misspelt, which nobody is to be offered.
"""

from django.db import migrations

FUNCTION = """
    CREATE OR REPLACE FUNCTION search_post() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM portal_searchposting WHERE document_id = OLD.id;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN NULL;
        END IF;
        INSERT INTO portal_searchposting (document_id, term, shelf, impact)
            SELECT NEW.id, term, NEW.shelf, impact FROM search_impacts(NEW.vector, NEW.shelf);
        IF NEW.shelf = 1 THEN
            INSERT INTO portal_searchword (word, term, sound, documents, in_name)
                SELECT word, min(term), dmetaphone(word), 1, false
                FROM (
                    SELECT DISTINCT regexp_split_to_table(search_folded(concat_ws(
                        ' ', NEW.title, array_to_string(NEW.names, ' '), NEW.summary, NEW.body
                    )), ' +')
                ) AS words (word),
                unnest(tsvector_to_array(to_tsvector(search_config(NEW.language), word))) AS term
                WHERE length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]'
                    AND NOT EXISTS (SELECT FROM portal_searchword k WHERE k.word = words.word)
                GROUP BY word ORDER BY word
            ON CONFLICT DO NOTHING;
            UPDATE portal_searchword SET in_name = true
                WHERE NOT in_name AND word = ANY(regexp_split_to_array(
                    search_folded(array_to_string(NEW.names, ' ')), ' +'
                ));
        END IF;
        RETURN NULL;
    END
    $$;

    DELETE FROM portal_searchposting WHERE term LIKE '#%';
"""

EARLIER = """
    CREATE OR REPLACE FUNCTION search_post() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM portal_searchposting WHERE document_id = OLD.id;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN NULL;
        END IF;
        INSERT INTO portal_searchposting (document_id, term, shelf, impact)
            SELECT NEW.id, term, NEW.shelf, impact FROM search_impacts(NEW.vector, NEW.shelf);
        -- What was asked about a condition is found by each of that condition's names.
        INSERT INTO portal_searchposting (document_id, term, shelf, impact)
            SELECT NEW.id, '#' || condition, NEW.shelf, 0.5
            FROM unnest(NEW.conditions) AS condition WHERE NEW.shelf = 2;
        IF NEW.shelf = 1 THEN
            INSERT INTO portal_searchword AS known (word, term, sound, documents, in_name)
                SELECT word, coalesce(min(term), ''), dmetaphone(word), 1, bool_or(named)
                FROM (
                    SELECT regexp_split_to_table(search_folded(NEW.title), ' +') AS word, false
                    UNION ALL
                    SELECT regexp_split_to_table(
                        search_folded(array_to_string(NEW.names, ' ')), ' +'), true
                    UNION ALL
                    SELECT regexp_split_to_table(
                        search_folded(concat_ws(' ', NEW.summary, NEW.headings, NEW.body)), ' +'
                    ), false
                ) AS words (word, named),
                unnest(tsvector_to_array(to_tsvector(search_config(NEW.language), word))) AS term
                WHERE length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]'
                GROUP BY word ORDER BY word
            ON CONFLICT (word) DO UPDATE SET
                documents = known.documents + (TG_OP = 'INSERT')::integer,
                in_name = known.in_name OR excluded.in_name
            WHERE TG_OP = 'INSERT' OR excluded.in_name > known.in_name;
        END IF;
        RETURN NULL;
    END
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0013_starter_synonyms")]
    operations = [migrations.RunSQL(FUNCTION, EARLIER)]
