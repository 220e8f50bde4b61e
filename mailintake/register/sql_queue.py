"""Store the intent to send a mail: one row for each kind, subject and recipient, ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from mailintake.domain.message import Message, Reading
from mailintake.domain.outbox import NewMail
from mailintake.register.columns import AnyRow
from mailintake.register.engine import insert_into
from mailintake.register.events import MACHINE
from mailintake.register.register_rows import outbox_row
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_threads import nearest, root_of, sent_mails
from mailintake.register.tables import outbox
from mailintake.register.tables.outbox import WAS_RECALLED
from mailintake.register.threads import pointers_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A mail to be sent, and the kept mail that it answers."""

    mail: NewMail
    message_id: int
    reading: Reading
    comment_id: int | None
    decision_id: int  # the decision that it follows from


def queue(log: EventLog, answers: Sequence[Answer], *, by: str = MACHINE) -> int:
    """Store answers that are not stored yet, each in its thread; return how many were new."""
    if not answers:
        return 0
    pointers = {pointer for answer in answers for pointer in pointers_of(answer.reading)}
    sent = sent_mails(log.connection, pointers)
    return add_to_outbox(
        log,
        [
            outbox_row(answer.mail)
            | {
                "comment_id": answer.comment_id,
                "answers": answer.message_id,
                "promised_by": answer.decision_id,
                "answers_sender": answer.reading.from_address if isinstance(answer.reading, Message) else None,
                "thread_root": root_of(nearest(pointers_of(answer.reading), sent)),
            }
            for answer in answers
        ],
        by=by,
    )


def add_to_outbox(log: EventLog, rows: Sequence[dict[str, Any]], *, by: str = MACHINE) -> int:
    """Store rows that are not stored yet; return how many were new.

    One that a person's word took back before it was sent is no second mail: it waits again, as it is now.
    """
    if by != MACHINE:
        rows = [row for row in rows if not _revive(log, row, by=by)]
    if not rows:
        return 0
    add = insert_into(log.connection.dialect.name, outbox).on_conflict_do_nothing()
    added = log.connection.execute(
        add.returning(outbox.c.id, outbox.c.kind, outbox.c.answers, outbox.c.consultation), rows
    ).all()
    for row in added:
        _log(log, row, by=by)
    return len(added)


def _revive(log: EventLog, row: dict[str, Any], *, by: str) -> bool:
    is_it = (
        (outbox.c.subject_key == row["subject_key"])
        & (outbox.c.recipient_key == row["recipient_key"])
        & (outbox.c.kind == row["kind"])
    )
    recalled = update(outbox).where(is_it, WAS_RECALLED).values(row | {"recalled_by": None})
    told = recalled.returning(outbox.c.id, outbox.c.kind, outbox.c.answers, outbox.c.consultation)
    revived = log.connection.execute(told).one_or_none()
    if revived is not None:
        _log(log, revived, by=by)
    return revived is not None


def _log(log: EventLog, row: AnyRow, *, by: str) -> None:
    data = {"kind": row.kind, "message": row.answers, "consultation": row.consultation}
    log.add("queued", f"outbox:{row.id}", data, actor=by)
