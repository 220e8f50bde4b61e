"""What is due once on a date (port Calendar): the first to add its row does it, and nobody else ever."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from mailintake.register.engine import insert_into
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import due_run


class SqlCalendar(SqlRoom):
    """What is due once on a date: claimed by compare-and-set, so that two processes do not both do it."""

    def claim_run(self, kind: str, local_date: date, now: datetime) -> bool:
        """Claim a run; True for exactly one caller, ever."""
        with self.store.write() as connection:
            add = insert_into(connection.dialect.name, due_run).values(kind=kind, local_date=local_date, claimed_at=now)
            claimed = connection.execute(add.on_conflict_do_nothing().returning(due_run.c.claimed_at))
            return claimed.first() is not None

    def has_run(self, kind: str, local_date: date) -> bool:
        """Whether a run was claimed."""
        asked = select(due_run.c.claimed_at).where(due_run.c.kind == kind, due_run.c.local_date == local_date)
        with self.store.read() as connection:
            return connection.execute(asked).first() is not None
