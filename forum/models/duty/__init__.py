"""Volunteers on duty: when they are on call (`shifts`), of what they were alerted (`alerts`)."""

from __future__ import annotations

from forum.models.duty.alerts import Alert, AlertMail
from forum.models.duty.shifts import Shift, Turn

__all__ = ["Alert", "AlertMail", "Shift", "Turn"]
