"""Django's sessions in the database, with whose they are: see `portal.accounts.models.Session`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import devices

if TYPE_CHECKING:
    from portal.accounts.models import Session
    from portal.models import User

#: How exactly we know when a session was used last.
EXACT = timedelta(minutes=10)


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        from portal.accounts.models import Session

        return Session

    def load(self) -> dict[str, Any]:
        """Notes on the way, seldom, that somebody who is signed in is here."""
        row = self._get_session_from_db()
        if row is None:
            return {}
        if row.member_id and row.used_at < timezone.now() - EXACT:
            self.model.objects.filter(pk=row.pk).update(used_at=timezone.now())
        return self.decode(row.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.member_id = data.get(SESSION_KEY)
        row.device, began = data.get("device", ""), data.get("began")
        row.began_at = datetime.fromtimestamp(began, tz=UTC) if began else row.used_at
        return row


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in here."""
    request.session["device"] = devices.in_words(request.META.get("HTTP_USER_AGENT", ""))
    request.session["began"] = timezone.now().timestamp()


def end_others(request: HttpRequest, member: User) -> None:
    """Sign this member out everywhere but here."""
    member.sessions.exclude(session_key=request.session.session_key or "").delete()
