"""Whether a member still comes here. Signing in lasts two weeks, so that it tells well enough."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from portal.models import User

#: Whoever has not been here for so long gets no mail but about decisions on their own texts.
AWAY = timedelta(days=180)


def is_away(member: User) -> bool:
    return (member.last_login or member.date_joined) < timezone.now() - AWAY
