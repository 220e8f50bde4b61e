"""What a person does with a mail of ours, and looks up by reference (ports Outbox and Reports)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from mailintake.domain.comment import Comment
from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.errors import NotFoundError, UsageError
from mailintake.register.register_rows import comment_of, outbox_mail_of
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import comment, outbox

# What a person may send again, and what a person may drop; both name where a mail must stand.
RESENDABLE = (OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SUPPRESSED, OutboxState.DROPPED)
DROPPABLE = (OutboxState.WAITING, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SUPPRESSED)


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

        Raises NotFoundError; UsageError where it is in another state.
        """
        self._move(outbox_id, RESENDABLE, OutboxState.WAITING, "resent", by=by, now=now)

    def drop(self, outbox_id: int, by: str, now: datetime) -> None:
        """Never send a mail, as a person decided. Raises NotFoundError; UsageError where it was sent."""
        self._move(outbox_id, DROPPABLE, OutboxState.DROPPED, "dropped", by=by, now=now)

    def comment(self, reference: str) -> Comment:
        """Return the comment with a reference, in any case of letters. Raises NotFoundError."""
        asked = select(comment).where(comment.c.reference.in_(spellings(reference)))
        with self.store.read() as connection:
            row = connection.execute(asked.limit(1)).one_or_none()
        if row is None:
            raise NotFoundError(
                f"There is no comment with the reference {reference!r}.",
                remedy="mailintake consultation show KEY lists them.",
            )
        return comment_of(row)

    def _move(
        self,
        outbox_id: int,
        allowed: tuple[OutboxState, ...],
        to: OutboxState,
        event: str,
        *,
        by: str,
        now: datetime,
    ) -> None:
        values = {"state": to, "next_attempt_at": now, "claimed_by": None, "claimed_until": None}
        with self.store.write() as connection:
            log = EventLog(connection, now)
            moved = update(outbox).where(outbox.c.id == outbox_id, outbox.c.state.in_(allowed)).values(values)
            if connection.execute(moved.returning(outbox.c.id)).one_or_none() is None:
                state = connection.scalar(select(outbox.c.state).where(outbox.c.id == outbox_id))
                raise no_such_mail(outbox_id) if state is None else wrong_state(outbox_id, state)
            log.add(event, f"outbox:{outbox_id}", {}, actor=by)
            log.store()


def spellings(reference: str) -> set[str]:
    """Return how a reference may be stored that a person has typed: SQLite folds the case of ASCII letters only."""
    typed = reference.strip()
    prefix, dash, code = typed.partition("-")
    return {typed, typed.upper(), f"{prefix}{dash}{code.upper()}"}


def no_such_mail(outbox_id: int) -> NotFoundError:
    """Return the error that there is no such mail."""
    return NotFoundError(f"There is no mail {outbox_id}.", remedy="mailintake outbox list shows the numbers.")


def wrong_state(outbox_id: int, state: OutboxState) -> UsageError:
    """Return the error that a mail stands where this cannot be done to it."""
    return UsageError(
        f"Mail {outbox_id} is {state}, so that cannot be done.", remedy="mailintake outbox list shows what may be done."
    )
