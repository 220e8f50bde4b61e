"""The circuit breaker of automatic answers in the database (port Breaker)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from mailintake.register.engine import insert_into
from mailintake.register.events import MACHINE
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import breaker


class SqlBreaker(SqlRoom):
    """The circuit breaker of automatic answers: opened by a machine, closed by a person."""

    def is_open(self) -> bool:
        """Whether answers are stopped."""
        with self.store.read() as connection:
            return _is_open(connection)

    def open(self, reason: str, now: datetime) -> None:
        """Stop answers; the first reason stays until a person has closed it."""
        self._turn(is_open=True, reason=reason, by=MACHINE, now=now)

    def close(self, by: str, now: datetime) -> None:
        """Let answers go again."""
        self._turn(is_open=False, reason="", by=by, now=now)

    def _turn(self, *, is_open: bool, reason: str, by: str, now: datetime) -> None:
        with self.store.write() as connection:
            log = EventLog(connection, now)
            if _is_open(connection) is is_open:
                return
            values = {"is_open": is_open, "reason": reason, "changed_by": by, "changed_at": now}
            add = insert_into(connection.dialect.name, breaker).values(id=1, **values)
            connection.execute(add.on_conflict_do_update(index_elements=["id"], set_=values))
            log.add("breaker_opened" if is_open else "breaker_closed", "breaker", {"reason": reason}, actor=by)
            log.store()


def _is_open(connection: Connection) -> bool:
    return connection.scalar(select(breaker.c.is_open)) or False
