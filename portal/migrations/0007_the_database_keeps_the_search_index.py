"""What the database does with a row of `portal_searchdocument`: cut it into terms, and weigh them.

The triggers that write those rows belong to the apps whose texts they are.
"""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

#: Languages for which PostgreSQL 15 has a stemmer, by the code of a text's language.
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "es": "spanish",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip

CONFIGURATIONS = "\n".join(
    f"""
    CREATE TEXT SEARCH CONFIGURATION portal_search_{code} (COPY = {language});
    ALTER TEXT SEARCH CONFIGURATION portal_search_{code}
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {language}_stem;
    """
    for code, language in STEMMERS.items()
) + """
    CREATE TEXT SEARCH CONFIGURATION portal_search_simple (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION portal_search_simple
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
"""
NO_CONFIGURATIONS = "\n".join(
    f"DROP TEXT SEARCH CONFIGURATION portal_search_{code};" for code in [*STEMMERS, "simple"]
)

CASES = "\n".join(
    f"            WHEN '{code}' THEN 'portal_search_{code}'::regconfig" for code in STEMMERS
)

FUNCTIONS = f"""
    -- The configuration for texts in that language.
    CREATE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE split_part(language, '-', 1)
            WHEN 'en' THEN 'portal_search'::regconfig
{CASES}
            ELSE 'portal_search_simple'::regconfig
        END
    $$;

    -- Letters and digits alone. Scripts without blanks are cut into their signs.
    CREATE FUNCTION search_plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT regexp_replace(
            regexp_replace(normalize($1, NFKC), '[^[:alnum:]]+', ' ', 'g'),
            '([\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af])', ' \\1 ', 'g'
        )
    $$;

    -- The same word however it is accented and capitalised.
    CREATE FUNCTION search_folded(text) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT lower(unaccent(search_plain($1)))
    $$;

    CREATE FUNCTION search_terms(config regconfig, words text) RETURNS text
    LANGUAGE sql IMMUTABLE AS $$
        SELECT array_to_string(tsvector_to_array(to_tsvector(config, search_plain(words))), ' ')
    $$;

    CREATE FUNCTION search_cut() RETURNS trigger LANGUAGE plpgsql AS $$
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
    CREATE FUNCTION search_impacts(vector tsvector, shelf integer)
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

    CREATE FUNCTION search_post() RETURNS trigger LANGUAGE plpgsql AS $$
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

    CREATE FUNCTION search_synonym() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.said_terms := search_terms('portal_search', NEW.said);
        NEW.meant_terms := search_terms('portal_search', NEW.meant);
        RETURN NEW;
    END
    $$;

    CREATE TRIGGER search_synonym BEFORE INSERT OR UPDATE ON portal_searchsynonym
        FOR EACH ROW EXECUTE FUNCTION search_synonym();
    CREATE TRIGGER search_cut BEFORE INSERT OR UPDATE ON portal_searchdocument
        FOR EACH ROW EXECUTE FUNCTION search_cut();
    CREATE TRIGGER search_post AFTER INSERT OR UPDATE OR DELETE ON portal_searchdocument
        FOR EACH ROW EXECUTE FUNCTION search_post();
"""

NO_FUNCTIONS = """
    DROP TRIGGER search_post ON portal_searchdocument;
    DROP TRIGGER search_cut ON portal_searchdocument;
    DROP TRIGGER search_synonym ON portal_searchsynonym;
    DROP FUNCTION search_synonym();
    DROP FUNCTION search_post();
    DROP FUNCTION search_impacts(tsvector, integer);
    DROP FUNCTION search_cut();
    DROP FUNCTION search_terms(regconfig, text);
    DROP FUNCTION search_folded(text);
    DROP FUNCTION search_plain(text);
    DROP FUNCTION search_config(text);
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0006_search_index")]
    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(CONFIGURATIONS, NO_CONFIGURATIONS),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
