"""What a received mail proves about a mail of ours: that it arrived, that it came back, or that nobody is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from mailintake.domain.ledger import Settlement
from mailintake.domain.outbox import OutboxState
from mailintake.register.columns import AnyRow
from mailintake.register.sql_events import EventLog
from mailintake.register.standing import SETTLED_BY_ARRIVAL
from mailintake.register.tables import organisation_address, outbox
from mailintake.register.text import key_of

SENT_FIGURE = "outbox:sent"


def settle(log: EventLog, settlements: Sequence[tuple[int, Settlement]]) -> None:
    """Note what kept mails prove; a Message-ID that is not ours proves nothing."""
    for message_id, settlement in settlements:
        row = log.connection.execute(_NAMED.where(outbox.c.message_id == settlement.message_id)).one_or_none()
        if row is None:
            continue
        changes: dict[str, Any] = {}
        if row.state in SETTLED_BY_ARRIVAL:
            changes = {
                "state": OutboxState.SENT,
                "sent_at": row.sent_at or log.now,
                "claimed_by": None,
                "claimed_until": None,
            }
            log.count(SENT_FIGURE, 1)
        if not settlement.has_arrived:
            changes |= {"is_bounced": True, "error": settlement.proof}
            _note_of_address(log, row, settlement.failed_address, is_dead=True)
        if settlement.away_until is not None:
            until = settlement.away_until
            if _note_of_address(log, row, settlement.away_address, away_until=until):
                log.add("away", f"outbox:{row.id}", {"message": message_id, "until": until.isoformat()})
        if changes:
            log.connection.execute(update(outbox).where(outbox.c.id == row.id).values(changes))
            log.add(
                "arrived" if settlement.has_arrived else "returned",
                f"outbox:{row.id}",
                {"message": message_id, "before": row.state, "is_dead": bool(settlement.failed_address)},
            )


def _note_of_address(log: EventLog, sent: AnyRow, address: str, **values: Any) -> bool:
    """Note something of an address, where it is the one we wrote to or another one of the same organisation.

    What is true of the one we wrote to is true of it wherever it stands. Return whether it stands anywhere.
    """
    if not address:
        return False
    asked = organisation_address.c.address_key == address
    if key_of(address) != sent.recipient_key:
        asked &= organisation_address.c.organisation_id == sent.organisation_id
    noted = update(organisation_address).where(asked).values(values).returning(organisation_address.c.address_key)
    return bool(log.connection.execute(noted).all())


_NAMED = select(outbox.c.id, outbox.c.state, outbox.c.sent_at, outbox.c.recipient_key, outbox.c.organisation_id)
