"""Organisations as rows of the tables, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, case, delete, func, insert, select

from mailintake.domain.decision import Decision
from mailintake.domain.organisation import Organisation
from mailintake.register.invited import Directory, Former
from mailintake.register.merging import told_as
from mailintake.register.tables import organisation, organisation_address, organisation_domain
from mailintake.register.text import key_of


def organisations_of(connection: Connection, consultation: str) -> tuple[Organisation, ...]:
    """Return the organisations of a consultation, by id."""
    return _stored(connection, organisation.c.consultation == consultation)


def organisation_of(connection: Connection, organisation_id: int) -> Organisation | None:
    """Return one organisation; None where there is none with this number, or it is told of no more."""
    return next(iter(_stored(connection, organisation.c.id == organisation_id)), None)


def directory_of(connection: Connection, consultation: str) -> Directory:
    """Return the organisations of a consultation, and what staff have said of them that no list takes back."""
    is_of_it = organisation.c.consultation == consultation
    removed: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(_REMOVED.where(is_of_it)):
        removed[row.organisation_id].add(row.address_key)
    return Directory(
        known=organisations_of(connection, consultation),
        former=former_of(connection, consultation),
        removed={id_: frozenset(keys) for id_, keys in removed.items()},
        uninvited=frozenset(connection.scalars(_UNINVITED.where(is_of_it))),
    )


def former_of(connection: Connection, consultation: str) -> tuple[Former, ...]:
    """Return what organisations of a consultation were known by before staff changed or merged them."""
    rows = connection.execute(_CHANGED.where(organisation.c.consultation == consultation)).all()
    return tuple(
        Former(organisation_id=row.merged_into or row.id, name=name, number=number)
        for row in rows
        for name, number in dict.fromkeys(
            ((row.name, row.number), (row.listed_name or row.name, row.listed_number or row.number))
        )
    )


def present_organisations(connection: Connection, ids: Collection[int]) -> dict[int, Organisation]:
    """Return which organisation each number means now: one that was merged means the one that it was merged into."""
    if not ids:
        return {}
    meant = {row.id: row.meant for row in connection.execute(_MEANT, {"ids": sorted(ids)})}
    known = {one.id: one for one in _stored(connection, organisation.c.id.in_(sorted(set(meant.values()))))}
    return {id_: known[now_is] for id_, now_is in meant.items() if now_is in known}


def merged_organisations(connection: Connection, ids: Collection[int]) -> dict[int, Organisation]:
    """Return of which of these organisations others are told now, for they were merged into them; mostly none."""
    if not ids:
        return {}
    merged = connection.scalars(_MEANT.where(organisation.c.merged_into.is_not(None)), {"ids": sorted(ids)}).all()
    return present_organisations(connection, merged)


def present_decisions(connection: Connection, decisions: Sequence[Decision]) -> list[Decision]:
    """Return decisions as they are told now: their organisations may have been merged or renamed since.

    What is stored stays as it was decided, for the log holds its hash.
    """
    matches = [each.organisation for each in decisions]
    ids = {match.organisation_id for match in matches if match is not None and match.organisation_id is not None}
    now = present_organisations(connection, ids)
    return [_told_now(each, now) for each in decisions] if now else list(decisions)


def add_organisation(
    connection: Connection, added: Organisation, now: datetime, *, learned_from: int | None = None
) -> int:
    """Store a new organisation; return its number. ``learned_from`` is the mail that a person named it for."""
    values = organisation_values(added) | {
        "consultation": added.consultation,
        "standing": added.standing,
        "created_at": now,
        "learned_from": learned_from,
    }
    id_: int = connection.execute(insert(organisation).values(values).returning(organisation.c.id)).scalar_one()
    _insert_addresses(connection, id_, added.addresses, first=0, learned_from=learned_from)
    _insert_domains(connection, id_, added.domains, first=0)
    return id_


def add_addresses(
    connection: Connection, id_: int, addresses: Sequence[str], *, learned_from: int | None = None
) -> None:
    """Add addresses to an organisation, behind those it has; one that was taken away is given back."""
    if not addresses:
        return
    keys = [key_of(each) for each in addresses]
    mine = organisation_address.c.organisation_id == id_
    connection.execute(delete(organisation_address).where(mine, organisation_address.c.address_key.in_(keys)))
    first = _next_position(connection, organisation_address.c.position, mine)
    _insert_addresses(connection, id_, addresses, first=first, learned_from=learned_from)


def add_domains(connection: Connection, id_: int, domains: Sequence[str]) -> None:
    """Add domains to an organisation, behind those it has."""
    if not domains:
        return
    mine = organisation_domain.c.organisation_id == id_
    first = _next_position(connection, organisation_domain.c.position, mine)
    _insert_domains(connection, id_, domains, first=first)


def organisation_values(stored: Organisation) -> dict[str, Any]:
    """Return what of an organisation a list or a person may change, as columns."""
    return {
        "name": stored.name,
        "number": stored.number,
        "is_invited": stored.is_invited,
        "language": stored.language,
        "extended_to": stored.extended_to,
        "has_opted_out": stored.has_opted_out,
    }


def _insert_addresses(
    connection: Connection, id_: int, addresses: Sequence[str], *, first: int, learned_from: int | None
) -> None:
    rows = [
        {
            "organisation_id": id_,
            "address_key": address,
            "address": address,
            "position": position,
            "is_dead": False,
            "learned_from": learned_from,
        }
        for position, address in enumerate(addresses, first)
    ]
    if rows:
        connection.execute(insert(organisation_address), rows)


def _insert_domains(connection: Connection, id_: int, domains: Sequence[str], *, first: int) -> None:
    rows = [
        {"organisation_id": id_, "domain": domain, "position": position}
        for position, domain in enumerate(domains, first)
    ]
    if rows:
        connection.execute(insert(organisation_domain), rows)


def _stored(connection: Connection, asked: ColumnElement[bool]) -> tuple[Organisation, ...]:
    addresses: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_ADDRESSES.where(asked)):
        addresses[row.organisation_id].append(row)
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
            addresses=tuple(each.address for each in addresses[row.id]),
            dead_addresses=frozenset(each.address for each in addresses[row.id] if each.is_dead),
            domains=tuple(domains[row.id]),
            language=row.language,
            extended_to=row.extended_to,
            has_opted_out=row.has_opted_out,
            away_until=_last_day(each.away_until for each in addresses[row.id]),
        )
        for row in connection.execute(_ORGANISATIONS.where(asked))
    )


def _told_now(decision: Decision, now: dict[int, Organisation]) -> Decision:
    match = decision.organisation
    found = None if match is None or match.organisation_id is None else now.get(match.organisation_id)
    return decision if match is None or found is None else replace(decision, organisation=told_as(match, found))


def _last_day(days: Iterable[Any]) -> Any:
    return max((day for day in days if day is not None), default=None)


def _next_position(connection: Connection, position: ColumnElement[int], mine: ColumnElement[bool]) -> int:
    # Some may have been taken away, so that their number is not the next position.
    last = connection.scalar(select(func.max(position)).where(mine))
    return 0 if last is None else last + 1


_ORGANISATIONS = select(organisation).where(organisation.c.retired_at.is_(None)).order_by(organisation.c.id)
_ADDRESSES = (
    select(organisation_address)
    .join(organisation, organisation.c.id == organisation_address.c.organisation_id)
    .where(organisation_address.c.removed_at.is_(None))
    .order_by(organisation_address.c.organisation_id, organisation_address.c.position)
)
_REMOVED = (
    select(organisation_address.c.organisation_id, organisation_address.c.address_key)
    .join(organisation, organisation.c.id == organisation_address.c.organisation_id)
    .where(organisation_address.c.removed_at.is_not(None))
)
_DOMAINS = (
    select(organisation_domain)
    .join(organisation, organisation.c.id == organisation_domain.c.organisation_id)
    .order_by(organisation_domain.c.organisation_id, organisation_domain.c.position)
)
_UNINVITED = select(organisation.c.id).where(
    organisation.c.uninvited_at.is_not(None), organisation.c.retired_at.is_(None)
)
_CHANGED = (
    select(organisation)
    .where(
        organisation.c.merged_into.is_not(None)
        | (organisation.c.listed_name.is_not(None) | organisation.c.listed_number.is_not(None))
        & organisation.c.retired_at.is_(None)
    )
    .order_by(organisation.c.id)
)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_MEANT = select(
    organisation.c.id,
    case((organisation.c.merged_into.is_(None), organisation.c.id), else_=organisation.c.merged_into).label("meant"),
).where(organisation.c.id.in_(_IDS))
