"""What can be told of the whole, from the database (port Reports)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from mailintake.domain.ledger import Disposition
from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.domain.tray import Hit
from mailintake.register.engine import insert_into
from mailintake.register.register_rows import comment_of, outbox_mail_of
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_items import items_by_id
from mailintake.register.sql_room import SqlRoom
from mailintake.register.sql_search import find
from mailintake.register.sql_verify import verify
from mailintake.register.tables import comment, due_run, ledger, message, outbox, poll, reconciliation
from mailintake.register.tables.outbox import is_in
from mailintake.register.words import hit_of, words_asked

if TYPE_CHECKING:
    from mailintake.domain.comment import Comment
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.digest import Digest, Reconciliation


class SqlReports(SqlRoom):
    """What can be told of the whole."""

    def digest(self, consultations: Sequence[Consultation], day: date, since: datetime, until: datetime) -> Digest:
        """Return the figures of a period; ``is_delayed`` is left False for the caller to set."""
        from mailintake.register.sql_digest import digest_of

        with self.store.read() as connection:
            return digest_of(connection, consultations, day, since, until)

    def last_digest_until(self) -> datetime | None:
        """Return the end of the period that the newest claimed digest covered: the moment it was composed or claimed.

        One that was queued before its run was cut off stays as it was composed, though its day is claimed later.
        """
        from mailintake.register.figures import DIGEST_RUN, digest_key

        newest = select(due_run.c.local_date, due_run.c.claimed_at).where(due_run.c.kind == DIGEST_RUN)
        with self.store.read() as connection:
            row = connection.execute(newest.order_by(due_run.c.local_date.desc()).limit(1)).one_or_none()
            if row is None:
                return None
            is_of_day = outbox.c.subject_key == digest_key(row.local_date)
            composed_at = connection.scalar(select(func.min(outbox.c.created_at)).where(is_of_day))
        until: datetime = composed_at or row.claimed_at
        return until

    def ledger_uids(self, mailbox: str, folder: str, uidvalidity: int) -> Mapping[int, Disposition]:
        """Return what became of each UID of a folder."""
        asked = select(ledger.c.uid, ledger.c.disposition).where(
            ledger.c.mailbox == mailbox, ledger.c.folder == folder, ledger.c.uidvalidity == uidvalidity
        )
        with self.store.read() as connection:
            return {row.uid: row.disposition for row in connection.execute(asked)}

    def record_reconciliation(self, mailbox: str, result: Reconciliation) -> None:
        """Store the result of a reconciliation."""
        figures = {
            "in_mailbox": result.in_mailbox,
            "unseen": result.unseen,
            "kept": result.kept,
            "left": result.left,
            "gone": result.gone,
        }
        with self.store.write() as connection:
            log = EventLog(connection, result.at)
            connection.execute(
                insert(reconciliation).values(mailbox=mailbox, folder=result.folder, at=result.at, **figures)
            )
            log.add("reconciled", f"folder:{result.folder}", figures)
            log.store()

    def record_poll(self, now: datetime) -> None:
        """Store that the mailbox was read to its end at this moment."""
        with self.store.write() as connection:
            add = insert_into(connection.dialect.name, poll).values(id=1, at=now)
            newer = poll.c.at < add.excluded.at
            connection.execute(add.on_conflict_do_update(index_elements=["id"], set_={"at": now}, where=newer))

    def comments(self, consultation: str) -> tuple[Comment, ...]:
        """Return the comments of a consultation in the order they were received."""
        asked = select(comment).where(comment.c.consultation == consultation)
        with self.store.read() as connection:
            rows = connection.execute(asked.order_by(comment.c.received_at, comment.c.id))
            return tuple(comment_of(row) for row in rows)

    def search(self, words: str, limit: int) -> list[Hit]:
        """Return kept mail that has all the words, newest first.

        Searched are subject, text, attachments, sender, organisation and reference; a word finds every word that
        begins with it.
        """
        asked = words_asked(words)
        with self.store.read() as connection:
            items = items_by_id(connection, find(connection, asked, limit))
        return [hit_of(item, asked) for item in items]

    def outbox(self, states: Collection[str], limit: int) -> list[OutboxMail]:
        """Return mails of ours in these states, newest first; all states where none is given."""
        newest = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        with self.store.read() as connection:
            if not states:
                return [outbox_mail_of(row) for row in connection.execute(newest)]
            # State by state, each by its own index: a rare state must not read all the others.
            asked = [newest.where(is_in(OutboxState(state))) for state in set(states)]
            found = [outbox_mail_of(row) for each in asked for row in connection.execute(each)]
        return sorted(found, key=lambda mail: mail.id, reverse=True)[:limit]

    def past_retention(self, received_before: datetime) -> int:
        """Return how many kept mails are older than this: due for a retention decision."""
        asked = select(func.count()).select_from(message).where(message.c.received_at < received_before)
        with self.store.read() as connection:
            return connection.scalar(asked) or 0

    def verify(self) -> list[str]:
        """Check the event log's chain and every original's hash; return what is wrong, in words."""
        return verify(self.store)
