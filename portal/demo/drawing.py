"""Chance that falls the same way each time, and what it makes of each question."""

from __future__ import annotations

PREPARE = """
CREATE OR REPLACE FUNCTION pg_temp.die(n bigint, salt integer) RETURNS float8
LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashint8extended(n, salt) & 2147483647)::float8 / 2147483648
$$;
DROP TABLE IF EXISTS demo_text, demo_plan;
CREATE TEMPORARY TABLE demo_text (kind text, n integer, body text, html text, plain text);
"""

#: What becomes of each question, and how many answers it gets: `first` of all answers lie before.
PLAN = """
CREATE TEMPORARY TABLE demo_plan AS
WITH drawn AS (
    SELECT n, CASE
            WHEN n > %(questions)s - greatest(3, %(questions)s / 500) AND pg_temp.die(n, 1) < 0.6
                THEN 'pending'
            WHEN pg_temp.die(n, 2) < 0.03 THEN 'rejected'
            WHEN pg_temp.die(n, 2) < 0.04 THEN 'removed'
            ELSE 'published' END AS state,
        %(now)s - interval '10 years' * (1 - n::float8 / (%(questions)s + 1)) AS created_at,
        row_number() OVER (ORDER BY pg_temp.die(n, 3), n) AS rank
    FROM generate_series(1, %(questions)s) AS n
), weighed AS (
    SELECT *, CASE WHEN state IN ('published', 'removed') AND pg_temp.die(n, 4) > 0.08
        THEN 3 + 14 * pg_temp.die(n, 5) + 0.04 * %(questions)s / rank ^ 0.8 ELSE 0 END AS weight
    FROM drawn
), summed AS (
    SELECT *, sum(weight) OVER (ORDER BY n) AS upto FROM weighed
), counted AS (
    SELECT *, floor(%(answers)s * upto / max(upto) OVER ())::bigint AS last FROM summed
)
SELECT n, state,
    last - lag(last, 1, 0) OVER (ORDER BY n) AS answers, lag(last, 1, 0) OVER (ORDER BY n) AS first,
    least(created_at, %(now)s - interval '20 hours' * pg_temp.die(n, 6)) AS created_at,
    CASE WHEN state IN ('published', 'removed')
        THEN least(created_at + interval '20 hours' * pg_temp.die(n, 7), %(now)s)
        END AS published_at,
    CASE WHEN state <> 'pending' AND pg_temp.die(n, 8) < 0.01 THEN NULL
        ELSE %(member)s + 1 + floor(%(writers)s * pg_temp.die(n, 9) ^ 2)::bigint END AS asker,
    CASE WHEN pg_temp.die(n, 10) < 0.12 THEN 'members' ELSE 'everyone' END AS audience,
    pg_temp.die(n, 11) < 0.1 AS anonymous,
    (%(conditions)s::bigint[])[1 + floor(1.1 * cardinality(%(conditions)s::bigint[])
        * pg_temp.die(n, 12) ^ 1.5)::integer] AS condition,
    1 + floor(%(subjects)s * pg_temp.die(n, 13))::integer AS subject
FROM counted;
CREATE UNIQUE INDEX ON demo_plan (n);
ANALYZE demo_plan;
"""
