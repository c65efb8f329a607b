"""Mails in the reader's language: chosen at sign-up or in the settings, else the browser's."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from portal.accounts import mail as account_mail
from portal.models import Language, User
from portal.notifications import notify
from portal.notifications.sending import render, send
from tests.factories import PASSWORD, make_article, make_article_comment

FOLDER = Path(settings.BASE_DIR) / "templates/email"
#: Staff work in English.
FOR_STAFF = {
    "editors_digest", "plan_refused", "review_asked", "review_given_up", "review_sent_back",
    "review_signed", "unanswered",
}  # fmt: skip
KINDS = sorted(
    kind
    for path in [*FOLDER.glob("*.txt"), *FOLDER.glob("account/*.txt")]
    if (kind := str(path.relative_to(FOLDER).with_suffix(""))) not in FOR_STAFF | {"base"}
)
OTHERS = [language for language in Language if language != Language.ENGLISH]


def tags(path: Path) -> list[str]:
    """What a template fills in and asks, but for how a date is written and whose base it is."""
    found = re.findall(r"{[{%].*?[%}]}", path.read_text())
    return sorted(
        {re.sub(r"\|date:\".*?\"", "|date", tag) for tag in found if "extends" not in tag}
    )


@pytest.mark.parametrize("language", OTHERS)
def test_every_mail_to_a_caregiver_is_there_and_asks_what_the_english_one_asks(language):
    for kind in [*KINDS, "base"]:
        path = FOLDER / language / f"{kind}.txt"
        assert path.exists(), f"{kind} is not written in {language}"
        if kind != "base":
            why = [tag for tag in tags(FOLDER / f"{kind}.txt") if tag not in tags(path)]
            assert not why, f"{kind} in {language} leaves out {why}"
    assert len(KINDS) > 20


@pytest.mark.parametrize("language", Language.values)
def test_every_mail_renders_and_only_with_words_of_its_language(language):
    english = {"Hello,", "You get this e-mail", "Nobody reads", "account with us"}
    for kind, stream, decision in product(KINDS, ["own", "followed"], ["publish", "reject"]):
        context = {
            "site_name": "Portal", "site_url": "https://x.example", "url": "https://x.example/1/",
            "inbox_url": "https://x.example/me/", "fewer_url": "https://x.example/mail/stop/t/",
            "notification": SimpleNamespace(stream=stream), "decision": decision,
            "own": ["https://x.example/2/"], "more": True,
            "at": datetime(2026, 3, 5, 9, tzinfo=UTC), "day": datetime(2026, 3, 5, tzinfo=UTC),
            "reference": "R-1",
        }  # fmt: skip
        text, used = render(kind, context, language=language)
        assert used == language
        subject, _, body = text.strip().partition("\n")
        assert len(subject) > 15, kind
        assert not re.search(r"[{}]", text), kind
        assert (
            "https://x.example/mail/stop/t/" in body or "account/" in kind or "{% block" not in body
        )
        assert (language == "en") == any(words in text for words in english), kind
        assert body.count("\n-- \n") == 1, kind


def test_a_mail_speaks_its_readers_language_with_its_months(alice, bob, run_tasks):
    User.objects.filter(pk=alice.pk).update(language="de")
    for member in (alice, bob):
        notify(member, kind="answer", title="A new answer", url="/questions/1/", stream="own")
        at = datetime(2026, 3, 5, 9, 30, tzinfo=UTC).isoformat()
        account_mail.send_notice.enqueue("password_changed", member.email, at)
    run_tasks()
    subjects = {(each.to[0], each.subject): each for each in mail.outbox}
    german = subjects["alice@example.org", "Ihre Frage hat eine neue Antwort"]
    assert "Guten Tag!" in german.body
    assert "Weniger E-Mails oder keine: http://127.0.0.1:8000/mail/stop/" in german.body
    assert '<html lang="de">' in german.alternatives[0][0]
    changed = subjects["alice@example.org", "Ihr Passwort wurde geändert"]
    assert "(5. März 2026, 09:30 UTC)" in changed.body
    english = subjects["bob@example.org", "Your question has a new answer"]
    assert '<html lang="en">' in english.alternatives[0][0]
    assert (
        "(5 March 2026, 09:30 UTC)" in subjects["bob@example.org", "Your password was changed"].body
    )


def test_what_is_not_written_in_a_language_comes_in_english(alice):
    User.objects.filter(pk=alice.pk).update(language="fr")
    send("review_signed", to=alice.email, context={"url": "https://x.example/"})
    assert mail.outbox[0].subject == "A text that you asked about is signed"
    assert '<html lang="en">' in mail.outbox[0].alternatives[0][0]


@pytest.mark.parametrize(
    ("accepts", "chosen", "language", "subject"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "", "de", "Bitte bestätigen Sie Ihre E-Mail-Adresse"),
        ("nl,fr;q=0.5", "", "fr", "Confirmez votre adresse e-mail"),
        ("de", "es", "es", "Confirme su dirección de correo"),
        ("xx;;;q=,\x7f", "", "en", "Please confirm your e-mail address"),
        ("", "", "en", "Please confirm your e-mail address"),
    ],
)
def test_the_language_is_chosen_at_sign_up_or_the_browsers(
    client, db, run_tasks, accepts, chosen, language, subject
):
    url, headers = reverse("account_signup"), {"Accept-Language": accepts}
    page = client.get(url, headers=headers).content.decode()
    if not chosen:
        assert f'value="{language}" selected' in page
    form = {"email": "new@example.org", "username": "Willow", "password1": PASSWORD}
    assert client.post(url, form | {"language": "xx"}, headers=headers).status_code == 200
    client.post(url, form | ({"language": chosen} if chosen else {}), headers=headers)
    assert User.objects.get(pseudonym="Willow").language == language
    run_tasks()
    assert [message.subject for message in mail.outbox] == [subject]


def test_the_language_can_be_changed_and_a_comment_is_answered_in_that_of_its_article(
    client, alice, mo, run_tasks
):
    client.force_login(alice)
    url = reverse("mail-settings")
    form = {"own": "now", "followed": "daily", "news": "weekly", "decisions": "now"}
    assert client.post(url, form | {"language": "xx"}).context["form"].errors
    client.post(url, form | {"language": "fr"})
    alice.refresh_from_db()
    assert alice.language == "fr"
    assert 'value="fr" selected' in client.get(url).content.decode()
    make_article_comment(make_article(language="es"), by=mo)
    make_article_comment(make_article(language="ar"), by=mo)
    run_tasks()
    assert [message.subject for message in mail.outbox] == [
        "Su comentario está publicado",
        "Your comment is published",
    ]
