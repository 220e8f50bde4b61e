"""The diary number of a comment in the database (port Diary)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from mailintake.domain.outbox import MailKind, NewMail, OutboxMail
from mailintake.errors import NotFoundError
from mailintake.register.register_rows import outbox_mail_of, outbox_row
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_queue import add_to_outbox
from mailintake.register.sql_room import SqlRoom
from mailintake.register.standing import MAY_HAVE_ARRIVED
from mailintake.register.tables import comment, outbox


class SqlDiary(SqlRoom):
    """The number under which a comment stands in the authority's own diary."""

    def set_diary_number(
        self, comment_id: int, number: str, *, mails: Sequence[NewMail], by: str, now: datetime
    ) -> None:
        """Set a comment's diary number and queue what is told of it; one transaction. Raises NotFoundError."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            changed = update(comment).where(comment.c.id == comment_id).values(diary_number=number)
            if connection.execute(changed.returning(comment.c.id)).first() is None:
                raise NotFoundError(f"There is no comment with the number {comment_id}.")
            log.add("diary_number", f"comment:{comment_id}", {"number": number}, actor=by)
            add_to_outbox(log, [outbox_row(mail) | {"comment_id": comment_id} for mail in mails], by=by)
            log.store()

    def arrived_acknowledgement(self, comment_id: int) -> OutboxMail | None:
        """Return our newest answer about a comment that has not come back and may have arrived."""
        asked = select(outbox).where(
            outbox.c.comment_id == comment_id,
            outbox.c.kind == MailKind.ACKNOWLEDGEMENT,
            outbox.c.is_bounced.is_(False),
            outbox.c.state.in_(MAY_HAVE_ARRIVED),
        )
        with self.store.read() as connection:
            row = connection.execute(asked.order_by(outbox.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else outbox_mail_of(row)
