"""RTF as Outlook packs it (MS-OXRTFCP): a window of 4,096 bytes that begins with what most RTF begins with."""

from __future__ import annotations

import struct

from mailintake.parse.documents.found import RefusedError

MAX_UNPACKED = 16 * 1024 * 1024  # bytes
_HEAD = struct.Struct("<II4sI")  # packed size, size, kind, checksum
_WINDOW = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)


def unpack(packed: bytes) -> bytes:
    """Return the RTF; of what breaks off, as much as there is. Raises RefusedError where it is none."""
    if len(packed) < _HEAD.size:
        raise RefusedError
    _, size, kind, _ = _HEAD.unpack_from(packed)
    if kind == _PLAIN:
        return packed[_HEAD.size : _HEAD.size + size]
    if kind != _PACKED or size > MAX_UNPACKED:
        raise RefusedError
    window = _Window()
    position = _HEAD.size
    while position < len(packed) and len(window.found) < size:
        control = packed[position]
        position += 1
        for bit in range(8):
            is_reference = control >> bit & 1
            item = packed[position : position + 1 + is_reference]
            position += len(item)
            if len(item) <= is_reference or (is_reference and not window.repeat(item)):
                return bytes(window.found[:size])
            if not is_reference:
                window.put(item[0])
    return bytes(window.found[:size])


class _Window:
    """The last letters that were unpacked, and all of them."""

    def __init__(self) -> None:
        self.found = bytearray()
        self._letters = bytearray(_BEGINNING.ljust(_WINDOW, b"\0"))
        self._place = len(_BEGINNING)

    def put(self, letter: int) -> None:
        """Take a letter."""
        self.found.append(letter)
        self._letters[self._place] = letter
        self._place = (self._place + 1) % _WINDOW

    def repeat(self, reference: bytes) -> bool:
        """Take the letters that a reference points to; False for the one that marks the end."""
        start, length = divmod(int.from_bytes(reference, "big"), 16)
        if start == self._place:
            return False
        # It may point to what it is itself just putting there.
        for offset in range(length + 2):
            self.put(self._letters[(start + offset) % _WINDOW])
        return True
