"""What the register learns when a person names a mail's organisation, and how that is forgotten again."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, select, update

from mailintake.domain.organisation import OrganisationMatch
from mailintake.domain.tray import Naming
from mailintake.register.naming import find_named, is_new_address, match_of, newcomer
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_organisation_rows import add_addresses, add_organisation, former_of, organisations_of
from mailintake.register.tables import comment, comment_message, organisation, organisation_address


def learn(log: EventLog, message_id: int, naming: Naming, *, by: str) -> OrganisationMatch:
    """Store what a person says of a mail's organisation; return the match. Raises NotFoundError."""
    known = organisations_of(log.connection, naming.consultation)
    found = find_named(naming, known, former_of(log.connection, naming.consultation))
    if found is None:
        new = newcomer(naming)
        found = replace(new, id=add_organisation(log.connection, new, log.now, learned_from=message_id))
        data = {"consultation": naming.consultation, "message": message_id}
        log.add("organisation_added", f"organisation:{found.id}", data, actor=by)
    if is_new_address(naming.address, known):
        add_addresses(log.connection, found.id, [naming.address], learned_from=message_id)
        log.add("address_learned", f"organisation:{found.id}", {"message": message_id}, actor=by)
    return match_of(found)


def forget(log: EventLog, message_id: int, named: int | None, *, by: str) -> None:
    """Take back what was learned from a mail whose decision was undone.

    The organisation that was named goes too if a person's word had made it, and nothing else speaks of it.
    """
    learned = delete(organisation_address).where(organisation_address.c.learned_from == message_id)
    for id_ in log.connection.scalars(learned.returning(organisation_address.c.organisation_id)).all():
        log.add("address_forgotten", f"organisation:{id_}", {"message": message_id}, actor=by)
    is_unused = (
        (organisation.c.id == named)
        & organisation.c.learned_from.is_not(None)
        & organisation.c.retired_at.is_(None)
        & organisation.c.is_invited.is_(False)
        & ~_HAS_ADDRESS
        & ~_HAS_COMMENT
    )
    retired = update(organisation).where(is_unused).values(retired_at=log.now).returning(organisation.c.id)
    for id_ in log.connection.scalars(retired).all():
        log.add("organisation_retired", f"organisation:{id_}", {"message": message_id}, actor=by)


_HAS_ADDRESS = (
    select(organisation_address.c.address_key)
    .where(organisation_address.c.organisation_id == organisation.c.id, organisation_address.c.removed_at.is_(None))
    .correlate(organisation)
    .exists()
)
_HAS_COMMENT = (
    select(comment_message.c.message_id)
    .join(comment, comment.c.id == comment_message.c.comment_id)
    .where(comment.c.organisation_id == organisation.c.id)
    .correlate(organisation)
    .exists()
)
