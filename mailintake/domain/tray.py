"""A kept mail as staff see it: in the tray of what waits for them, and in a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailintake.domain.comment import Comment
from mailintake.domain.decision import Decision
from mailintake.domain.history import History
from mailintake.domain.message import Message, Reading


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
class HumanDecision:
    """What a person has decided of a mail that could be read, and what was known of the mail before."""

    message: Message
    history: History  # the mail of ours that it answers, and its sender's comments from before it: no more is told
    decision: Decision
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """From which organisation a person says a mail comes, and the address by which its next mail is known."""

    consultation: str
    organisation_id: int | None  # None: the one that has this name, or else a new one that was not invited
    name: str
    address: str  # "" where the mail tells none that is its sender's own


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
