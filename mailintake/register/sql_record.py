"""Store a batch: a ledger row for every mail, and of what is kept everything that follows from it; one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, column, delete, insert, select, table

from mailintake.domain.ledger import Batch, Disposition, LedgerEntry
from mailintake.domain.message import MessageRef
from mailintake.errors import LeaseLostError
from mailintake.register.engine import insert_into
from mailintake.register.left import by_place, left_data, ranges_of
from mailintake.register.mail_rows import ledger_rows
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_keep import keep
from mailintake.register.tables import attempt, folder, lease, ledger

_KEPT = frozenset({Disposition.KEPT, Disposition.HELD})


def record(connection: Connection, batch: Batch, *, worker: str) -> None:
    """Store a batch. Raises LeaseLostError, and what the database raises."""
    log = EventLog(connection, batch.now)
    if batch.cursor is not None:
        _check_lease(connection, batch, worker)
    if batch.entries:
        connection.execute(_ADD_LEDGER, ledger_rows(batch.entries, connection.dialect))
        if batch.cursor is not None:
            _end_attempts(connection, batch.entries)
    if batch.kept:
        keep(log, batch.kept)
    left = [entry for entry in batch.entries if entry.disposition not in _KEPT]
    if left:
        log.add("left", "ledger", left_data(left))
    _move_cursor(connection, batch)
    log.store()


def attempt_key(ref: MessageRef) -> dict[str, Any]:
    """Return the parameters that name an attempt."""
    return {"at_mailbox": ref.mailbox, "at_folder": ref.folder, "at_uidvalidity": ref.uidvalidity, "at_uid": ref.uid}


def _check_lease(connection: Connection, batch: Batch, worker: str) -> None:
    # The lock keeps others from taking the lease before this transaction has ended.
    held = connection.execute(_LEASE, {"at_mailbox": batch.mailbox}).one_or_none()
    if held is not None and held.holder != worker and held.expires_at > batch.now:
        raise LeaseLostError


def _end_attempts(connection: Connection, entries: Sequence[LedgerEntry]) -> None:
    ended = [
        {"at_mailbox": mailbox, "at_folder": folder_, "at_uidvalidity": uidvalidity, "first": first, "last": last}
        for (mailbox, folder_, uidvalidity), group in by_place(entries)
        for first, last in ranges_of(entry.ref.uid for entry in group)
    ]
    connection.execute(_END_ATTEMPTS, ended)


def _move_cursor(connection: Connection, batch: Batch) -> None:
    """Move the cursor forward, never back, and only where the folder has not been numbered anew."""
    if batch.cursor is not None:
        moved = {
            "mailbox": batch.mailbox,
            "folder": batch.folder,
            "uidvalidity": batch.cursor.uidvalidity,
            "last_uid": batch.cursor.last_uid,
            "first_uid": batch.cursor.first_uid,
            "started_at": batch.cursor.started_at,
        }
        connection.execute(_move_forward(connection.dialect.name), moved)


@cache
def _move_forward(dialect: str) -> Executable:
    add = insert_into(dialect, folder)
    return add.on_conflict_do_update(
        index_elements=["mailbox", "folder"],
        set_={"last_uid": add.excluded.last_uid},
        where=(folder.c.uidvalidity == add.excluded.uidvalidity) & (folder.c.last_uid < add.excluded.last_uid),
    )


# Without types: the rows are made for the driver already.
_ADD_LEDGER = insert(table("ledger", *(column(each.name) for each in ledger.c)))
_AT_PLACE = (
    (attempt.c.mailbox == bindparam("at_mailbox"))
    & (attempt.c.folder == bindparam("at_folder"))
    & (attempt.c.uidvalidity == bindparam("at_uidvalidity"))
)
AT_REF = _AT_PLACE & (attempt.c.uid == bindparam("at_uid"))
_END_ATTEMPTS = delete(attempt).where(_AT_PLACE, attempt.c.uid.between(bindparam("first"), bindparam("last")))
_LEASE = (
    select(lease.c.holder, lease.c.expires_at)
    .where(lease.c.mailbox == bindparam("at_mailbox"))
    .with_for_update(read=True)
)
