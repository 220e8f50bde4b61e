"""Reading mail: the bytes of one mail become a Message, or an Unreadable with the reason.

Importing this package is cheap: mail-parser and the readers behind it are loaded at the first mail.
"""

from __future__ import annotations

from datetime import datetime

from mailintake.domain.message import Arrival, Reading
from mailintake.parse.boundary import Boundary

__all__ = ["Boundary", "read"]


def read(original: bytes, arrival: Arrival, boundary: Boundary, now: datetime) -> Reading:
    """Read a mail; whatever its bytes are, nothing is raised.

    ``now`` (aware) is the time of receipt where the mail tells none. A mail that ``oddity.is_odd`` finds odd is read by
    ``isolation.read_alone`` instead, which does the same in a process that can be stopped.
    """
    from mailintake.parse.reading import read_original

    return read_original(original, arrival, boundary, now)
