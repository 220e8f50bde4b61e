"""Organisations in the database (port Organisations): the invited list, and everyone else who has written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from mailintake.domain.organisation import Organisation
from mailintake.register.invited import find_known, fresh, merged
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import organisation, organisation_address, organisation_domain


class SqlOrganisations(SqlRoom):
    """The invited list and everyone else who has written."""

    def organisations(self, consultation: str) -> tuple[Organisation, ...]:
        """Return all of a consultation, by id."""
        with self.store.read() as connection:
            return organisations_of(connection, consultation)

    def organisation(self, organisation_id: int) -> Organisation | None:
        """Return one, or None where there is none with this number."""
        with self.store.read() as connection:
            return next(iter(_stored(connection, organisation.c.id == organisation_id)), None)

    def sync_invited(self, consultation: str, invited: Sequence[Organisation], now: datetime) -> int:
        """Add what is new on the invited list and overwrite nothing that staff changed; return how many were added."""
        with self.store.read() as connection:
            if not _changes(organisations_of(connection, consultation), invited):
                return 0
        with self.store.write() as connection:
            # The log's lock keeps two processes from adding the same list twice.
            log = EventLog(connection, now)
            known = list(organisations_of(connection, consultation))
            added = 0
            for wanted in invited:
                found = find_known(wanted, known)
                if found is None:
                    known.append(add_organisation(connection, fresh(wanted, id_=0, consultation=consultation), now))
                    added += 1
                elif (after := merged(found, wanted)) != found:
                    _extend(connection, found, after)
                    known[known.index(found)] = after
            log.add("invited", f"consultation:{consultation}", {"listed": len(invited), "added": added})
            log.store()
        return added


def organisations_of(connection: Connection, consultation: str) -> tuple[Organisation, ...]:
    """Return the organisations of a consultation, by id."""
    return _stored(connection, organisation.c.consultation == consultation)


def add_organisation(
    connection: Connection, added: Organisation, now: datetime, *, learned_from: int | None = None
) -> Organisation:
    """Store a new organisation; return it with its number. ``learned_from`` is the mail that a person named it for."""
    values = _values(added) | {
        "consultation": added.consultation,
        "name": added.name,
        "standing": added.standing,
        "has_opted_out": added.has_opted_out,
        "created_at": now,
        "learned_from": learned_from,
    }
    id_ = connection.execute(insert(organisation).values(values).returning(organisation.c.id)).scalar_one()
    add_addresses(connection, id_, added.addresses, dead=added.dead_addresses, learned_from=learned_from)
    _add_domains(connection, id_, added.domains, first=0)
    return replace(added, id=id_)


def add_addresses(
    connection: Connection,
    id_: int,
    addresses: Sequence[str],
    *,
    dead: frozenset[str] = frozenset(),
    learned_from: int | None = None,
) -> None:
    """Add addresses to an organisation, behind those it has."""
    if not addresses:
        return
    # One that was learned may have been forgotten again, so that their number is not the next position.
    last = select(func.max(organisation_address.c.position)).where(organisation_address.c.organisation_id == id_)
    position = connection.scalar(last)
    connection.execute(
        insert(organisation_address),
        [
            {
                "organisation_id": id_,
                "address_key": address,
                "address": address,
                "position": position,
                "is_dead": address in dead,
                "learned_from": learned_from,
            }
            for position, address in enumerate(addresses, 0 if position is None else position + 1)
        ],
    )


def _stored(connection: Connection, asked: ColumnElement[bool]) -> tuple[Organisation, ...]:
    addresses: dict[int, list[str]] = defaultdict(list)
    dead: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(_ADDRESSES.where(asked)):
        addresses[row.organisation_id].append(row.address)
        if row.is_dead:
            dead[row.organisation_id].add(row.address)
    domains: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(_DOMAINS.where(asked)):
        domains[row.organisation_id].append(row.domain)
    return tuple(
        Organisation(
            id=row.id,
            consultation=row.consultation,
            name=row.name,
            number=row.number,
            is_invited=row.is_invited,
            standing=row.standing,
            addresses=tuple(addresses[row.id]),
            dead_addresses=frozenset(dead[row.id]),
            domains=tuple(domains[row.id]),
            language=row.language,
            extended_to=row.extended_to,
            has_opted_out=row.has_opted_out,
        )
        for row in connection.execute(_ORGANISATIONS.where(asked))
    )


def _changes(known: Sequence[Organisation], invited: Sequence[Organisation]) -> bool:
    """Whether the list says anything that is not known: at most starts it does not."""
    for wanted in invited:
        found = find_known(wanted, known)
        if found is None or merged(found, wanted) != found:
            return True
    return False


def _extend(connection: Connection, before: Organisation, after: Organisation) -> None:
    connection.execute(update(organisation).where(organisation.c.id == after.id).values(_values(after)))
    add_addresses(connection, after.id, after.addresses[len(before.addresses) :])
    known = len(before.domains)
    _add_domains(connection, after.id, after.domains[known:], first=known)


def _values(stored: Organisation) -> dict[str, Any]:
    return {
        "number": stored.number,
        "is_invited": stored.is_invited,
        "language": stored.language,
        "extended_to": stored.extended_to,
    }


def _add_domains(connection: Connection, id_: int, domains: Sequence[str], *, first: int) -> None:
    if domains:
        connection.execute(
            insert(organisation_domain),
            [
                {"organisation_id": id_, "domain": domain, "position": position}
                for position, domain in enumerate(domains, first)
            ],
        )


_ORGANISATIONS = select(organisation).where(organisation.c.retired_at.is_(None)).order_by(organisation.c.id)
_ADDRESSES = (
    select(organisation_address)
    .join(organisation, organisation.c.id == organisation_address.c.organisation_id)
    .order_by(organisation_address.c.organisation_id, organisation_address.c.position)
)
_DOMAINS = (
    select(organisation_domain)
    .join(organisation, organisation.c.id == organisation_domain.c.organisation_id)
    .order_by(organisation_domain.c.organisation_id, organisation_domain.c.position)
)
