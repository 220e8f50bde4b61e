"""What a mail server tells of a mail before it is read: that it lies there, and then its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailintake.domain.message import Arrival


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A mail that lies in a folder, before it is fetched."""

    uid: int
    size: int  # RFC822.SIZE, bytes
    internal_date: datetime | None  # IMAP INTERNALDATE, UTC; None: the server told none that can be read


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A mail as the server handed it over."""

    arrival: Arrival
    original: bytes
