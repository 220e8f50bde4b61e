"""What happens while the story is played, as values; every time is simulated, aware, and shown in Swedish time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from mailintake.domain.decision import Label, Outcome
from mailintake.domain.digest import Reconciliation
from mailintake.domain.ledger import Disposition
from mailintake.domain.outbox import MailKind


@dataclass(frozen=True, kw_only=True, slots=True)
class MailArrived:
    """A mail lies in the mailbox."""

    key: str  # its name in the story
    at: datetime
    sender: str  # name, or address where there is none
    subject: str
    gloss: str  # what it is about, in one English line
    expected_label: Label
    expected_outcome: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class MailJudged:
    """A mail has been read and judged."""

    key: str
    label: Label
    outcome: Outcome
    disposition: Disposition
    why: str  # the evidence that counted most


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffDecided:
    """A person has decided about a mail that was in doubt."""

    key: str
    at: datetime
    label: Label


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskWork:
    """A person has done something else than decide about a mail."""

    at: datetime
    what: str  # such as "invites 32 associations"


@dataclass(frozen=True, kw_only=True, slots=True)
class MailSent:
    """A mail of ours has gone out."""

    at: datetime
    kind: MailKind
    recipient: str
    language: str
    subject: str
    answers: str = ""  # the key of the mail that it answers


@dataclass(frozen=True, kw_only=True, slots=True)
class DayPassed:
    """The clock has moved on to a moment of a day."""

    at: datetime
    notable: str = ""  # the day's line, such as "The first reminder goes out"; "": the last one stands


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """The story has been played to its end."""

    reconciliations: tuple[Reconciliation, ...]  # the proof that nothing is lost
    folder: Path  # where the mails that were sent lie, as files
    seconds: float  # how long it took, on a real clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """The days that the story covers, and those of them that matter."""

    first: date
    last: date
    milestones: tuple[tuple[date, str], ...] = ()  # a day and what it is, in order


Event = MailArrived | MailJudged | StaffDecided | DeskWork | MailSent | DayPassed | Ended
