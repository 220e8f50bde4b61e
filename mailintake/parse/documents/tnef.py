"""Transport-neutral encapsulation (MS-OXTNEF), "winmail.dat": opened as the mail it is, with what is attached to it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from mailintake.parse.documents import mapi
from mailintake.parse.documents.found import Finding, Found, RefusedError
from mailintake.parse.documents.mail_of import Enclosure

_SIGNATURE = 0x223E9F78
_ATTRIBUTE = struct.Struct("<BHHI")
_MAX_ATTRIBUTES = 5_000
_MAX_PROPERTIES = 5_000
_MAX_DEPTH = 4

# The numbers of attributes (2.1.3.2).
_SUBJECT, _BODY, _PROPERTIES, _PAGE = 0x8004, 0x800C, 0x9003, 0x9007
_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_NAMED = 0x8000
_MULTIPLE = 0x1000
_SIZES = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8}
_SIZES |= {0x0040: 8, 0x0048: 16}
_OF_ANY_SIZE = frozenset({mapi.NARROW, mapi.WIDE, mapi.BINARY, mapi.OBJECT})
_GUID = 16  # bytes: says what kind of object the rest is


def read(content: bytes) -> Found:
    """Read what a mail was wrapped in."""
    return _read(content, depth=0)


def _read(content: bytes, *, depth: int) -> Found:
    message = mapi.Properties()
    attached: list[tuple[mapi.Properties, bytes]] = []
    for number, data in _attributes(content):
        if number == _PAGE and len(data) >= 4:
            message.page = int.from_bytes(data[:4], "little")
        elif number == _SUBJECT:
            message.values.setdefault(mapi.SUBJECT, (mapi.NARROW, data))
        elif number == _BODY:
            message.values.setdefault(mapi.TEXT, (mapi.NARROW, data))
        elif number == _PROPERTIES:
            message.values.update(_properties(data))
        elif number == _ATTACHMENT:
            attached.append((mapi.Properties(page=message.page), b""))
        elif attached and number == _TITLE:
            attached[-1][0].values.setdefault(mapi.DISPLAY_NAME, (mapi.NARROW, data))
        elif attached and number == _DATA:
            attached[-1] = (attached[-1][0], data)
        elif attached and number == _ATTACHMENT_PROPERTIES:
            attached[-1][0].values.update(_properties(data))
    return mapi.message(message, [_enclosure(properties, data, depth) for properties, data in attached])


def _enclosure(properties: mapi.Properties, data: bytes, depth: int) -> Enclosure:
    embedded = properties.binary(mapi.ATTACHED)[_GUID:]
    if embedded.startswith(struct.pack("<I", _SIGNATURE)) and depth < _MAX_DEPTH:
        found = _read(embedded, depth=depth + 1)
        if found.finding is Finding.MAIL:
            return mapi.enclosure(properties, found.mail, "message/rfc822")
    return mapi.enclosure(properties, data or embedded)


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the data of each attribute; one that breaks off ends them."""
    if struct.unpack_from("<I", content)[0] != _SIGNATURE:
        raise RefusedError
    position = 6
    for _ in range(_MAX_ATTRIBUTES):
        if position + _ATTRIBUTE.size > len(content):
            return
        _level, number, _type, length = _ATTRIBUTE.unpack_from(content, position)
        start = position + _ATTRIBUTE.size
        yield number, content[start : start + length]
        position = start + length + 2


def _properties(data: bytes) -> dict[int, tuple[int, bytes]]:
    """Return the properties that an attribute holds (2.1.3.4), as far as they can be read."""
    found: dict[int, tuple[int, bytes]] = {}
    try:
        reader = _Values(data)
        for _ in range(min(reader.number(), _MAX_PROPERTIES)):
            name, kind, value = reader.property()
            found[name] = (kind, value)
    except (struct.error, RefusedError):
        return found
    return found


class _Values:
    """Reads values one after another; each is filled up to four bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def number(self) -> int:
        """Return the next four bytes as a number. Raises struct.error at the end."""
        (number,) = struct.unpack_from("<I", self._data, self._position)
        self._position += 4
        return int(number)

    def property(self) -> tuple[int, int, bytes]:
        """Return a property's name, type and value; of several values, the first."""
        tag = self.number()
        kind, name = tag & 0xFFFF, tag >> 16
        if name >= _NAMED:
            self._take(_GUID)
            if self.number():
                self._take(self.number())
            else:
                self.number()
        single = kind & ~_MULTIPLE
        is_of_any_size = single in _OF_ANY_SIZE
        count = self.number() if is_of_any_size or kind & _MULTIPLE else 1
        if count > _MAX_PROPERTIES:
            raise RefusedError
        values = [self._take(self.number() if is_of_any_size else self._size(single)) for _ in range(count)]
        return name, single, values[0] if values else b""

    def _size(self, kind: int) -> int:
        if kind not in _SIZES:
            raise RefusedError
        return _SIZES[kind]

    def _take(self, length: int) -> bytes:
        start = self._position
        if start + length > len(self._data):
            raise RefusedError
        self._position += length + -length % 4
        return self._data[start : start + length]
