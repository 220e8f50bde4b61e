"""What a person does with a mail of ours, and looks up by reference (ports Outbox and Reports)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mailintake.domain.comment import Comment
from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.errors import NotFoundError
from mailintake.register.desk import DROPPABLE, RESENDABLE, no_such_comment, no_such_mail, wrong_state
from mailintake.register.register_rows import comment_of, outbox_mail_of
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import comment, outbox


class SqlDesk(SqlRoom):
    """One mail or comment by its name, and a person's word on it."""

    def mail(self, outbox_id: int) -> OutboxMail:
        """Return one mail. Raises NotFoundError."""
        with self.store.read() as connection:
            row = connection.execute(select(outbox).where(outbox.c.id == outbox_id)).one_or_none()
        if row is None:
            raise no_such_mail(outbox_id)
        return outbox_mail_of(row)

    def resend(self, outbox_id: int, by: str, now: datetime) -> None:
        """Let a mail that is unknown, failed, suppressed or dropped wait to be sent again, as a person decided.

        The time in which it is tried begins anew. Raises NotFoundError; UsageError where it is in another state.
        """
        again = {"state": OutboxState.WAITING, "not_before": now, "next_attempt_at": now, "recalled_by": None}
        self._move(outbox_id, RESENDABLE, again, "resent", by=by, now=now)

    def drop(self, outbox_id: int, by: str, now: datetime) -> None:
        """Never send a mail, as a person decided. Raises NotFoundError; UsageError where it was sent."""
        self._move(outbox_id, DROPPABLE, {"state": OutboxState.DROPPED}, "dropped", by=by, now=now)

    def comment(self, reference: str) -> Comment:
        """Return the comment with a reference, in any case of letters. Raises NotFoundError."""
        asked = select(comment).where(comment.c.reference_key == reference.strip())
        with self.store.read() as connection:
            row = connection.execute(asked.order_by(comment.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            raise no_such_comment(reference)
        return comment_of(row)

    def comment_numbered(self, comment_id: int) -> Comment:
        """Return the comment with a number. Raises NotFoundError."""
        with self.store.read() as connection:
            row = connection.execute(select(comment).where(comment.c.id == comment_id)).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no comment {comment_id}.")
        return comment_of(row)

    def _move(
        self,
        outbox_id: int,
        allowed: tuple[OutboxState, ...],
        values: dict[str, Any],
        event: str,
        *,
        by: str,
        now: datetime,
    ) -> None:
        with self.store.write() as connection:
            log = EventLog(connection, now)
            moved = update(outbox).where(outbox.c.id == outbox_id, outbox.c.state.in_(allowed)).values(values)
            if connection.execute(moved.returning(outbox.c.id)).one_or_none() is None:
                state = connection.scalar(select(outbox.c.state).where(outbox.c.id == outbox_id))
                raise no_such_mail(outbox_id) if state is None else wrong_state(outbox_id, state)
            log.add(event, f"outbox:{outbox_id}", {}, actor=by)
            log.store()
