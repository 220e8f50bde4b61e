"""Seen and kept mail as values for tests of the register: invented, and whole enough to be stored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fakes.consultations import LULEA
from mailintake.domain.comment import Role, Stance, mint_reference
from mailintake.domain.decision import Decision, Evidence, Label, Outcome
from mailintake.domain.ledger import Batch, Cursor, Disposition, KeptMail, LedgerEntry, Registration
from mailintake.domain.message import Message, MessageRef, Reading, Unreadable
from mailintake.domain.outbox import MailKind, NewMail

NOW = datetime(2018, 6, 21, 8, 0, tzinfo=UTC)
MAILBOX = "lulea.kommun"
FOLDER = "INBOX"
UIDVALIDITY = 1529568000
SENDER = "anna.berg@fripost.example"
SECRET = b"0123456789abcdef0123456789abcdef"


def ref(uid: int, **fields: Any) -> MessageRef:
    """Where a mail lies."""
    return MessageRef(**({"mailbox": MAILBOX, "folder": FOLDER, "uidvalidity": UIDVALIDITY, "uid": uid} | fields))


def original(number: int) -> bytes:
    """The bytes of a mail."""
    return f"Subject: mail {number}\r\n\r\nHello.\r\n".encode()


def sha256_of(number: int) -> str:
    """The hash of a mail's bytes."""
    return hashlib.sha256(original(number)).hexdigest()


def content_hash_of(number: int) -> str:
    """The hash of a mail's content."""
    return hashlib.sha256(f"content {number}".encode()).hexdigest()


def entry(uid: int, disposition: Disposition = Disposition.LEFT, **fields: Any) -> LedgerEntry:
    """The ledger row of a mail, left alone unless said otherwise."""
    values: dict[str, Any] = {
        "ref": ref(uid),
        "disposition": disposition,
        "sha256": sha256_of(uid),
        "content_hash": content_hash_of(uid),
        "size": len(original(uid)),
        "internal_date": NOW,
        "seen_at": NOW,
        "reason": "no_evidence",
        "probability": 0.01,
    }
    return LedgerEntry(**(values | fields))


def message(number: int, **fields: Any) -> Message:
    """A mail that could be read."""
    values: dict[str, Any] = {
        "sha256": sha256_of(number),
        "content_hash": content_hash_of(number),
        "size": len(original(number)),
        "message_id": f"<{number}@fripost.example>",
        "from_address": SENDER,
        "from_name": "Anna Berg",
        "received_at": NOW,
        "subject": "Synpunkter",
        "text": "Vi tycker att förslaget är bra.",
    }
    return Message(**(values | fields))


def unreadable(number: int, **fields: Any) -> Unreadable:
    """A mail that could not be read."""
    values: dict[str, Any] = {
        "sha256": sha256_of(number),
        "content_hash": content_hash_of(number),
        "size": len(original(number)),
        "received_at": NOW,
        "reason": "It is nested too deep.",
    }
    return Unreadable(**(values | fields))


def decision(label: Label = Label.COMMENT, outcome: Outcome = Outcome.ACT, **fields: Any) -> Decision:
    """A decision with evidence."""
    values: dict[str, Any] = {
        "reason": "opinion",
        "explanation": "It gives an opinion on the proposal.",
        "probability": 0.97,
        "consultation": LULEA,
        "evidence": (Evidence(rule="opinion", hit=True, weight=2.5, text="tycker"),),
        "version": "1",
    }
    return Decision(label=label, outcome=outcome, **(values | fields))


def registration(number: int, **fields: Any) -> Registration:
    """What a first comment registers."""
    reference = mint_reference("LÖK", secret=SECRET, consultation=LULEA, content_hash=content_hash_of(number))
    values: dict[str, Any] = {
        "consultation": LULEA,
        "kind": Label.COMMENT,
        "role": Role.ORIGINAL,
        "reference": reference,
        "joins": None,
        "sender": SENDER,
        "organisation_id": None,
        "organisation_name": "",
        "received_at": NOW,
        "is_late": False,
        "stance": Stance.SUPPORTS,
    }
    return Registration(**(values | fields))


def mail(number: int, kind: MailKind = MailKind.ACKNOWLEDGEMENT, **fields: Any) -> NewMail:
    """A mail of ours: the answer to a mail, unless said otherwise."""
    values: dict[str, Any] = {
        "subject_key": f"message:{content_hash_of(number)}",
        "recipient": SENDER,
        "message_id": f"<mailintake.{number}@lulea.example>",
        "subject": "Tack, vi har tagit emot era synpunkter",
        "language": "sv",
        "content": b"Subject: Tack\r\n\r\nTack.\r\n",
        "consultation": LULEA,
        "created_at": NOW,
        "not_before": NOW,
    }
    return NewMail(kind=kind, **(values | fields))


def kept(uid: int, reading: Reading | None = None, decided: Decision | None = None, **fields: Any) -> KeptMail:
    """A mail that is kept, with what follows from it given by name."""
    told = decided or decision()
    values: dict[str, Any] = {
        "entry": entry(
            uid,
            Disposition.HELD if isinstance(reading, Unreadable) else Disposition.KEPT,
            label=told.label,
            outcome=told.outcome,
            reason=told.reason,
            probability=told.probability,
        ),
        "original": original(uid),
        "reading": reading or message(uid),
        "decision": told,
    }
    return KeptMail(**(values | fields))


def batch(*mails: LedgerEntry | KeptMail, last_uid: int | None = None, **fields: Any) -> Batch:
    """A batch of these mails; the cursor moves to the highest of their UIDs unless said otherwise."""
    entries = tuple(each.entry if isinstance(each, KeptMail) else each for each in mails)
    reached = last_uid if last_uid is not None else max((each.ref.uid for each in entries), default=0)
    values: dict[str, Any] = {
        "entries": entries,
        "kept": tuple(each for each in mails if isinstance(each, KeptMail)),
        "cursor": cursor(reached),
        "mailbox": MAILBOX,
        "folder": FOLDER,
        "now": NOW,
    }
    return Batch(**(values | fields))


def cursor(last_uid: int, **fields: Any) -> Cursor:
    """How far the folder has been read."""
    return Cursor(**({"uidvalidity": UIDVALIDITY, "last_uid": last_uid, "started_at": NOW} | fields))


def file_batch(*mails: LedgerEntry | KeptMail) -> Batch:
    """A batch of mail that came as files."""
    return batch(*mails, cursor=None, mailbox="file", folder="")


def left_mails(first: int, last: int) -> Sequence[LedgerEntry]:
    """Ledger rows of mail that was left alone, one for each UID."""
    return [entry(uid) for uid in range(first, last + 1)]
