"""Seen and kept mail as rows of the tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect

from mailintake.domain.decision import Decision, Evidence, Label, Outcome
from mailintake.domain.ledger import Disposition, KeptMail, LedgerEntry
from mailintake.domain.message import (
    Attachment,
    Authentication,
    Automatic,
    FailedRecipient,
    MachineSigns,
    Message,
    MessageRef,
    Reading,
    Unreadable,
)
from mailintake.domain.organisation import OrganisationMatch
from mailintake.register.columns import AnyRow, UtcDateTime
from mailintake.register.text import clean

_MOMENT = UtcDateTime()
# The fields of a message that are stored as they are, and those that are lists of texts.
_PLAIN = (
    "message_id",
    "from_address",
    "from_name",
    "sender_address",
    "subject",
    "date",
    "language",
    "text",
    "quoted",
    "signature",
    "automatic",
    "automatic_reason",
    "reported_message_id",
    "authentication",
    "is_whole",
)
_LISTS = ("reply_to", "to", "cc", "sent_to", "in_reply_to", "references", "defects")
_DECIDED = tuple(each.name for each in fields(Decision))
_FOUND = tuple(each.name for each in fields(Evidence))
# What stands in the place of each where a mail could not be read.
_UNREAD: dict[str, Any] = {
    **dict.fromkeys(_PLAIN, ""),
    **dict.fromkeys(_LISTS, ()),
    "date": None,
    "automatic": Automatic.NONE,
    "authentication": Authentication.UNKNOWN,
    "is_whole": False,
    "language": "und",
    "recipients_failed": (),
    "signs": {},
}


def ref_of(row: AnyRow) -> MessageRef:
    """Return where a mail lies."""
    return MessageRef(mailbox=row.mailbox, folder=row.folder, uidvalidity=row.uidvalidity, uid=row.uid)


def ref_row(ref: MessageRef) -> dict[str, Any]:
    """Return the key columns of a place."""
    return {"mailbox": ref.mailbox, "folder": ref.folder, "uidvalidity": ref.uidvalidity, "uid": ref.uid}


def ledger_rows(entries: Iterable[LedgerEntry], dialect: Dialect) -> list[dict[str, Any]]:
    """Return the rows that seen mails leave, as the driver takes them: this is the path of every mail there is."""
    moment = _MOMENT.process_bind_param
    return [
        {
            "mailbox": clean(entry.ref.mailbox),
            "folder": clean(entry.ref.folder),
            "uidvalidity": entry.ref.uidvalidity,
            "uid": entry.ref.uid,
            "disposition": entry.disposition.value,
            "sha256": entry.sha256 or None,
            "content_hash": entry.content_hash or None,
            "size": entry.size,
            "internal_date": moment(entry.internal_date, dialect),
            "seen_at": moment(entry.seen_at, dialect),
            "label": entry.label.value,
            "outcome": entry.outcome.value,
            "reason": clean(entry.reason),
            "probability": entry.probability,
        }
        for entry in entries
    ]


def ledger_entry_of(row: AnyRow) -> LedgerEntry:
    """Return what a row tells of a seen mail."""
    return LedgerEntry(
        ref=ref_of(row),
        disposition=Disposition(row.disposition),
        sha256=row.sha256 or "",
        content_hash=row.content_hash or "",
        size=row.size,
        internal_date=row.internal_date,
        seen_at=row.seen_at,
        label=Label(row.label),
        outcome=Outcome(row.outcome),
        reason=row.reason,
        probability=row.probability,
    )


def message_row(kept: KeptMail, now: datetime) -> dict[str, Any]:
    """Return the row of a kept mail, without its attachments."""
    reading = kept.reading
    row: dict[str, Any] = ref_row(kept.entry.ref) | {
        "kept_at": now,
        "is_held": kept.entry.disposition is Disposition.HELD,
        "permission_allowed": None if kept.permission is None else kept.permission.allowed,
        "permission_reason": "" if kept.permission is None else kept.permission.reason.value,
        "is_readable": isinstance(reading, Message),
        "unreadable_reason": "",
        "sha256": reading.sha256,
        "content_hash": reading.content_hash,
        "size": reading.size,
        "received_at": reading.received_at,
    }
    if isinstance(reading, Unreadable):
        told = {"from_address": reading.from_address, "subject": reading.subject, "unreadable_reason": reading.reason}
        return row | _UNREAD | told
    row |= {name: getattr(reading, name) for name in (*_PLAIN, *_LISTS)}
    signs = asdict(reading.signs)
    signs["auto_response_suppress"] = sorted(reading.signs.auto_response_suppress)
    return row | {"recipients_failed": [asdict(failed) for failed in reading.recipients_failed], "signs": signs}


def reading_of(row: AnyRow, attachments: Sequence[AnyRow]) -> Reading:
    """Return what could be read of a kept mail."""
    if not row.is_readable:
        return Unreadable(
            sha256=row.sha256,
            content_hash=row.content_hash,
            size=row.size,
            received_at=row.received_at,
            reason=row.unreadable_reason,
            subject=row.subject,
            from_address=row.from_address,
        )
    columns = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    plain: dict[str, Any] = {name: columns[name] for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(columns[name]) for name in _LISTS}
    signs = dict(row.signs)
    return Message(
        sha256=row.sha256,
        content_hash=row.content_hash,
        size=row.size,
        received_at=row.received_at,
        attachments=tuple(_attachment_of(each) for each in attachments),
        recipients_failed=tuple(FailedRecipient(**failed) for failed in row.recipients_failed),
        signs=MachineSigns(
            **signs
            | {
                "list_fields": tuple(signs["list_fields"]),
                "auto_response_suppress": frozenset(signs["auto_response_suppress"]),
            }
        ),
        **plain,
        **lists,
    )


def attachment_rows(message_id: int, reading: Reading) -> list[dict[str, Any]]:
    """Return the rows of a kept mail's attachments."""
    if isinstance(reading, Unreadable):
        return []
    return [
        asdict(attachment) | {"message_id": message_id, "position": position}
        for position, attachment in enumerate(reading.attachments)
    ]


