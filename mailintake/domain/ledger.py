"""What is stored of each mail that was seen: one ledger row for every mail, the whole of it for those that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailintake.domain.acknowledgement import Permission
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.message import MessageRef, Reading
from mailintake.domain.outbox import NewMail


class Disposition(StrEnum):
    """What became of a mail that was seen; every UID ends in exactly one of these."""

    KEPT = "kept"
    LEFT = "left"
    HELD = "held"  # kept with its bytes and the reason why it could not be read
    DUPLICATE = "duplicate"  # the same mail was seen before, under another UID
    BEFORE_START = "before_start"  # older than the first run; not fetched
    GONE = "gone"  # listed, but taken away by a person before it could be fetched


@dataclass(frozen=True, kw_only=True, slots=True)
class Cursor:
    """How far a folder has been read."""

    uidvalidity: int
    last_uid: int
    started_at: datetime  # when the folder was first read: nothing older is answered
    first_uid: int = 1  # the mails below it were there before the start and are none of ours


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerEntry:
    """The row that every seen mail leaves: ids, hash, size, decision, and no content."""

    ref: MessageRef
    disposition: Disposition
    sha256: str = ""  # "" where the mail was never fetched
    content_hash: str = ""
    size: int
    internal_date: datetime | None
    seen_at: datetime
    label: Label = Label.UNRELATED
    outcome: Outcome = Outcome.LEAVE
    reason: str = ""
    probability: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """What a mail does to the register of comments."""

    consultation: str
    kind: Label  # comment, supplement or decline
    role: Role
    reference: str  # of the new comment, or of the one that is joined
    joins: int | None  # id of the comment that is joined; None: a new one
    sender: str
    organisation_id: int | None
    organisation_name: str
    received_at: datetime
    is_late: bool
    stance: Stance


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """What a received mail proves about a mail of ours, found by its Message-ID."""

    message_id: str
    has_arrived: bool  # True: a copy of it or an answer to it came; False: it came back
    failed_address: str = ""  # that no mail can reach any more; "" where the failure may pass
    proof: str = ""  # in words: "a copy came", "an answer came", "5.1.1 no such user"
    away_address: str = ""  # that an automatic answer to the mail came from, where it tells the next
    away_until: date | None = None  # the last day that nobody reads what comes to that address


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptMail:
    """Everything stored of a mail that concerns us, in the same transaction as its ledger row."""

    entry: LedgerEntry
    original: bytes
    reading: Reading
    decision: Decision
    permission: Permission | None = None  # whether it may be answered; None: not asked, for staff decide first
    registration: Registration | None = None
    answers: tuple[NewMail, ...] = ()
    settlements: tuple[Settlement, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What is committed at once."""

    entries: tuple[LedgerEntry, ...]  # of every mail in it, kept or not
    kept: tuple[KeptMail, ...]
    cursor: Cursor | None  # how far the folder has been read after it; None: mail that came as files
    mailbox: str
    folder: str
    now: datetime
