"""What was asked about a condition is found by each of that condition's names, said in it or not.

A question has the number of its condition, and of those above it, as a term. A search that names a
condition looks for it, so that a new name needs no question to be written anew.
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
        INSERT INTO portal_searchposting (document_id, term, shelf, impact)
            SELECT NEW.id, '#' || condition, NEW.shelf, 0.5
            FROM unnest(NEW.conditions) AS condition WHERE NEW.shelf = 2;
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

    INSERT INTO portal_searchposting (document_id, term, shelf, impact)
        SELECT id, '#' || condition, 2, 0.5
        FROM portal_searchdocument, unnest(conditions) AS condition WHERE shelf = 2
        ON CONFLICT DO NOTHING;
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


class Migration(migrations.Migration):
    dependencies = [("portal", "0014_words_are_learned_once")]
    operations = [migrations.RunSQL(FUNCTION, EARLIER)]
