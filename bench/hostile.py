"""Hostile mail as large as an attacker would send it, against the same at a quarter of its size: time must not explode.

The mails are those of the tests, so that ``tests`` must be on the path, as ``make bench`` has it.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bench.measure import Row, Size, Skip, Target, rounds
from mailintake.domain.message import Arrival
from mailintake.parse import Boundary, read

DESCRIPTION = "Hostile mail, at four times its size"
ROUNDS = 3
_LIMIT = 5
# Below this a ratio tells nothing but the noise; to start the process that reads an odd mail costs several times it.
_LEAST_MS = 20.0
_BOUNDARY = Boundary(own_addresses=frozenset())


def measure(size: Size) -> Iterator[Row]:
    """Yield a row for each kind of hostile mail that has a size, or the first so many: the large one and a quarter."""
    for kind in _kinds()[: size.mails]:
        large, quarter = kind.make(kind.large), kind.make(kind.large // 4)
        figures = rounds({"large": partial(_cost, large), "quarter": partial(_cost, quarter)}, size.rounds or ROUNDS)
        yield Row(
            what=f"{kind.name}, {len(large) / 1e6:.1f} MB",
            unit="ms",
            ours=figures["large"],
            peer_name="a quarter of it",
            peer=tuple(max(value, _LEAST_MS) for value in figures["quarter"]),
            target=Target(limit=_LIMIT),
        )


def _kinds() -> list[Any]:
    try:
        from unit.parse.hostile_mails import HOSTILE
    except ModuleNotFoundError as missing:
        raise Skip("the hostile mails are made by the tests: run it as make bench, with PYTHONPATH=tests") from missing
    return [kind for kind in HOSTILE if kind.large > 1]


def _cost(mail: bytes) -> float:
    """Return the milliseconds of processor time that reading takes, here and in processes that are started for it."""
    arrival = Arrival(ref=None, internal_date=None, size=len(mail))
    began = _processor_seconds()
    read(mail, arrival, _BOUNDARY, datetime.now(UTC))
    return (_processor_seconds() - began) * 1000


def _processor_seconds() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
