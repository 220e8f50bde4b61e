"""What is due once on a date (port Calendar): the first to add its row does it, and nobody else ever."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from mailintake.register.engine import insert_into
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import approval, due_run


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

    def approve(self, kind: str, local_date: date, *, by: str, now: datetime) -> bool:
        """Note that a person lets a run take place; False where somebody has already."""
        values = {"kind": kind, "local_date": local_date, "approved_by": by, "approved_at": now}
        with self.store.write() as connection:
            log = EventLog(connection, now)
            add = insert_into(connection.dialect.name, approval).values(values)
            added = connection.execute(add.on_conflict_do_nothing().returning(approval.c.kind)).first()
            if added is not None:
                log.add("approved", f"run:{kind}", {"day": local_date.isoformat()}, actor=by)
                log.store()
        return added is not None

    def approver(self, kind: str, local_date: date) -> str:
        """Return who has approved a run; "" where nobody has."""
        asked = select(approval.c.approved_by).where(approval.c.kind == kind, approval.c.local_date == local_date)
        with self.store.read() as connection:
            return connection.scalar(asked) or ""
