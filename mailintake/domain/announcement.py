"""What the authority tells those who were asked and those who answered: what was decided, and the next meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

# What a notice has room for, in characters.
LONGEST_DECISION = 400
LONGEST_PLACE = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """A meeting that people are invited to (dialogträff)."""

    starts_at: datetime  # aware
    ends_at: datetime  # aware, after the start
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """What was decided (beslut) when a consultation had ended, in words that staff wrote."""

    decided_on: date
    decision: str  # a sentence or two, in the service's own language
    decision_by_language: Mapping[str, str] = field(default_factory=dict)
    url: str = ""  # where the decision can be read
    meeting: Meeting | None = None

    def decision_in(self, language: str) -> str:
        """What was decided in a language, or in the original one."""
        return self.decision_by_language.get(language, self.decision)
