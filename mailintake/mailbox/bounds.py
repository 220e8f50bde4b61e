"""How long a command may take and how much it may bring, and a socket read within that.

A socket's own timeout starts anew at every read, so a server that sends a byte a minute outlives it; here the time
that is left is set before each read.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# What one command may bring beside the mail that is asked for: flag changes, a folder list, a SEARCH line.
REPLY_BYTES = 8_000_000


class TooMuchError(Exception):
    """The server sends more than was asked for."""


class Allowance:
    """The time and the bytes that are left to the present command."""

    def __init__(self, seconds: float) -> None:
        self.renew(seconds=seconds)

    def renew(self, *, seconds: float, expected_bytes: int = 0) -> None:
        """Begin anew: so many seconds from now, and the expected bytes beside the usual ones."""
        self._deadline = time.monotonic() + seconds
        self._bytes_left = REPLY_BYTES + expected_bytes

    def seconds_left(self) -> float:
        """Return the time that is left. Raises TimeoutError where it is over."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the command's time is over")
        return left

    def spend(self, count: int) -> None:
        """Count bytes that have come. Raises TooMuchError."""
        self.require(count)
        self._bytes_left -= count

    def require(self, count: int) -> None:
        """Raise TooMuchError where so many bytes may not come any more."""
        if count > self._bytes_left:
            raise TooMuchError


class BoundedSource(io.RawIOBase):
    """The bytes of a socket, plain or TLS, read within an allowance."""

    def __init__(self, connection: socket.socket, allowance: Allowance) -> None:
        self._connection = connection
        self._allowance = allowance
        self.is_patient = True  # False: a read that would wait returns None
        self.is_ended = False  # the server has hung up

    def readable(self) -> bool:
        """Whether it can be read from."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Read what there is, or wait for it."""
        self._connection.settimeout(self._allowance.seconds_left() if self.is_patient else 0.0)
        try:
            count = self._connection.recv_into(buffer)
        except (BlockingIOError, ssl.SSLWantReadError):
            return None
        self.is_ended = count == 0
        self._allowance.spend(count)
        return count