def decision_row(message_id: int, decision: Decision, *, by: str, at: datetime, is_waiting: bool) -> dict[str, Any]:
    """Return the row of a decision that stands from now on."""
    return {
        "message_id": message_id,
        "is_standing": True,
        "is_waiting": is_waiting,
        "decided_by": by,
        "decided_at": at,
        **_values_of(decision),
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return all that a decision says, as plain values: what the log's hash covers.

    What decisions have said since a later version is left out where it says nothing: earlier ones keep their hash.
    """
    data = _values_of(decision)
    if decision.request is None:
        del data["request"]
    if decision.organisation is not None and not decision.organisation.language:
        del data["organisation"]["language"]
    return data


def decision_of(row: AnyRow) -> Decision:
    """Return a decision."""
    return Decision(
        label=Label(row.label),
        outcome=Outcome(row.outcome),
        reason=row.reason,
        explanation=row.explanation,
        probability=row.probability,
        consultation=row.consultation,
        organisation=None if row.organisation is None else OrganisationMatch(**row.organisation),
        stance=row.stance,
        role=row.role,
        joins=row.joins,
        is_late=row.is_late,
        request=row.request,
        is_records_request=row.is_records_request,
        evidence=tuple(Evidence(**each) for each in row.evidence),
        version=row.version,
    )


def _values_of(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain values; as ``asdict`` does, which takes ten times as long for forty findings."""
    values = {name: getattr(decision, name) for name in _DECIDED}
    values["organisation"] = None if decision.organisation is None else asdict(decision.organisation)
    values["evidence"] = [{name: getattr(one, name) for name in _FOUND} for one in decision.evidence]
    return values


def _attachment_of(row: AnyRow) -> Attachment:
    return Attachment(
        filename=row.filename,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        text=row.text,
        is_readable=row.is_readable,
    )
