"""A question is ranked by how much of its title a query says, as a page is by its names."""

from django.db import migrations

FUNCTIONS = """
    CREATE OR REPLACE FUNCTION search_cut() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        config regconfig := search_config(NEW.language);
    BEGIN
        NEW.vector :=
            setweight(to_tsvector(config, search_plain(NEW.title)), 'A') ||
            setweight(to_tsvector(config, search_plain(array_to_string(NEW.names, ' '))), 'B') ||
            setweight(to_tsvector(config, search_plain(NEW.summary || ' ' || NEW.headings)), 'C') ||
            setweight(to_tsvector(config, search_plain(NEW.body)), 'D');
        NEW.name_terms := ARRAY(
            SELECT DISTINCT search_terms(config, name)
            FROM unnest(CASE NEW.shelf WHEN 1 THEN NEW.names ELSE ARRAY[NEW.title] END) AS name
        );
        RETURN NEW;
    END
    $$;

    -- BM25F: how often the term stands in each field, against that field's length, saturated.
    CREATE OR REPLACE FUNCTION search_impacts(vector tsvector, shelf integer)
    RETURNS TABLE (term text, impact double precision) LANGUAGE sql IMMUTABLE AS $$
        WITH counted AS (
            SELECT lexeme,
                cardinality(array_positions(weights, 'A')) AS a,
                cardinality(array_positions(weights, 'B')) AS b,
                cardinality(array_positions(weights, 'C')) AS c,
                cardinality(array_positions(weights, 'D')) AS d
            FROM unnest(vector)
        ), length AS (
            SELECT sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d FROM counted
        ), often AS (
            SELECT lexeme, CASE shelf WHEN 1 THEN
                6 * counted.a / (0.4 + 0.6 * length.a / 5)
                + 6 * counted.b / (0.5 + 0.5 * length.b / 12)
                + 2 * counted.c / (0.3 + 0.7 * length.c / 40)
                + counted.d / (0.3 + 0.7 * length.d / 120)
            ELSE
                counted.a / (0.3 + 0.7 * (length.a + length.d) / 30)
                + counted.b / 2.0
                + counted.d / (0.3 + 0.7 * (length.a + length.d) / 30)
            END AS often
            FROM counted, length
        )
        SELECT lexeme, often / (often + 1.2) FROM often
    $$;

    UPDATE portal_searchdocument SET vector = '' WHERE shelf = 2;
"""

EARLIER = """
    CREATE OR REPLACE FUNCTION search_cut() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        config regconfig := search_config(NEW.language);
    BEGIN
        NEW.vector :=
            setweight(to_tsvector(config, search_plain(NEW.title)), 'A') ||
            setweight(to_tsvector(config, search_plain(array_to_string(NEW.names, ' '))), 'B') ||
            setweight(to_tsvector(config, search_plain(NEW.summary || ' ' || NEW.headings)), 'C') ||
            setweight(to_tsvector(config, search_plain(NEW.body)), 'D');
        NEW.name_terms := ARRAY(
            SELECT DISTINCT search_terms(config, name) FROM unnest(NEW.names) AS name
        );
        RETURN NEW;
    END
    $$;

    -- BM25F: how often the term stands in each field, against that field's length, saturated.
    CREATE OR REPLACE FUNCTION search_impacts(vector tsvector, shelf integer)
    RETURNS TABLE (term text, impact double precision) LANGUAGE sql IMMUTABLE AS $$
        WITH counted AS (
            SELECT lexeme,
                cardinality(array_positions(weights, 'A')) AS a,
                cardinality(array_positions(weights, 'B')) AS b,
                cardinality(array_positions(weights, 'C')) AS c,
                cardinality(array_positions(weights, 'D')) AS d
            FROM unnest(vector)
        ), length AS (
            SELECT sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d FROM counted
        ), often AS (
            SELECT lexeme, CASE shelf WHEN 1 THEN
                6 * counted.a / (0.4 + 0.6 * length.a / 5)
                + 6 * counted.b / (0.5 + 0.5 * length.b / 12)
                + 2 * counted.c / (0.3 + 0.7 * length.c / 40)
                + counted.d / (0.3 + 0.7 * length.d / 120)
            ELSE
                counted.a / (0.3 + 0.7 * (length.a + length.d) / 30)
                + counted.b / 2.0
                + counted.d / (0.3 + 0.7 * (length.a + length.d) / 30)
            END AS often
            FROM counted, length
        )
        SELECT lexeme, often / (often + CASE shelf WHEN 1 THEN 1.2 ELSE 0.9 END) FROM often
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0011_search_frequencies_and_parts")]
    operations = [migrations.RunSQL(FUNCTIONS, EARLIER)]
