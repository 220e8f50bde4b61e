"""Gather what the daily digest tells from the database: figures and one-liners, never a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from mailintake.domain.consultation import Consultation
from mailintake.domain.digest import CommentLine, Digest, Reconciliation, TrayLine
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import OutboxState
from mailintake.register.columns import AnyRow
from mailintake.register.figures import LEFT, SEEN, bounced_names, figures_of, held
from mailintake.register.sql_events import figure
from mailintake.register.sql_organisation_rows import organisations_of
from mailintake.register.tables import (
    comment,
    comment_message,
    decision,
    ledger,
    message,
    outbox,
    poll,
    reconciliation,
)
from mailintake.register.tables.mail import IS_WAITING
from mailintake.register.tables.outbox import is_in


def digest_of(
    connection: Connection, consultations: Sequence[Consultation], day: date, since: datetime, until: datetime
) -> Digest:
    """Return the figures of a period, from ``since`` up to but not including ``until``."""
    new = _new_comments(connection, since, until)
    organisations: dict[str, Sequence[Organisation]] = {
        consultation.key: organisations_of(connection, consultation.key) for consultation in consultations
    }
    tray = tuple(_tray_line(row) for row in connection.execute(_TRAY))
    seen = _seen(connection, since, until)
    return Digest(
        day=day,
        since=since,
        until=until,
        is_delayed=False,
        consultations=tuple(
            figures_of(
                consultation,
                organisations=organisations[consultation.key],
                new=new.get(consultation.key, ()),
                comments=figure(connection, f"comments:{consultation.key}"),
                at=until,
            )
            for consultation in consultations
        ),
        tray=tray,
        sending_unknown=_sending(connection, OutboxState.UNKNOWN),
        sending_failed=_sending(connection, OutboxState.FAILED),
        bounced=bounced_names(each for known in organisations.values() for each in known),
        suppressed=_suppressed(connection, since, until),
        seen=sum(seen.values()),
        left=sum(mails for disposition, mails in seen.items() if disposition in LEFT),
        held=held(tray),
        reconciliations=_reconciliations(connection),
        last_poll_at=connection.scalar(select(poll.c.at)),
    )


def _new_comments(connection: Connection, since: datetime, until: datetime) -> dict[str, list[CommentLine]]:
    asked = (
        select(comment, comment_message.c.role, message.c.received_at.label("mail_received_at"), message.c.from_name)
        .join(comment_message, comment_message.c.comment_id == comment.c.id)
        .join(message, message.c.id == comment_message.c.message_id)
        .where(comment_message.c.registered_at >= since, comment_message.c.registered_at < until)
        .order_by(message.c.received_at, message.c.id)
    )
    found: dict[str, list[CommentLine]] = defaultdict(list)
    for row in connection.execute(asked):
        line = CommentLine(
            reference=row.reference,
            organisation=row.organisation_name or row.from_name or row.sender,
            received_at=row.mail_received_at,
            is_late=row.is_late,
            stance=row.stance,
            kind=row.kind,
            role=row.role.value,
        )
        found[row.consultation].append(line)
    return found


def _tray_line(row: AnyRow) -> TrayLine:
    named = row.organisation["name"] if row.organisation else ""
    return TrayLine(
        item_id=row.id,
        received_at=row.received_at,
        label=row.label.value,
        reason=row.reason,
        organisation=named or row.from_name or row.from_address,
        is_held=row.is_held,
        is_records_request=row.is_records_request,
    )


def _sending(connection: Connection, state: OutboxState) -> int:
    return connection.scalar(select(func.count()).select_from(outbox).where(is_in(state))) or 0


def _suppressed(connection: Connection, since: datetime, until: datetime) -> tuple[tuple[str, int], ...]:
    mails = func.count().label("mails")
    asked = (
        select(message.c.permission_reason, mails)
        .where(message.c.kept_at >= since, message.c.kept_at < until, message.c.permission_allowed.is_(False))
        .group_by(message.c.permission_reason)
        .order_by(mails.desc(), message.c.permission_reason)
    )
    return tuple((row.permission_reason, row.mails) for row in connection.execute(asked))


def _seen(connection: Connection, since: datetime, until: datetime) -> dict[str, int]:
    asked = (
        select(ledger.c.disposition, func.count().label("mails"))
        .where(ledger.c.seen_at >= since, ledger.c.seen_at < until)
        .group_by(ledger.c.disposition)
    )
    return {row.disposition: row.mails for row in connection.execute(asked) if row.disposition in SEEN}


def _reconciliations(connection: Connection) -> tuple[Reconciliation, ...]:
    """Return the newest result of each folder."""
    newest = select(func.max(reconciliation.c.id)).group_by(reconciliation.c.mailbox, reconciliation.c.folder)
    asked = (
        select(reconciliation)
        .where(reconciliation.c.id.in_(newest))
        .order_by(reconciliation.c.mailbox, reconciliation.c.folder)
    )
    return tuple(
        Reconciliation(
            folder=row.folder,
            at=row.at,
            in_mailbox=row.in_mailbox,
            unseen=row.unseen,
            kept=row.kept,
            left=row.left,
            gone=row.gone,
        )
        for row in connection.execute(asked)
    )


_TRAY = (
    select(
        message.c.id,
        message.c.received_at,
        message.c.is_held,
        message.c.from_name,
        message.c.from_address,
        decision.c.label,
        decision.c.reason,
        decision.c.organisation,
        decision.c.is_records_request,
    )
    .join(decision, decision.c.message_id == message.c.id)
    .where(IS_WAITING)
    .order_by(decision.c.is_records_request.desc(), message.c.received_at, message.c.id)
)
