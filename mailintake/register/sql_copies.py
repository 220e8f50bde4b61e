"""What went out, in the database: how much of it lately, and what is still to be copied (port Outbox)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update

from mailintake.domain.outbox import Uncopied
from mailintake.register.register_rows import outbox_mail_of
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import outbox
from mailintake.register.tables.outbox import IS_CLAIMED, IS_UNCOPIED, WAS_SENT

_FREE: dict[str, Any] = {"claimed_by": None, "claimed_until": None}


class SqlCopies(SqlRoom):
    """Mail of ours that went out."""

    def sent_since(self, moment: datetime, now: datetime) -> int:
        """Return how many mails went out after a moment, with those that other processes have in hand now."""
        with self.store.read() as connection:
            sent = connection.scalar(_SENT, {"moment": moment}) or 0
            return sent + (connection.scalar(_IN_OTHER_HANDS, {"now": now, "worker": self.worker}) or 0)

    def has_uncopied(self, since: datetime, now: datetime) -> bool:
        """Whether there is anything for ``claim_uncopied``."""
        with self.store.read() as connection:
            return connection.execute(_NEXT, {"since": since, "now": now, "limit": 1}).first() is not None

    def claim_uncopied(self, since: datetime, now: datetime, until: datetime, limit: int) -> list[Uncopied]:
        """Claim mails sent after ``since``, but none to staff, of which no copy was made; in the order they went.

        The claim is that of sending, which has ended: one that is still there after its time was tried.
        """
        with self.store.write() as connection:
            before = connection.execute(_NEXT.with_for_update(skip_locked=True), _asked(since, now, limit)).all()
            if not before:
                return []
            was_tried = {row.id: row.claimed_until is not None for row in before}
            claimed = update(outbox).where(outbox.c.id.in_(was_tried))
            values = {"claimed_by": self.worker, "claimed_until": until}
            rows = connection.execute(claimed.values(values).returning(outbox)).all()
        return [
            Uncopied(mail=outbox_mail_of(row), was_tried=was_tried[row.id])
            for row in sorted(rows, key=lambda row: (row.sent_at, row.id))
        ]

    def unclaim_uncopied(self, outbox_ids: Sequence[int]) -> None:
        """Give back claims of which nothing was ever tried."""
        mine = and_(outbox.c.id.in_(outbox_ids), IS_UNCOPIED, outbox.c.claimed_by == self.worker)
        with self.store.write() as connection:
            connection.execute(update(outbox).where(mine).values(_FREE))

    def mark_copied(self, outbox_id: int, now: datetime) -> None:
        """Record that a copy lies where it should: a fact, whatever became of the claim meanwhile."""
        with self.store.write() as connection:
            is_it = and_(outbox.c.id == outbox_id, IS_UNCOPIED)
            connection.execute(update(outbox).where(is_it).values({"copied_at": now, **_FREE}))


def _asked(since: datetime, now: datetime, limit: int) -> dict[str, Any]:
    return {"since": since, "now": now, "limit": limit}


_MOMENT = outbox.c.sent_at.type
_SENT = select(func.count()).where(WAS_SENT, outbox.c.sent_at > bindparam("moment", type_=_MOMENT))
_IN_OTHER_HANDS = select(func.count()).where(
    IS_CLAIMED,
    outbox.c.claimed_by != bindparam("worker"),
    outbox.c.claimed_until > bindparam("now", type_=_MOMENT),
)
_NEXT = (
    select(outbox.c.id, outbox.c.claimed_until)
    .where(
        IS_UNCOPIED,
        outbox.c.sent_at > bindparam("since", type_=_MOMENT),
        outbox.c.is_for_staff.is_(False),
        or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= bindparam("now", type_=_MOMENT)),
    )
    .order_by(outbox.c.sent_at, outbox.c.id)
    .limit(bindparam("limit"))
)
