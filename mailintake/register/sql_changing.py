"""A person's change of an organisation, and the merging of two that are one, in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mailintake.domain.directory import OrganisationChange
from mailintake.domain.organisation import Organisation
from mailintake.register.changing import changed, changed_fields, former_word
from mailintake.register.merging import combined
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_items import items_by_id
from mailintake.register.sql_organisation_rows import (
    add_addresses,
    add_domains,
    organisation_values,
    organisations_of,
)
from mailintake.register.sql_search import index_words
from mailintake.register.tables import (
    comment,
    comment_message,
    organisation,
    organisation_address,
    organisation_domain,
    outbox,
)
from mailintake.register.text import key_of
from mailintake.register.words import words_of_mail


def change(log: EventLog, before: Organisation, wanted: OrganisationChange, *, by: str) -> None:
    """Store what a person wants changed of an organisation. Raises UsageError where it cannot be."""
    connection = log.connection
    after = changed(before, wanted, organisations_of(connection, before.consultation))
    mine = organisation.c.id == before.id
    row = connection.execute(select(organisation).where(mine)).one()
    is_kept_out = wanted.is_invited is False if wanted.is_invited is not None else row.uninvited_at is not None
    fields = changed_fields(before, after, is_kept_out=(row.uninvited_at is not None, is_kept_out))
    if not fields:
        return
    staff_said = {
        "listed_name": former_word(row.listed_name, before.name, after.name),
        "listed_number": former_word(row.listed_number, before.number, after.number),
        "uninvited_at": (row.uninvited_at or log.now) if is_kept_out else None,
    }
    connection.execute(update(organisation).where(mine).values(organisation_values(after) | staff_said))
    _store_addresses(log, before, after, wanted)
    if after.name != before.name:
        _tell_name(connection, after)
    log.add("organisation_changed", f"organisation:{before.id}", {"fields": fields}, actor=by)


def merge(log: EventLog, from_: Organisation, into: Organisation, *, by: str) -> None:
    """Move all that belongs to one organisation to another one, and retire it. Raises UsageError where it cannot be."""
    connection = log.connection
    after = combined(from_, into)
    kept_out = select(organisation.c.uninvited_at).where(organisation.c.id.in_([from_.id, into.id]))
    uninvited_at = None if after.is_invited else max(filter(None, connection.scalars(kept_out)), default=None)
    connection.execute(
        update(organisation)
        .where(organisation.c.id == into.id)
        .values(organisation_values(after) | {"standing": after.standing, "uninvited_at": uninvited_at})
    )
    _move_addresses(connection, from_.id, into.id)
    connection.execute(delete(organisation_domain).where(organisation_domain.c.organisation_id == from_.id))
    add_domains(connection, into.id, after.domains[len(into.domains) :])
    moved: dict[str, Any] = {}
    for name, table in (("comments", comment), ("mails", outbox)):
        of_it = update(table).where(table.c.organisation_id == from_.id).values(organisation_id=into.id)
        moved[name] = connection.execute(of_it).rowcount
    _tell_name(connection, after)
    # Whatever was merged into it before is told of as the same one.
    retired = {"merged_into": into.id, "retired_at": func.coalesce(organisation.c.retired_at, log.now)}
    is_it = (organisation.c.id == from_.id) | (organisation.c.merged_into == from_.id)
    connection.execute(update(organisation).where(is_it).values(retired))
    log.add("organisations_merged", f"organisation:{into.id}", {"merged": from_.id} | moved, actor=by)


def _store_addresses(log: EventLog, before: Organisation, after: Organisation, wanted: OrganisationChange) -> None:
    connection = log.connection
    mine = organisation_address.c.organisation_id == before.id
    for addresses, values in (
        (wanted.removed, {"removed_at": log.now, "is_dead": False, "away_until": None}),
        (wanted.alive, {"is_dead": False}),
    ):
        named = organisation_address.c.address_key.in_([key_of(each) for each in addresses])
        connection.execute(update(organisation_address).where(mine, named).values(values))
    known = {key_of(each) for each in before.addresses}
    add_addresses(connection, before.id, [each for each in after.addresses if key_of(each) not in known])
    gone = [each for each in before.domains if each not in after.domains]
    its_own = organisation_domain.c.organisation_id == before.id
    connection.execute(delete(organisation_domain).where(its_own, organisation_domain.c.domain.in_(gone)))
    add_domains(connection, before.id, [each for each in after.domains if each not in before.domains])


def _move_addresses(connection: Connection, from_id: int, into_id: int) -> None:
    """Move addresses behind those that are there; of one that both have, what is known of each is put together."""
    of_from, of_into = (organisation_address.c.organisation_id == id_ for id_ in (from_id, into_id))
    there = {row.address_key: row for row in connection.execute(select(organisation_address).where(of_into))}
    rows = connection.execute(select(organisation_address).where(of_from).order_by(organisation_address.c.position))
    moving = rows.all()
    connection.execute(delete(organisation_address).where(of_from))
    first = max((row.position for row in there.values()), default=-1) + 1
    for position, row in enumerate(moving, first):
        other = there.get(row.address_key)
        named = of_into & (organisation_address.c.address_key == row.address_key)
        if other is None or (other.removed_at is not None and row.removed_at is None):
            connection.execute(delete(organisation_address).where(named))
            moved = dict(row._mapping) | {"organisation_id": into_id, "position": position}  # noqa: SLF001 - public
            connection.execute(insert(organisation_address).values(moved))
        elif row.removed_at is None:
            together = {
                "is_dead": other.is_dead or row.is_dead,
                "away_until": max(filter(None, (other.away_until, row.away_until)), default=None),
                # One that a list knows stays when the decision that taught it is undone.
                "learned_from": None if row.learned_from is None else other.learned_from,
            }
            connection.execute(update(organisation_address).where(named).values(together))


def _tell_name(connection: Connection, named: Organisation) -> None:
    """Have an organisation's comments tell its name, and be found by it."""
    connection.execute(
        update(comment).where(comment.c.organisation_id == named.id).values(organisation_name=named.name)
    )
    message_ids = connection.scalars(
        select(comment_message.c.message_id)
        .join(comment, comment.c.id == comment_message.c.comment_id)
        .where(comment.c.organisation_id == named.id)
    ).all()
    items = items_by_id(connection, message_ids)
    index_words(
        connection,
        [(item.id, words_of_mail(item.reading, item.comment.reference, named.name)) for item in items if item.comment],
    )
