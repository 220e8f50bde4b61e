"""Acknowledgements of a kept mail: looked up, taken back before they are sent, and let wait again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select, update

from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.register.register_rows import outbox_mail_of
from mailintake.register.sql_events import EventLog
from mailintake.register.tables import outbox
from mailintake.register.tables.outbox import WAS_RECALLED


def acknowledgement_of(connection: Connection, message_id: int) -> OutboxMail | None:
    """Return our answer to a kept mail; None where none was ever promised."""
    newest = select(outbox).where(outbox.c.answers == message_id).order_by(outbox.c.id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return None if row is None else outbox_mail_of(row)


def recall(log: EventLog, message_id: int, decision_id: int, *, only_its_own: bool, by: str) -> None:
    """Take back the answers to a mail that nobody may have yet, for a decision that was made or undone.

    One that is claimed is taken back too: whoever has it asks once more before the dot that ends it. ``only_its_own``
    leaves alone what follows from another decision.
    """
    taken = outbox.c.state.in_((OutboxState.WAITING, OutboxState.CLAIMED)) & (outbox.c.answers == message_id)
    if only_its_own:
        taken &= outbox.c.promised_by == decision_id
    dropped: dict[str, Any] = {"state": OutboxState.DROPPED, "recalled_by": decision_id}
    free: dict[str, Any] = {"claimed_by": None, "claimed_until": None}
    changed = update(outbox).where(taken).values(dropped | free).returning(outbox.c.id)
    for outbox_id in log.connection.scalars(changed).all():
        log.add("dropped", f"outbox:{outbox_id}", {"message": message_id}, actor=by)


def let_wait_again(log: EventLog, message_id: int, decision_id: int, *, by: str) -> None:
    """Let the answers to a mail wait again that a decision, undone since, took back: they follow from another one."""
    is_of_another = or_(outbox.c.promised_by.is_(None), outbox.c.promised_by != decision_id)
    taken = WAS_RECALLED & (outbox.c.answers == message_id) & (outbox.c.recalled_by == decision_id) & is_of_another
    again = {"state": OutboxState.WAITING, "recalled_by": None, "not_before": log.now, "next_attempt_at": log.now}
    for outbox_id in log.connection.scalars(update(outbox).where(taken).values(again).returning(outbox.c.id)).all():
        log.add("resent", f"outbox:{outbox_id}", {"message": message_id}, actor=by)
