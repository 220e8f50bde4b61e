"""The log of events in the database: written in the transaction of what is logged, one transaction after another."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, insert, select, update

from mailintake.errors import PermanentError
from mailintake.register.engine import insert_into
from mailintake.register.events import MACHINE, Event, Head, seal
from mailintake.register.tables import counter, event, event_head

_ONLY = 1


class EventLog:
    """The events of one write transaction.

    Making it locks the end of the log until the transaction ends: whoever makes it before anything else waits for the
    others in one line, and no two transactions can block each other.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        row = connection.execute(_LOCK_HEAD).one_or_none()
        if row is None:
            raise PermanentError(
                "The end of the event log is missing.", remedy="mailintake verify tells what is wrong."
            )
        self._head = Head(seq=row.seq, hash=row.hash)
        self._events: list[Event] = []
        self._counts: dict[str, int] = {}

    def add(self, kind: str, subject: str, data: dict[str, Any], *, actor: str = MACHINE) -> None:
        """Log one thing that was done."""
        logged = seal(self._head, at=self.now, kind=kind, actor=actor, subject=subject, data=data)
        self._head = Head(seq=logged.seq, hash=logged.hash)
        self._events.append(logged)

    def count(self, name: str, change: int) -> None:
        """Change a figure for all time."""
        self._counts[name] = self._counts.get(name, 0) + change

    def store(self) -> None:
        """Write what was logged and counted: the last thing in a transaction."""
        if self._events:
            self.connection.execute(_ADD, [asdict(logged) for logged in self._events])
            self.connection.execute(_MOVE_HEAD, {"new_seq": self._head.seq, "new_hash": self._head.hash})
        changes = [{"name": name, "value": change} for name, change in sorted(self._counts.items()) if change]
        if changes:
            self.connection.execute(_count(self.connection.dialect.name), changes)


def figure(connection: Connection, name: str) -> int:
    """Return a figure for all time."""
    return connection.scalar(select(counter.c.value).where(counter.c.name == name)) or 0


@cache
def _count(dialect: str) -> Executable:
    add = insert_into(dialect, counter)
    return add.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + add.excluded.value})


_LOCK_HEAD = select(event_head.c.seq, event_head.c.hash).where(event_head.c.id == _ONLY).with_for_update()
_ADD = insert(event)
_MOVE_HEAD = (
    update(event_head).where(event_head.c.id == _ONLY).values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
