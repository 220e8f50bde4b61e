"""Reading a mail that was made for a test, as the service reads it."""

from __future__ import annotations

from datetime import UTC, datetime

from mailintake.domain.message import Arrival, Message, Reading
from mailintake.parse import Boundary, read
from mailmaking import OWN_ADDRESS

NOW = datetime(2018, 6, 22, 8, 0, tzinfo=UTC)
BOUNDARY = Boundary(
    own_addresses=frozenset({OWN_ADDRESS}), authserv_ids=("mx.lulea.example",), boundary_hosts=("mx.lulea.example",)
)


def arrival(original: bytes, internal_date: datetime | None = None, *, is_whole: bool = True) -> Arrival:
    """How a mail reached us, with nothing said but its size and time."""
    return Arrival(ref=None, internal_date=internal_date, size=len(original), is_whole=is_whole)


def read_any(original: bytes, internal_date: datetime | None = None) -> Reading:
    """Read a mail whatever comes of it."""
    return read(original, arrival(original, internal_date), BOUNDARY, NOW)


def read_message(original: bytes, internal_date: datetime | None = None) -> Message:
    """Read a mail that must be readable."""
    reading = read_any(original, internal_date)
    assert isinstance(reading, Message), reading
    return reading
