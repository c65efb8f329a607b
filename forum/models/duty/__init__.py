"""Volunteers on duty: when they are on call (`shifts`), of what they were alerted (`alerts`), what
they leave for whoever comes next (`notes`), and how much they can bear in a day (`limits`)."""

from __future__ import annotations

from forum.models.duty.alerts import Alert, AlertMail
from forum.models.duty.limits import DutyLimit
from forum.models.duty.notes import ShiftNote, ShiftNoteRead
from forum.models.duty.shifts import Shift, Turn

__all__ = ["Alert", "AlertMail", "DutyLimit", "Shift", "ShiftNote", "ShiftNoteRead", "Turn"]
