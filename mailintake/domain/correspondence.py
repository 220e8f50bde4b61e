"""What we write to those who were asked and those who answered: how each letter is named, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mailintake.domain.message import Authentication
from mailintake.domain.outbox import MailKind, OutboxState


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedLetter:
    """A letter of ours as the outbox holds it, without its content."""

    id: int
    kind: MailKind
    subject_key: str
    recipient: str
    organisation_id: int | None
    state: OutboxState
    sent_at: datetime | None
    is_bounced: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Answerer:
    """Whoever has sent a comment or a decline that stands."""

    address: str  # in lower case
    organisation_id: int | None  # the one it came from
    language: str  # of the mail; "und" or "" where it is not known
    authentication: Authentication  # of the mail: a forged address is not written to
    is_dead: bool  # our answer came back, or the organisation's address is dead


def invitation_key(consultation: str, organisation_id: int, again_on: date | None = None) -> str:
    """Return what an invitation is about; one that is sent again has a name of its own, with the local day."""
    key = f"invitation:{consultation}:{organisation_id}"
    return key if again_on is None else f"{key}:{again_on.isoformat()}"


def reminder_key(consultation: str, days_before: int, organisation_id: int) -> str:
    """Return what a reminder is about; ``days_before`` names its round."""
    return f"reminder:{consultation}:{days_before}:{organisation_id}"


def extension_key(consultation: str, organisation_id: int, last_day: date) -> str:
    """Return what the notice of an extension is about."""
    return f"extension:{consultation}:{organisation_id}:{last_day.isoformat()}"


def decision_key(consultation: str, decided_on: date) -> str:
    """Return what the notice of a decision is about."""
    return f"decision:{consultation}:{decided_on.isoformat()}"
