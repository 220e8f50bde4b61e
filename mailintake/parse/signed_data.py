"""What an opaquely signed S/MIME part holds (RFC 8551, 3.5.2; RFC 5652, 5), found in its BER without a library.

Only the way to the content is read; signatures and certificates are passed over. Whether a signature is good is not
for us to say: a mail is read the same with one and without.
"""

from __future__ import annotations

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_SEQUENCE, _OID, _CONTEXT_0, _OCTETS, _PIECES = 0x30, 0x06, 0xA0, 0x04, 0x24
_MULTI_BYTE_TAG = 0x1F
_LONG_LENGTH = 0x80
_MAX_LENGTH_BYTES = 4
_END = (0, 0)  # what ends an element of indefinite length


def signed_content(data: bytes) -> bytes | None:
    """Return the MIME entity that was signed; None where the data is no signed content (RFC 5652, 5.1-5.2)."""
    reader = _Reader(data)
    try:
        reader.enter(_SEQUENCE)
        if reader.octets(_OID) != _SIGNED_DATA:
            return None
        reader.enter(_CONTEXT_0)
        reader.enter(_SEQUENCE)
        reader.skip()  # version
        reader.skip()  # digest algorithms
        reader.enter(_SEQUENCE)
        reader.skip()  # content type
        reader.enter(_CONTEXT_0)
        return reader.string()
    except (IndexError, ValueError):
        return None


class _Reader:
    """Reads elements one after another; raises IndexError at the end and ValueError where something else stands."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def enter(self, tag: int) -> None:
        """Step into an element that holds others."""
        if self._head()[0] != tag:
            raise ValueError(tag)

    def octets(self, tag: int) -> bytes:
        """Return the content of an element."""
        found, length = self._head()
        if found != tag or length is None:
            raise ValueError(tag)
        return self._take(length)

    def skip(self) -> None:
        """Step over an element, whatever it holds."""
        _, length = self._head()
        if length is not None:
            self._take(length)
            return
        depth = 1
        while depth:
            head = self._head()
            if head == _END:
                depth -= 1
            elif head[1] is None:
                depth += 1
            else:
                self._take(head[1])

    def string(self) -> bytes:
        """Return an octet string that is whole or in pieces, as programs write it that do not know its length yet."""
        tag, length = self._head()
        if tag == _OCTETS and length is not None:
            return self._take(length)
        if tag != _PIECES:
            raise ValueError(tag)
        pieces: list[bytes] = []
        end = None if length is None else self._position + length
        while end is None or self._position < end:
            tag, length = self._head()
            if end is None and (tag, length) == _END:
                break
            if tag != _OCTETS or length is None:
                raise ValueError(tag)
            pieces.append(self._take(length))
        return b"".join(pieces)

    def _head(self) -> tuple[int, int | None]:
        """Return an element's tag and the length of its content, None where that is not told."""
        tag = self._byte()
        if tag & _MULTI_BYTE_TAG == _MULTI_BYTE_TAG:
            raise ValueError(tag)
        length = self._byte()
        if length == _LONG_LENGTH:
            return tag, None
        if length > _LONG_LENGTH:
            if length - _LONG_LENGTH > _MAX_LENGTH_BYTES:
                raise ValueError(length)
            length = int.from_bytes(self._take(length - _LONG_LENGTH), "big")
        return tag, length

    def _byte(self) -> int:
        self._position += 1
        return self._data[self._position - 1]

    def _take(self, length: int) -> bytes:
        start = self._position
        if start + length > len(self._data):
            raise IndexError(length)
        self._position += length
        return self._data[start : self._position]
