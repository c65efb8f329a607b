"""A forum as large as it may grow, evidently of examples: to see that every page stays quick.

Rows are made in the database, from a number and a die that falls the same way each time. Their
shape is that of a real forum: few questions have very many answers, few members write much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Condition
from forum.models import (
    Answer,
    ArticleComment,
    Comment,
    Profile,
    Question,
    QuestionTopic,
    Thanks,
)
from portal.demo import around, deciding
from portal.demo.drawing import PLAN, PREPARE
from portal.demo.loading import CHUNK, bulk, in_chunks, insert, reserve
from portal.demo.texts import SUBJECTS, texts
from portal.models import Notification, Topic, User
from portal.progress import Progress

#: Members at these hosts are nobody; a portal with others is a real one.
HOSTS = ("@example.org", "@members.example.org")


@dataclass(frozen=True)
class Size:
    questions: int
    answers: int
    members: int

    @property
    def comments(self) -> int:
        return self.answers // 8

    @property
    def thanks(self) -> int:
        return self.answers // 2

    @property
    def rows(self) -> int:
        """About, of all tables together; only the bar of progress needs it."""
        contributions = self.questions + self.answers + self.comments
        return 4 * contributions + self.thanks + 4 * self.questions + 3 * self.members


def is_real() -> bool:
    """Whether somebody uses this portal: then nothing may be added, and even less removed."""
    example = Q(email__endswith=HOSTS[0]) | Q(email__endswith=HOSTS[1])
    if User.objects.exclude(example).exists():
        return True
    nobodys = Question.objects.filter(author=None).exclude(title__startswith="Example question ")
    return nobodys.exists() or ArticleComment.objects.exists()


def is_loaded() -> bool:
    return User.objects.filter(email__endswith=HOSTS[1]).exists()


@transaction.atomic
def clear() -> None:
    """Take away all that was loaded, and the examples with it: they can be made again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE forum_question CASCADE")
        cursor.execute("ALTER TABLE portal_searchdocument DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM portal_searchdocument WHERE kind = 'question'")
        cursor.execute("DELETE FROM portal_searchposting WHERE shelf = 2")
        cursor.execute("ALTER TABLE portal_searchdocument ENABLE TRIGGER USER")
    loaded = User.objects.filter(email__endswith=HOSTS[1])
    Notification.objects.filter(recipient__in=loaded).delete()
    EmailAddress.objects.filter(user__in=loaded).delete()
    loaded.delete()


