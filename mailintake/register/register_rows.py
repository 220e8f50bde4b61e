"""Comments and mail of ours as rows of the tables, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mailintake.domain.comment import Comment
from mailintake.domain.ledger import Registration
from mailintake.domain.outbox import MailKind, NewMail, OutboxMail, OutboxState
from mailintake.register.columns import AnyRow
from mailintake.register.standing import kind_of
from mailintake.register.text import domain_of


def comment_row(registration: Registration, *, by: str) -> dict[str, Any]:
    """Return what a registration says of its comment."""
    return {
        "consultation": registration.consultation,
        "reference": registration.reference,
        "reference_key": registration.reference,
        "kind": kind_of(registration),
        "sender": registration.sender,
        "sender_key": registration.sender,
        "organisation_id": registration.organisation_id,
        "organisation_name": registration.organisation_name,
        "received_at": registration.received_at,
        "is_late": registration.is_late,
        "stance": registration.stance,
        "stance_by": by,
    }


def comment_of(row: AnyRow) -> Comment:
    """Return a comment."""
    return Comment(
        id=row.id,
        consultation=row.consultation,
        reference=row.reference,
        kind=row.kind,
        sender=row.sender,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        received_at=row.received_at,
        is_late=row.is_late,
        stance=row.stance,
        status=row.status,
        diary_number=row.diary_number,
    )


def outbox_row(mail: NewMail) -> dict[str, Any]:
    """Return the row of an intent that waits to be sent."""
    return asdict(mail) | {
        "recipient_key": mail.recipient,
        "recipient_domain": domain_of(mail.recipient),
        "comment_id": None,
        "promised_by": None,
        "answers": None,
        "answers_sender": None,
        "thread_root": None,
        "state": OutboxState.WAITING,
        "attempts": 0,
        "next_attempt_at": mail.not_before,
        "is_bounced": False,
        "error": "",
    }


def outbox_mail_of(row: AnyRow) -> OutboxMail:
    """Return a mail of ours as it stands."""
    return OutboxMail(
        id=row.id,
        mail=NewMail(
            kind=MailKind(row.kind),
            subject_key=row.subject_key,
            recipient=row.recipient,
            message_id=row.message_id,
            subject=row.subject,
            language=row.language,
            content=row.content,
            consultation=row.consultation,
            organisation_id=row.organisation_id,
            created_at=row.created_at,
            not_before=row.not_before,
            is_for_staff=row.is_for_staff,
        ),
        state=OutboxState(row.state),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        sent_at=row.sent_at,
        error=row.error,
    )
