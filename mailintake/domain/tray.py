"""A kept mail as staff see it: in the tray of what waits for them, and in a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailintake.domain.comment import Comment
from mailintake.domain.decision import Decision
from mailintake.domain.message import Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class TrayItem:
    """A kept mail with its standing decision, as staff see it."""

    id: int
    reading: Reading
    decision: Decision
    decided_by: str  # "machine", or the name of a person
    decided_at: datetime
    comment: Comment | None  # the one it belongs to


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One find of a search."""

    item_id: int
    reference: str
    organisation: str
    received_at: datetime
    label: str
    subject: str
    snippet: str
