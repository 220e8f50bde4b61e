"""The register in SQLite or PostgreSQL: one object that answers every port of the jobs (mailintake.jobs.ports)."""

from __future__ import annotations

from mailintake.register.sql_breaker import SqlBreaker
from mailintake.register.sql_calendar import SqlCalendar
from mailintake.register.sql_consultations import SqlConsultations
from mailintake.register.sql_copies import SqlCopies
from mailintake.register.sql_desk import SqlDesk
from mailintake.register.sql_diary import SqlDiary
from mailintake.register.sql_lease import SqlLease
from mailintake.register.sql_ledger import SqlLedger
from mailintake.register.sql_organisations import SqlOrganisations
from mailintake.register.sql_outbox import SqlOutbox
from mailintake.register.sql_reports import SqlReports
from mailintake.register.sql_tray import SqlTray


class SqlRepository(
    SqlLedger,
    SqlOutbox,
    SqlCopies,
    SqlOrganisations,
    SqlCalendar,
    SqlTray,
    SqlReports,
    SqlDiary,
    SqlConsultations,
    SqlDesk,
    SqlLease,
    SqlBreaker,
):
    """The whole register; safe to use from several threads at once.

    ``url`` is a SQLite file or PostgreSQL; ``worker`` names this process and no other; ``is_alone`` says that this
    process holds the lock of the database file (run_lock), so that no other one can be alive. No connection is made
    before the first call, and the tables must be there: see schema.ensure. Every method may raise
    StoreUnavailableError.
    """

    def dispose(self) -> None:
        """Close the connections to the database; the repository can still be used and makes new ones."""
        self.store.dispose()
