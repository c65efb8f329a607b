"""A session as a row that says whose it is, so that its owner can see and end it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.sessions import SessionStore


class SessionManager(BaseSessionManager):
    def of(self, request: HttpRequest) -> list[Session]:
        """Where whoever asks is signed in: here first, then by when it was used last."""
        rows = self.filter(member=request.user, expire_date__gt=timezone.now())
        found = list(rows.defer("session_data").order_by("-used_at"))
        for session in found:
            session.is_this_one = session.session_key == request.session.session_key
        return sorted(found, key=lambda session: not session.is_this_one)


class Session(AbstractBaseSession):
    """A browser that we know again. No network address is kept, nor what the browser sends."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    #: Such as “Firefox on Windows”.
    device = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    #: Written every ten minutes at most.
    used_at = models.DateTimeField(default=timezone.now)

    objects = SessionManager()

    def __str__(self) -> str:
        return f"Session of {self.member_id or 'a visitor'}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def handle(self) -> str:
        """What its owner's page calls it; the key itself would open the account."""
        return salted_hmac("portal.accounts.session", self.session_key).hexdigest()[:20]
