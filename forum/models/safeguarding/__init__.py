"""Worries about somebody's safety: what is done about one (`cases`), and what to think of on each
road (`guidance`)."""

from __future__ import annotations

from forum.models.safeguarding.cases import CaseEvent, CasePoint, SafeguardingCase, road_of
from forum.models.safeguarding.guidance import Guidance, Road

__all__ = ["CaseEvent", "CasePoint", "Guidance", "Road", "SafeguardingCase", "road_of"]
