"""Organisations in the database (port Organisations): the invited list, and everyone else who has written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from sqlalchemy import Connection, select, update

from mailintake.domain.directory import ListComparison, OrganisationChange, OrganisationMail
from mailintake.domain.organisation import Organisation
from mailintake.register.changing import no_such_organisation
from mailintake.register.events import MACHINE
from mailintake.register.invited import find_known, meet
from mailintake.register.merging import was_merged
from mailintake.register.register_rows import outbox_mail_of
from mailintake.register.sql_changing import change, merge
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_organisation_rows import (
    add_addresses,
    add_domains,
    add_organisation,
    directory_of,
    organisation_of,
    organisation_values,
    organisations_of,
    present_organisations,
)
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import organisation, outbox
from mailintake.register.text import cleaned


class SqlOrganisations(SqlRoom):
    """The invited list and everyone else who has written."""

    def organisations(self, consultation: str) -> tuple[Organisation, ...]:
        """Return all of a consultation, by id."""
        with self.store.read() as connection:
            return organisations_of(connection, consultation)

    def organisation(self, organisation_id: int) -> Organisation | None:
        """Return one, or None where there is none with this number."""
        with self.store.read() as connection:
            return organisation_of(connection, organisation_id)

    def organisation_numbered(self, organisation_id: int) -> Organisation:
        """Return one. Raises NotFoundError, which tells the number of the one that it was merged into."""
        with self.store.read() as connection:
            return _one(connection, organisation_id)

    def organisation_named(self, consultation: str, name: str) -> Organisation | None:
        """Return the one of a consultation that has or had this name, without regard to case and spaces."""
        with self.store.read() as connection:
            directory = directory_of(connection, consultation)
        wanted = Organisation(id=0, consultation=consultation, name=cleaned(name))
        return find_known(wanted, directory.known, directory.former)

    def sync_invited(
        self, consultation: str, invited: Sequence[Organisation], now: datetime, *, by: str = MACHINE
    ) -> int:
        """Add what is new on the invited list and overwrite nothing that staff changed; return how many were added."""
        with self.store.read() as connection:
            if not meet(directory_of(connection, consultation), consultation, invited).changes:
                return 0
        with self.store.write() as connection:
            # The log's lock keeps two processes from adding the same list twice.
            log = EventLog(connection, now)
            meeting = meet(directory_of(connection, consultation), consultation, invited)
            for added in meeting.added:
                add_organisation(connection, added, now)
            for before, after in meeting.filled:
                _fill(connection, before, after)
            data = {"listed": len(invited), "added": len(meeting.added)}
            log.add("invited", f"consultation:{consultation}", data, actor=by)
            log.store()
        return len(meeting.added)

    def compare_invited(self, consultation: str, invited: Sequence[Organisation]) -> ListComparison:
        """Return what a list would change, and change nothing."""
        with self.store.read() as connection:
            return meet(directory_of(connection, consultation), consultation, invited).comparison

    def change_organisation(
        self, organisation_id: int, wanted: OrganisationChange, *, by: str, now: datetime
    ) -> Organisation:
        """Change what a person wants changed, all of it or nothing; return the organisation as it then is.

        Raises NotFoundError, and UsageError where it cannot be.
        """
        with self.store.write() as connection:
            log = EventLog(connection, now)
            change(log, _one(connection, organisation_id), cleaned(wanted), by=by)
            log.store()
            return _one(connection, organisation_id)

    def merge_organisations(self, from_id: int, into_id: int, *, by: str, now: datetime) -> Organisation:
        """Make one of two organisations that are one; return it. Raises NotFoundError, and UsageError."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            merge(log, _one(connection, from_id), _one(connection, into_id), by=by)
            log.store()
            return _one(connection, into_id)

    def mails_to_organisation(self, organisation_id: int) -> tuple[OrganisationMail, ...]:
        """Return our mails to an organisation, oldest first."""
        asked = select(outbox).where(outbox.c.organisation_id == organisation_id).order_by(outbox.c.id)
        with self.store.read() as connection:
            return tuple(
                OrganisationMail(mail=outbox_mail_of(row), is_bounced=row.is_bounced)
                for row in connection.execute(asked)
            )


def _one(connection: Connection, organisation_id: int) -> Organisation:
    found = organisation_of(connection, organisation_id)
    return _refuse(connection, organisation_id) if found is None else found


def _refuse(connection: Connection, organisation_id: int) -> NoReturn:
    into = present_organisations(connection, [organisation_id]).get(organisation_id)
    raise no_such_organisation(organisation_id) if into is None else was_merged(organisation_id, into)


def _fill(connection: Connection, before: Organisation, after: Organisation) -> None:
    """Store what a list knows more of an organisation."""
    connection.execute(update(organisation).where(organisation.c.id == after.id).values(organisation_values(after)))
    add_addresses(connection, after.id, after.addresses[len(before.addresses) :])
    add_domains(connection, after.id, after.domains[len(before.domains) :])
