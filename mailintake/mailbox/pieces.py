"""A big mail in pieces (RFC 9051, 6.4.5: BODY.PEEK[]<offset.length>), so that it lies in memory about once."""

from __future__ import annotations

import io
from collections.abc import Callable

PIECE_BYTES = 4 * 1024 * 1024


def join_pieces(ask: Callable[[int, int], bytes | None], *, size: int, limit: int) -> bytes | None:
    """Return a mail joined of the pieces that ``ask(offset, length)`` gives; None where one did not come.

    The end is told by a piece that is shorter than asked for, for some servers tell the ``size`` wrong; only where
    there is no more at the size that was told does that end it. A mail of more than ``limit`` bytes is given up: None.
    """
    # BytesIO hands its buffer over without a copy of it.
    whole = io.BytesIO()
    while whole.tell() <= limit:
        piece = ask(whole.tell(), PIECE_BYTES)
        if piece is None:
            return whole.getvalue() if whole.tell() == size > 0 else None
        whole.write(piece)
        if len(piece) < PIECE_BYTES:
            return whole.getvalue()
    return None
