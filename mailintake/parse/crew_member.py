"""One process of the crew that reads a backlog: ``python -m mailintake.parse.crew_member``; see ``crew``."""

from __future__ import annotations

import gc
import os
import sys
from datetime import datetime
from typing import Any

from mailintake.domain.decision import Decision
from mailintake.domain.history import History
from mailintake.domain.message import Arrival, Message
from mailintake.parse.boundary import Boundary
from mailintake.parse.crew import FRAME, Judge, Look
from mailintake.parse.crossing import pack, unpack
from mailintake.parse.reading import read_unless_odd

# New objects after which Python looks for cycles among them.
_GARBAGE = 100_000


def main() -> int:
    """Read mails until standard input ends."""
    boundary, judge = _receive()
    # What was loaded stays, and a mail makes no cycles worth looking for: without these a tenth of the time goes there.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    _send([])
    while (task := _receive()) is not None:
        mails, now = task
        _send([_look(original, arrival, boundary, judge, now) for original, arrival in mails])
    return 0


def _look(original: bytes, arrival: Arrival, boundary: Boundary, judge: Judge, now: datetime) -> Look | None:
    reading = read_unless_odd(original, arrival, boundary, now)
    if reading is None:
        return None
    return reading, _judge(reading, judge, now) if isinstance(reading, Message) else None


def _judge(message: Message, judge: Judge, now: datetime) -> Decision | None:
    try:
        return judge(message, History(), now)
    # Whoever asked judges it again, and tells the fault with the mail's place.
    except Exception:  # noqa: BLE001
        return None


def _receive() -> Any:
    """Return what the parent sends; None at the end."""
    head = sys.stdin.buffer.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    (length,) = FRAME.unpack(head)
    return unpack(sys.stdin.buffer.read(length))


def _send(answer: list[Look | None]) -> None:
    frame = pack(answer)
    view = memoryview(FRAME.pack(len(frame)) + frame)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    sys.exit(main())
