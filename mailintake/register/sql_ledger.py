"""The ledger in the database (port Ledger): what has been seen, and what was decided of it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, case, delete, select, update

from mailintake.domain.inquiry import Inquiry, Installation, Knowledge
from mailintake.domain.ledger import Batch, Cursor
from mailintake.domain.message import MessageRef
from mailintake.register import sql_ask, sql_record
from mailintake.register.engine import insert_into
from mailintake.register.mail_rows import ref_row
from mailintake.register.sql_lists import held_by
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import attempt, folder, installation, ledger

_SECRET_BYTES = 32


class SqlLedger(SqlRoom):
    """What has been seen, and what was decided of it."""

    def installation(self, now: datetime) -> Installation:
        """Return the secret of this database, made at the first call."""
        with self.store.read() as connection:
            row = connection.execute(select(installation)).one_or_none()
        if row is None:
            with self.store.write() as connection:
                made = {"id": 1, "secret": secrets.token_bytes(_SECRET_BYTES), "created_at": now}
                connection.execute(insert_into(connection.dialect.name, installation).on_conflict_do_nothing(), made)
                row = connection.execute(select(installation)).one()
        return Installation(secret=row.secret, created_at=row.created_at)

    def cursor(self, mailbox: str, folder: str) -> Cursor | None:
        """Return how far a folder has been read; None before its first run."""
        with self.store.read() as connection:
            row = connection.execute(_CURSOR, {"in_mailbox": mailbox, "in_folder": folder}).one_or_none()
        if row is None:
            return None
        return Cursor(
            uidvalidity=row.uidvalidity, last_uid=row.last_uid, started_at=row.started_at, first_uid=row.first_uid
        )

    def start(self, mailbox: str, folder: str, cursor: Cursor) -> None:
        """Set how far a folder has been read: at its first run, and after its UIDVALIDITY changed."""
        values = {
            "uidvalidity": cursor.uidvalidity,
            "last_uid": cursor.last_uid,
            "first_uid": cursor.first_uid,
            "started_at": cursor.started_at,
        }
        with self.store.write() as connection:
            add = insert_into(connection.dialect.name, _FOLDER).values(mailbox=mailbox, folder=folder, **values)
            connection.execute(add.on_conflict_do_update(index_elements=["mailbox", "folder"], set_=values))

    def unfinished(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
        """Return the UIDs that are to be read though the cursor may have passed them, with the number of attempts."""
        place = {"in_mailbox": mailbox, "in_folder": folder, "in_uidvalidity": uidvalidity}
        with self.store.read() as connection:
            return {row.uid: row.attempts for row in connection.execute(_UNFINISHED, place)}

    def begin(self, refs: Sequence[MessageRef], now: datetime) -> None:
        """Count an attempt for each mail before it is touched; one transaction."""
        if not refs:
            return
        with self.store.write() as connection:
            begun = [ref_row(ref) | {"count": 1, "begun_at": now} for ref in refs]
            connection.execute(_begin(connection.dialect.name), begun)

    def withdraw(self, refs: Sequence[MessageRef]) -> None:
        """Take back one attempt of each of these mails; none at the least."""
        if not refs:
            return
        with self.store.write() as connection:
            connection.execute(_WITHDRAW, [sql_record.attempt_key(ref) for ref in refs])

    def known(self, sha256s: Collection[str]) -> frozenset[str]:
        """Return which originals have been seen before, under whatever UID."""
        with self.store.read() as connection:
            return held_by(connection, ledger.c.sha256, {sha256 for sha256 in sha256s if sha256})

    def ask(self, inquiries: Sequence[Inquiry], now: datetime) -> list[Knowledge]:
        """Return what is known about each mail, in order, in a bounded number of queries."""
        if not inquiries:
            return []
        with self.store.read() as connection:
            return sql_ask.ask(connection, inquiries, now)

    def end_recorded(self, refs: Sequence[MessageRef]) -> frozenset[MessageRef]:
        """Return which of these mails have a row already, and end the attempts at them."""
        with self.store.write() as connection:
            recorded = [ref for ref in refs if connection.execute(_ROW, ref_row(ref)).first() is not None]
            for ref in recorded:
                connection.execute(_END_ATTEMPT, sql_record.attempt_key(ref))
        return frozenset(recorded)

    def record(self, batch: Batch) -> None:
        """Store everything of a batch, end its attempts and move the cursor; one transaction.

        Raises StoreConflictError, LeaseLostError, NotFoundError or StoreUnavailableError; then nothing is stored.
        """
        with self.store.write() as connection:
            sql_record.record(connection, batch, worker=self.worker)


@cache
def _begin(dialect: str) -> Executable:
    add = insert_into(dialect, attempt)
    return add.on_conflict_do_update(
        index_elements=["mailbox", "folder", "uidvalidity", "uid"],
        set_={"count": attempt.c.count + 1, "begun_at": add.excluded.begun_at},
    )


# A parameter of the methods has the table's name.
_FOLDER = folder
_CURSOR = select(folder).where(folder.c.mailbox == bindparam("in_mailbox"), folder.c.folder == bindparam("in_folder"))
_UNFINISHED = select(attempt.c.uid, attempt.c.count.label("attempts")).where(
    attempt.c.mailbox == bindparam("in_mailbox"),
    attempt.c.folder == bindparam("in_folder"),
    attempt.c.uidvalidity == bindparam("in_uidvalidity"),
)
_ROW = select(ledger.c.uid).where(
    *(ledger.c[name] == bindparam(name) for name in ("mailbox", "folder", "uidvalidity", "uid"))
)
_END_ATTEMPT = delete(attempt).where(sql_record.AT_REF)
_WITHDRAW = (
    update(attempt).where(sql_record.AT_REF).values(count=case((attempt.c.count > 0, attempt.c.count - 1), else_=0))
)
