"""Reading mail: the bytes of one mail become a Message, or an Unreadable with the reason.

Importing this package is cheap: mail-parser and the readers behind it are loaded at the first mail.
"""

from __future__ import annotations

from datetime import datetime

from mailintake.domain.message import Arrival, Reading
from mailintake.parse.boundary import Boundary

__all__ = ["Boundary", "read", "read_unless_odd"]


def read(original: bytes, arrival: Arrival, boundary: Boundary, now: datetime) -> Reading:
    """Read a mail; whatever its bytes are, nothing is raised.

    ``now`` (aware) is the time of receipt where the mail tells none.
    """
    from mailintake.parse.reading import read_original

    return read_original(original, arrival, boundary, now)


def read_unless_odd(original: bytes, arrival: Arrival, boundary: Boundary, now: datetime) -> Reading | None:
    """Read a mail as ``read`` does; None where it is so odd that ``isolation.read_alone`` should read it."""
    from mailintake.parse import reading

    return reading.read_unless_odd(original, arrival, boundary, now)
