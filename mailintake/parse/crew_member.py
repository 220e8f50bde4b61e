"""One process of the crew that reads a backlog: ``python -m mailintake.parse.crew_member``; see ``crew``."""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any

from mailintake.parse.crew import FRAME
from mailintake.parse.oddity import is_odd
from mailintake.parse.reading import read_original


def main() -> int:
    """Read mails until standard input ends."""
    boundary = _receive()
    while (task := _receive()) is not None:
        mails, now = task
        readings = [
            None if is_odd(original) else read_original(original, arrival, boundary, now) for original, arrival in mails
        ]
        _send(pickle.dumps(readings))
    return 0


def _receive() -> Any:
    """Return what the parent sends; None at the end."""
    head = sys.stdin.buffer.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    (length,) = FRAME.unpack(head)
    return pickle.loads(sys.stdin.buffer.read(length))  # noqa: S301 - our own parent wrote it


def _send(frame: bytes) -> None:
    view = memoryview(FRAME.pack(len(frame)) + frame)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    sys.exit(main())
