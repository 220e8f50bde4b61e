"""Inspect: read and judge one mail on its own, and store nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailintake.domain.acknowledgement import Permission, may_acknowledge
from mailintake.domain.decision import Decision
from mailintake.domain.message import Arrival, Message, Reading
from mailintake.jobs.judging import Bench, inquire


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection:
    """What a mail says and what would be decided of it."""

    reading: Reading
    decision: Decision | None  # None where it could not be read
    # Whether its sender might be answered, were the mail for us: asked whatever it was judged to be.
    permission: Permission | None


def inspect(original: bytes, bench: Bench, now: datetime) -> Inspection:
    """Return what is read in a mail and how it is judged, with what the register knows of its sender."""
    reading = bench.read(original, Arrival(ref=None, internal_date=None, size=len(original)), now)
    if not isinstance(reading, Message):
        return Inspection(reading=reading, decision=None, permission=None)
    history = bench.ledger.ask([inquire(reading, bench)], now)[0].history
    return Inspection(
        reading=reading,
        decision=bench.judge(reading, history, now),
        permission=may_acknowledge(reading, history, bench.policy),
    )
