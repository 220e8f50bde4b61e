"""The outbox in the database (port Outbox): any number of processes claim, and no mail is claimed twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select, union_all, update

from mailintake.domain.outbox import NewMail, OutboxMail, OutboxState, next_attempt
from mailintake.register.columns import AnyRow
from mailintake.register.register_rows import outbox_mail_of, outbox_row
from mailintake.register.sql_events import EventLog, figure
from mailintake.register.sql_queue import add_to_outbox
from mailintake.register.sql_room import SqlRoom
from mailintake.register.sql_settle import SENT_FIGURE
from mailintake.register.tables import outbox
from mailintake.register.tables.outbox import HAS_FAILED, IS_CLAIMED, IS_WAITING

_FREE: dict[str, Any] = {"claimed_by": None, "claimed_until": None}


class SqlOutbox(SqlRoom):
    """Mail that we send."""

    def queue(self, mails: Sequence[NewMail], now: datetime) -> int:
        """Store intents that are not stored yet; return how many were new."""
        if not mails:
            return 0
        with self.store.write() as connection:
            log = EventLog(connection, now)
            added = add_to_outbox(log, [outbox_row(mail) for mail in mails])
            log.store()
        return added

    def claim(self, now: datetime, until: datetime, limit: int) -> list[OutboxMail]:
        """Claim mails that are due, oldest first; each counts as an attempt. Claims of others are passed over."""
        with self.store.write() as connection:
            ids = connection.scalars(_DUE, {"now": now, "limit": limit}).all()
            if not ids:
                return []
            claimed = (
                update(outbox)
                .where(outbox.c.id.in_(ids))
                .values(
                    state=OutboxState.CLAIMED,
                    attempts=outbox.c.attempts + 1,
                    claimed_by=self.worker,
                    claimed_until=until,
                )
                .returning(outbox)
            )
            rows = connection.execute(claimed).all()
        return [outbox_mail_of(row) for row in sorted(rows, key=lambda row: (row.not_before, row.id))]

    def mark_final(self, outbox_id: int, now: datetime) -> bool:  # noqa: ARG002
        """Record that the last dot is about to be sent; False if the row is no longer ours to send."""
        is_ours = and_(outbox.c.state == OutboxState.CLAIMED, outbox.c.claimed_by == self.worker)
        with self.store.write() as connection:
            return _change(connection, outbox_id, is_ours, {"state": OutboxState.FINAL}) is not None

    def mark_sent(self, outbox_id: int, now: datetime) -> None:
        """Record the server's 250: a fact, whatever became of the claim meanwhile."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            values = {"state": OutboxState.SENT, "sent_at": now, "error": "", **_FREE}
            if _change(connection, outbox_id, outbox.c.state != OutboxState.SENT, values) is not None:
                log.count(SENT_FIGURE, 1)
                log.add("sent", f"outbox:{outbox_id}", {})
            log.store()

    def put_off(self, outbox_id: int, until: datetime, error: str, now: datetime) -> None:  # noqa: ARG002
        """Record that it did not go now."""
        values = {"state": OutboxState.WAITING, "next_attempt_at": until, "error": error, **_FREE}
        with self.store.write() as connection:
            _change(connection, outbox_id, self._is_claimed(), values)

    def fail(self, outbox_id: int, error: str, now: datetime) -> None:
        """Record that it will not go."""
        self._end(outbox_id, OutboxState.FAILED, error, now)

    def suppress(self, outbox_id: int, reason: str, now: datetime) -> None:
        """Record that it is no longer due."""
        self._end(outbox_id, OutboxState.SUPPRESSED, reason, now)

    def mark_unknown(self, outbox_id: int, error: str, now: datetime) -> None:
        """Record that the server may have it; one for staff waits to be sent again."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            values = {"state": OutboxState.UNKNOWN, "error": error, **_FREE}
            row = _change(connection, outbox_id, self._is_claimed(), values)
            if row is not None:
                _note_unknown(log, row)
            log.store()

    def release(self, now: datetime, *, is_alone: bool) -> int:
        """Take back claims that have expired, or all of other processes when no other can be alive.

        A claimed one waits again, a final one becomes unknown (one for staff waits again). Returns how many.
        """
        is_lost = outbox.c.claimed_until <= now
        if is_alone:
            is_lost = or_(is_lost, outbox.c.claimed_by != self.worker)
        lost = select(outbox.c.id, outbox.c.state).where(IS_CLAIMED, is_lost).order_by(outbox.c.claimed_until)
        with self.store.read() as connection:
            if connection.execute(lost.limit(1)).first() is None:
                return 0
        with self.store.write() as connection:
            log = EventLog(connection, now)
            rows = connection.execute(lost.with_for_update()).all()
            for before in rows:
                is_final = before.state is OutboxState.FINAL
                values = {"state": OutboxState.UNKNOWN if is_final else OutboxState.WAITING, **_FREE}
                row = _change(connection, before.id, outbox.c.state == before.state, values)
                if row is not None and is_final:
                    _note_unknown(log, row)
            log.store()
        return len(rows)

    def counts(self) -> dict[str, int]:
        """Return how many mails are in each state."""
        with self.store.read() as connection:
            rows = connection.execute(_UNSENT_COUNTS).all()
            sent = figure(connection, SENT_FIGURE)
        counts = {state.value: 0 for state in OutboxState}
        return counts | {row.state.value: row.mails for row in rows} | {OutboxState.SENT.value: sent}

    def next_due_at(self) -> datetime | None:
        """Return when the next waiting mail is due; None where none waits."""
        with self.store.read() as connection:
            due_at: datetime | None = connection.scalar(_NEXT_DUE)
        return due_at

    def _is_claimed(self) -> Any:
        in_hand = outbox.c.state.in_((OutboxState.CLAIMED, OutboxState.FINAL))
        return and_(in_hand, outbox.c.claimed_by == self.worker)

    def _end(self, outbox_id: int, state: OutboxState, why: str, now: datetime) -> None:
        with self.store.write() as connection:
            log = EventLog(connection, now)
            can_end = or_(outbox.c.state == OutboxState.WAITING, self._is_claimed())
            if _change(connection, outbox_id, can_end, {"state": state, "error": why, **_FREE}) is not None:
                log.add(state.value, f"outbox:{outbox_id}", {})
            log.store()


def _change(connection: Connection, outbox_id: int, condition: Any, values: dict[str, Any]) -> AnyRow | None:
    """Compare and set: change a mail where the condition holds; return it, or None where it does not hold."""
    changed = update(outbox).where(outbox.c.id == outbox_id, condition).values(values)
    told = changed.returning(outbox.c.id, outbox.c.is_for_staff, outbox.c.attempts)
    return connection.execute(told).one_or_none()


def _note_unknown(log: EventLog, row: AnyRow) -> None:
    """Log that nobody knows whether a mail went; one for staff waits again, for hearing it twice does no harm."""
    if row.is_for_staff:
        due_at = next_attempt(max(row.attempts, 1), log.now, jitter=0)
        again = {"state": OutboxState.WAITING, "next_attempt_at": due_at}
        _change(log.connection, row.id, outbox.c.state == OutboxState.UNKNOWN, again)
    else:
        log.add(OutboxState.UNKNOWN.value, f"outbox:{row.id}", {})


_NOW = bindparam("now", type_=outbox.c.not_before.type)
_DUE = (
    select(outbox.c.id)
    .where(IS_WAITING, outbox.c.not_before <= _NOW, outbox.c.next_attempt_at <= _NOW)
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_UNSENT_COUNTS = union_all(
    *(
        select(outbox.c.state, func.count().label("mails")).where(found).group_by(outbox.c.state)
        for found in (IS_WAITING, IS_CLAIMED, HAS_FAILED)
    )
)
_NEXT_DUE = select(func.min(outbox.c.next_attempt_at)).where(IS_WAITING)
