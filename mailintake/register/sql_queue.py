"""Store the intent to send a mail: one row for each kind, subject and recipient, ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mailintake.domain.message import Message, Reading
from mailintake.domain.outbox import NewMail
from mailintake.register.engine import insert_into
from mailintake.register.events import MACHINE
from mailintake.register.register_rows import outbox_row
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_threads import nearest, root_of, sent_mails
from mailintake.register.tables import outbox
from mailintake.register.threads import pointers_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A mail to be sent, and the kept mail that it answers."""

    mail: NewMail
    message_id: int
    reading: Reading
    comment_id: int | None


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
                "answers_sender": answer.reading.from_address if isinstance(answer.reading, Message) else None,
                "thread_root": root_of(nearest(pointers_of(answer.reading), sent)),
            }
            for answer in answers
        ],
        by=by,
    )


def add_to_outbox(log: EventLog, rows: Sequence[dict[str, Any]], *, by: str = MACHINE) -> int:
    """Store rows that are not stored yet; return how many were new."""
    if not rows:
        return 0
    add = insert_into(log.connection.dialect.name, outbox).on_conflict_do_nothing()
    added = log.connection.execute(
        add.returning(outbox.c.id, outbox.c.kind, outbox.c.answers, outbox.c.consultation), rows
    ).all()
    for row in added:
        data = {"kind": row.kind, "message": row.answers, "consultation": row.consultation}
        log.add("queued", f"outbox:{row.id}", data, actor=by)
    return len(added)
