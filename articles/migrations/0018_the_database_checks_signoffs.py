"""What makes a sign-off worth something is checked by the database as well.

The live text belongs to its page; a sign-off is of exactly the text of its revision, and its
reviewer wrote neither that text nor any other since the last one that was signed.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_more_is_imported")]
    operations = [
        migrations.RunSQL(
            """
            CREATE UNIQUE INDEX revision_of_its_article ON articles_revision (article_id, id);
            ALTER TABLE articles_article ADD CONSTRAINT article_live_is_its_own
                FOREIGN KEY (id, live_id) REFERENCES articles_revision (article_id, id)
                DEFERRABLE INITIALLY DEFERRED;
            """,
            """
            ALTER TABLE articles_article DROP CONSTRAINT article_live_is_its_own;
            DROP INDEX revision_of_its_article;
            """,
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION articles_signoff_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                signed articles_revision;
            BEGIN
                SELECT * INTO signed FROM articles_revision WHERE id = NEW.revision_id;
                IF NEW.author_id IS DISTINCT FROM signed.author_id THEN
                    RAISE EXCEPTION 'a sign-off names the author of its revision'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF NEW.text_hash <> encode(sha256(
                    convert_to(signed.title, 'UTF8') || '\\x00'::bytea ||
                    convert_to(signed.summary, 'UTF8') || '\\x00'::bytea ||
                    convert_to(signed.body, 'UTF8')
                ), 'hex') THEN
                    RAISE EXCEPTION 'a sign-off is of exactly the text of its revision'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF EXISTS (
                    SELECT FROM articles_revision r
                    WHERE r.article_id = signed.article_id AND r.author_id = NEW.reviewer_id
                        AND r.number <= signed.number
                        AND r.number > coalesce((
                            SELECT max(earlier.number)
                            FROM articles_revision earlier
                            JOIN articles_signoff s ON s.revision_id = earlier.id
                            WHERE earlier.article_id = signed.article_id
                                AND earlier.number < signed.number
                        ), 0)
                ) THEN
                    RAISE EXCEPTION 'nobody signs what they wrote'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER articles_signoff_is_true BEFORE INSERT ON articles_signoff
                FOR EACH ROW EXECUTE FUNCTION articles_signoff_is_true();
            """,
            """
            DROP TRIGGER articles_signoff_is_true ON articles_signoff;
            DROP FUNCTION articles_signoff_is_true();
            """,
        ),
    ]
