"""Word 97-2003 documents (MS-DOC): the words of the body, then of notes and text boxes, by the table of pieces."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from mailintake.parse.documents import code_pages
from mailintake.parse.documents.compound import Compound
from mailintake.parse.documents.found import MAX_TEXT, Found, LockedError, RefusedError

_BODY = "WordDocument"
_TABLES = ("0Table", "1Table")
_SIGN = 0xA5EC
_FLAGS = 0x0A
_IS_ENCRYPTED, _IS_SECOND_TABLE = 0x0100, 0x0200
# How many characters each part of the document has, in the order their text lies (2.5.4).
_COUNTS = 0x4C
_BODY_PART, _NOTES, _HEADERS, _MACROS, _COMMENTS, _END_NOTES, _BOXES, _HEADER_BOXES = range(8)
_READ = (_BODY_PART, _NOTES, _END_NOTES, _BOXES, _HEADERS, _HEADER_BOXES)
_PIECES = 0x1A2  # where the table of pieces lies in the table stream (fcClx)
_MODIFIER, _PIECE_TABLE = 1, 2
_IS_NARROW = 1 << 30
_MAX_PIECES = 200_000

# Marks within the text (2.8.25): a field's instruction stands between the first two, its result before the third.
_FIELD = re.compile(r"\x13[^\x13-\x15]*+\x14([^\x13-\x15]*+)\x15|\x13[^\x13-\x15]*+\x15")
_MAX_FIELDS_WITHIN = 8
_PICTURES = "\x01\x08"
_MARKS = str.maketrans(
    {
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x07": "\t",
        "\x1e": "-",
        "\x1f": None,
        "\x13": None,
        "\x14": None,
        "\x15": None,
    }
    | {chr(mark): None for mark in (0, 1, 2, 3, 4, 5, 8)}
)


def read(content: bytes) -> Found:
    """Read a document."""
    with Compound(content) as file:
        body = file.stream(_BODY)
        sign, flags = struct.unpack_from("<H", body, 0)[0], struct.unpack_from("<H", body, _FLAGS)[0]
        if sign != _SIGN:
            raise RefusedError
        if flags & _IS_ENCRYPTED:
            raise LockedError
        table = file.stream(_TABLES[bool(flags & _IS_SECOND_TABLE)])
    text = "".join(_pieces(body, table))
    words = "\n".join(filter(None, (_visible(part) for part in _parts(body, text))))
    return Found.of(words, has_pictures=any(mark in text for mark in _PICTURES))


def _parts(body: bytes, text: str) -> Iterator[str]:
    """Yield the parts of a document that are read, the body first."""
    counts = struct.unpack_from("<8i", body, _COUNTS)
    starts = [sum(counts[:number]) for number in range(len(counts))]
    for part in _READ:
        if min(counts) >= 0:
            yield text[starts[part] : starts[part] + counts[part]]


def _pieces(body: bytes, table: bytes) -> Iterator[str]:
    """Yield the text piece by piece (2.4.1)."""
    places = _piece_table(body, table)
    count = (len(places) - 4) // 12
    if not 0 < count <= _MAX_PIECES:
        raise RefusedError
    bounds = struct.unpack_from(f"<{count + 1}I", places)
    room = MAX_TEXT
    for number in range(count):
        (place,) = struct.unpack_from("<I", places, 4 * (count + 1) + 8 * number + 2)
        # A piece that overlaps others is read again each time: no more of them than a text may hold.
        length = min(max(0, bounds[number + 1] - bounds[number]), room)
        room -= length
        if place & _IS_NARROW:
            start = (place & ~_IS_NARROW) // 2
            yield code_pages.decode(body[start : start + length], code_pages.WESTERN)
        else:
            yield code_pages.decode_wide(body[place : place + 2 * length])


def _piece_table(body: bytes, table: bytes) -> bytes:
    start, length = struct.unpack_from("<II", body, _PIECES)
    data = table[start : start + length]
    position = 0
    while position < len(data):
        if data[position] == _PIECE_TABLE:
            (size,) = struct.unpack_from("<I", data, position + 1)
            return data[position + 5 : position + 5 + size]
        if data[position] != _MODIFIER:
            break
        position += 3 + struct.unpack_from("<H", data, position + 1)[0]
    raise RefusedError


def _visible(text: str) -> str:
    for _ in range(_MAX_FIELDS_WITHIN):
        text, count = _FIELD.subn(lambda field: field[1] or "", text)
        if not count:
            break
    lines = text.translate(_MARKS).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
