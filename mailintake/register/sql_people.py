"""The decisions of people in the database: what they teach, a little at a time, and whether there are new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, select

from mailintake.domain.message import Message
from mailintake.domain.tray import HumanDecision, TrayItem
from mailintake.register.engine import Store
from mailintake.register.people import history_before, inquiry_about
from mailintake.register.sql_ask import backgrounds
from mailintake.register.sql_items import items_by_id
from mailintake.register.tables import decision
from mailintake.register.tables.mail import IS_OF_A_PERSON

# How often a person has decided or undone, for all time.
PEOPLE_FIGURE = "decisions:people"

_AT_ONCE = 100


def human_decisions(store: Store) -> Iterator[HumanDecision]:
    """Yield what people have decided of mail that could be read, in the order they did; no transaction stays open."""
    last = 0
    while True:
        with store.read() as connection:
            rows = connection.execute(_NEXT, {"last": last, "at_once": _AT_ONCE}).all()
            found = _decisions(connection, items_by_id(connection, [row.message_id for row in rows]))
        if not rows:
            return
        yield from found
        last = rows[-1].id


def _decisions(connection: Connection, items: Sequence[TrayItem]) -> list[HumanDecision]:
    readable = [(item, item.reading) for item in items if isinstance(item.reading, Message)]
    known = backgrounds(connection, [inquiry_about(message) for _, message in readable])
    return [
        HumanDecision(
            message=message,
            history=history_before(message, history),
            decision=item.decision,
            decided_by=item.decided_by,
            decided_at=item.decided_at,
        )
        for (item, message), history in zip(readable, known, strict=True)
    ]


_NEXT = (
    select(decision.c.id, decision.c.message_id)
    .where(IS_OF_A_PERSON, decision.c.id > bindparam("last"))
    .order_by(decision.c.id)
    .limit(bindparam("at_once"))
)