class Load:
    """One run. Each step is one transaction; whatever breaks one off, `clear()` begins anew."""

    def __init__(self, size: Size, progress: Progress, *, now: datetime | None = None) -> None:
        self.size, self.progress = size, progress
        self.now = now or timezone.now()
        self.moderator = User.objects.get(email="moderator@example.org")
        #: How many of each there will be, about; and the number before the first one.
        self.rows = {
            User: size.members,
            Question: size.questions,
            Answer: size.answers,
            Comment: size.comments,
        }
        self.first = {model: reserve(model, rows) for model, rows in self.rows.items()}

    def run(self) -> None:
        self._members()
        self._draw()
        self._questions()
        self._answers()
        self._comments()
        self._thanks()
        deciding.load(self)
        around.load(self)
        around.recount(self)
        self.progress.step("Statistics for the database's planner")
        with connection.cursor() as cursor:
            # Not within another transaction: tests have one around them.
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")

    def _draw(self) -> None:
        """The texts and the plan, in tables that go with the connection."""
        conditions = list(Condition.objects.order_by("name").values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(PREPARE)
            cursor.executemany(
                "INSERT INTO demo_text VALUES (%s, %s, %s, %s, %s)",
                [(t.kind, t.number, t.body, t.body_html, t.body_text) for t in texts()],
            )
            cursor.execute("SELECT kind, max(n) FROM demo_text GROUP BY kind")
            self.variants = dict(cursor.fetchall())
            given = {
                "questions": self.size.questions,
                "answers": self.size.answers,
                "now": self.now,
                "member": self.first[User],
                "writers": max(self.size.members * 4 // 5, 1),
                "conditions": conditions,
                "subjects": len(SUBJECTS),
            }
            cursor.execute(PLAN, given)

    def _text(self, kind: str, n: str, salt: int) -> str:
        """The condition under which a text belongs to row `n`."""
        variants = self.variants[kind]
        return (
            f"t.kind = '{kind}' AND t.n = 1 + floor({variants} * pg_temp.die({n}, {salt}))::integer"
        )

    def _anybody(self, n: str, salt: int) -> str:
        """One of the four members in five who write at all; few of them write much."""
        writers = max(self.size.members * 4 // 5, 1)
        return f"{self.first[User]} + 1 + floor({writers} * pg_temp.die({n}, {salt}) ^ 2)::bigint"

    def _members(self) -> None:
        self.progress.step("Members")
        members = self.size.members
        with bulk(User, EmailAddress, Profile):
            first = self.first[User]
            with connection.cursor() as cursor:
                cursor.execute(PREPARE)
            insert(
                User,
                {
                    "id": f"{first} + n",
                    "email": f"'member-' || n || '{HOSTS[1]}'",
                    "pseudonym": "'Example member ' || n",
                    "password": "'!' || md5(n::text)",
                    "badge": "CASE WHEN pg_temp.die(n, 30) < 0.005 THEN 'clinician' ELSE '' END",
                    "date_joined": "%(now)s::timestamptz"
                    " - interval '10 years' * (1 - n::float8 / %(members)s)",
                },
                "generate_series(1, %(members)s) AS n",
                members=members,
                now=self.now,
            )
            insert(
                EmailAddress,
                {"user": "id", "email": "email", "verified": "true", "primary": "true"},
                f"portal_user WHERE id > {first}",
            )
            insert(
                Profile,
                {"member": "id", "key": "left(md5(email), 16)"},
                f"portal_user WHERE id > {first} AND id - (id / 5) * 5 = 0",
            )
        self.progress.advance(2 * members)

    def _questions(self) -> None:
        self.progress.step("Questions")
        subjects = ", ".join(f"'{subject}'" for subject in SUBJECTS)
        topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
        with bulk(Question, QuestionTopic):
            base = self.first[Question]
            columns = {
                "id": f"{base} + p.n",
                "title": "'Example question ' || p.n || ' about '"
                f" || (ARRAY[{subjects}])[p.subject]",
                "state": "p.state",
                "author": "p.asker",
                "body": "t.body",
                "body_html": "t.html",
                "body_text": "t.plain",
                "created_at": "p.created_at",
                "published_at": "p.published_at",
                "submission": "md5('question ' || p.n)::uuid",
                "audience": "p.audience",
                "anonymous": "p.anonymous",
                "condition": "p.condition",
            }

            def some(first: int, last: int) -> int:
                source = f"demo_plan p JOIN demo_text t ON {self._text('question', 'p.n', 14)}"
                return insert(Question, columns, f"{source} WHERE p.n BETWEEN {first} AND {last}")

            in_chunks(self.size.questions, CHUNK, some, self.progress)
            insert(
                QuestionTopic,
                {"content_object": f"{base} + n", "tag": "topic"},
                "(SELECT DISTINCT n, (%(topics)s::bigint[])[1 + floor("
                "cardinality(%(topics)s::bigint[]) * pg_temp.die(3 * n + k, 15))::integer] AS topic"
                " FROM demo_plan, generate_series(0, 1) AS k WHERE pg_temp.die(3 * n + k, 16) < 0.6"
                ") AS chosen WHERE topic IS NOT NULL",
                topics=topics,
            )

    def _answers(self) -> None:
        self.progress.step("Answers, numbered within their questions")
        base = self.first[Answer]
        drawn = f"""(
            SELECT a, question, asker, state, author, number, at, t.*, pg_temp.die(a, 20) AS luck
            FROM (
                SELECT *, CASE WHEN state IN ('published', 'removed') THEN count(*) FILTER (
                    WHERE state IN ('published', 'removed')
                ) OVER (PARTITION BY question ORDER BY a) END AS number
                FROM (
                    SELECT p.first + k AS a, {self.first[Question]} + p.n AS question, p.asker,
                        CASE WHEN p.n > %(questions)s * 0.998 AND pg_temp.die(p.first + k, 21) < 0.1
                                THEN 'pending'
                            WHEN pg_temp.die(p.first + k, 22) < 0.03 THEN 'rejected'
                            WHEN pg_temp.die(p.first + k, 22) < 0.04 THEN 'removed'
                            ELSE 'published' END AS state,
                        CASE WHEN pg_temp.die(p.first + k, 23) < 0.06 THEN p.asker
                            WHEN pg_temp.die(p.first + k, 23) < 0.07 THEN NULL
                            ELSE {self._anybody("p.first + k", 24)} END AS author,
                        p.published_at + k * least(
                            interval '7 hours', (%(now)s - p.published_at) / (p.answers + 1)) AS at
                    FROM demo_plan p, generate_series(1, p.answers) AS k
                    WHERE p.n BETWEEN %(low)s AND %(high)s
                ) AS each
            ) AS numbered JOIN demo_text t ON {self._text("answer", "a", 25)}
        ) AS drawn"""
        columns = {
            "id": f"{base} + a",
            "question": "question",
            "state": "state",
            "author": "author",
            "number": "number",
            "by_asker": "coalesce(author = asker, false)",
            "helped_at": "CASE WHEN state = 'published' AND author <> asker AND luck < 0.12"
            " THEN least(at + interval '1 day', %(now)s) END",
            "body": "body",
            "body_html": "html",
            "body_text": "plain",
            "created_at": "at",
            "published_at": "CASE WHEN state IN ('published', 'removed') THEN at END",
            "submission": "md5('answer ' || a)::uuid",
        }
        given = {"questions": self.size.questions, "now": self.now}
        per_question = max(self.size.answers // self.size.questions, 1)
        with bulk(Answer):
            in_chunks(
                self.size.questions,
                max(CHUNK // per_question, 1),
                lambda low, high: insert(Answer, columns, drawn, low=low, high=high, **given),
                self.progress,
            )

    def _comments(self) -> None:
        """Two of three below answers, the others below questions; of published ones only."""
        self.progress.step("Comments")
        base = self.first[Comment]
        number = f"{self.first[Answer]} + 1 + floor(%(answers)s * pg_temp.die(c, 40))::bigint"
        source = f"""(
            SELECT c, answer.id AS answer,
                CASE WHEN answer.id IS NULL THEN question.id END AS asked,
                question.author_id AS asker, {self._anybody("c", 41)} AS author,
                CASE WHEN pg_temp.die(c, 42) < 0.02 THEN 'rejected'
                    WHEN pg_temp.die(c, 42) < 0.03 THEN 'removed' ELSE 'published' END AS state,
                least(coalesce(answer.published_at, question.published_at)
                    + interval '3 days' * pg_temp.die(c, 43), %(now)s) AS at, t.*
            FROM generate_series(%(low)s, %(high)s) AS c
            LEFT JOIN forum_answer answer ON answer.id = {number} AND pg_temp.die(c, 44) < 0.67
            JOIN forum_question question ON question.id = coalesce(answer.question_id,
                {self.first[Question]} + 1 + floor(%(questions)s * pg_temp.die(c, 45))::bigint)
            JOIN demo_text t ON {self._text("comment", "c", 46)}
            WHERE question.state = 'published' AND coalesce(answer.state, 'published') = 'published'
        ) AS drawn"""
        columns = {
            "id": f"{base} + c",
            "question": "asked",
            "answer": "answer",
            "state": "state",
            "author": "author",
            "by_asker": "coalesce(author = asker, false)",
            "body": "body",
            "body_html": "html",
            "body_text": "plain",
            "created_at": "at",
            "published_at": "CASE WHEN state IN ('published', 'removed') THEN at END",
            "submission": "md5('comment ' || c)::uuid",
        }
        given = {
            "questions": self.size.questions,
            "answers": self.size.answers,
            "now": self.now,
        }
        with bulk(Comment):
            in_chunks(
                self.size.comments,
                CHUNK,
                lambda low, high: insert(Comment, columns, source, low=low, high=high, **given),
                self.progress,
            )

    def _thanks(self) -> None:
        self.progress.step("Thanks")
        source = f"""(
            SELECT n, {self._anybody("n", 50)} AS member,
                {self.first[Answer]} + 1 + floor(%(answers)s * pg_temp.die(n, 51))::bigint AS number
            FROM generate_series(%(low)s, %(high)s) AS n
        ) AS drawn JOIN forum_answer answer ON answer.id = drawn.number
        WHERE answer.state = 'published' AND answer.author_id IS DISTINCT FROM drawn.member"""
        columns = {
            "member": "member",
            "answer": "answer.id",
            "created_at": "least(answer.published_at + interval '2 days', %(now)s)",
        }
        given = {"answers": self.size.answers, "now": self.now, "end": "ON CONFLICT DO NOTHING"}
        with bulk(Thanks):
            in_chunks(
                self.size.thanks,
                CHUNK,
                lambda low, high: insert(Thanks, columns, source, low=low, high=high, **given),
                self.progress,
            )
