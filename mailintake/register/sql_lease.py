"""Which process reads a mailbox (port Lease): one at a time, until it lets go or its time runs out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, true

from mailintake.register.engine import insert_into
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import lease


class SqlLease(SqlRoom):
    """Which process reads the mailbox: one at a time."""

    def take(self, mailbox: str, now: datetime) -> bool:
        """Take or renew the lease; False where another living process holds it.

        Where this process holds the lock of the database file no other can be alive, so any lease may be taken over.
        """
        with self.store.write() as connection:
            add = insert_into(connection.dialect.name, lease).values(
                mailbox=mailbox, holder=self.worker, expires_at=now + self.lease_time
            )
            is_free = or_(lease.c.holder == self.worker, lease.c.expires_at <= now)
            taken = connection.execute(
                add.on_conflict_do_update(
                    index_elements=["mailbox"],
                    set_={"holder": add.excluded.holder, "expires_at": add.excluded.expires_at},
                    where=true() if self.is_alone else is_free,
                ).returning(lease.c.holder)
            )
            return taken.first() is not None

    def give_back(self, mailbox: str) -> None:
        """End the lease, so that another process need not wait for it to expire."""
        with self.store.write() as connection:
            connection.execute(delete(lease).where(lease.c.mailbox == mailbox, lease.c.holder == self.worker))
