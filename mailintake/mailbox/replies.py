"""A strict reader of FETCH replies (RFC 9051, 7.5.2); what it does not know is an error.

imapclient's reader walks every byte of a reply in Python and imaplib's matches every line against six patterns, which
costs more than the server does. This one knows only the few forms that are asked for; it has no recursion, and every
pattern is linear.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

Reply = dict[bytes, int | bytes | None]

HIGHEST_UID = 2**32 - 1

_START = re.compile(rb"\* \d{1,10} FETCH\b(?: (\())?", re.IGNORECASE)
_END = re.compile(rb" ?\)\r\n\Z")
_LITERAL = re.compile(rb"\{(\d{1,20})\}\r\n\Z")
_ITEM = re.compile(
    rb" ?([A-Za-z0-9.-]+(?:\[[^\[\]]*\])?(?:<\d{1,20}>)?) "  # the item's name, as in BODY[HEADER]<0>
    rb"(?:(\d{1,20})(?=[ )])"  # 2: a number
    rb"|\"([^\"\\]*(?:\\.[^\"\\]*)*)\"(?=[ )])"  # 3: a quoted string
    rb"|\{(\d{1,20})\}\r\n\Z"  # 4: the length of a literal
    rb"|(?:NIL|\(([^()]*)\))(?=[ )]))"  # 5: nothing, or a list
)
_NUMBER, _QUOTED, _LENGTH = 2, 3, 4
# What is asked for most, in the order it is asked for and nearly always answered.
_LISTED = re.compile(rb"\* \d{1,10} FETCH \(UID (\d{1,10}) RFC822\.SIZE (\d{1,20}) INTERNALDATE \"([^\"\\]*)\"\)\r\n\Z")
_WHOLE = re.compile(rb"\* \d{1,10} FETCH \(UID (\d{1,10}) BODY\[\] \{\d{1,20}\}\r\n\Z")
_QUOTED_PAIR = re.compile(rb"\\(.)")
_INTERNAL_DATE = re.compile(
    rb"([ 0-3]?\d)-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{4}) "
    rb"(\d\d):(\d\d):(\d\d) ([+-]\d{4})",
    re.IGNORECASE,
)
_MONTHS = {name: number for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


def is_fetch(line: bytes) -> bool:
    """Whether a line of the server begins a FETCH reply."""
    return _START.match(line) is not None


def literal_size(line: bytes) -> int | None:
    """Return how many bytes of a literal follow a line; None: none do."""
    match = _LITERAL.search(line) if line.endswith(b"}\r\n") else None
    return int(match[1]) if match else None


def read_reply(parts: Sequence[bytes]) -> tuple[int, Reply]:
    """Return the UID and the items of a FETCH reply, item names in upper case; UID 0 where it has none.

    ``parts``: a line, and in turn each literal that was announced by it and the line after that.
    Raises ValueError where anything in it is odd.
    """
    if len(parts) == 1 and (listed := _LISTED.match(parts[0])):
        uid, size, date = listed.groups()
        return checked_uid(int(uid)), {b"UID": int(uid), b"RFC822.SIZE": int(size), b"INTERNALDATE": date}
    if len(parts) == 3 and parts[2] == b")\r\n" and (whole := _WHOLE.match(parts[0])):
        uid = int(whole[1])
        return checked_uid(uid), {b"UID": uid, b"BODY[]": parts[1]}
    reply = _read_items(parts)
    # One without a UID is a flag change that nobody asked for.
    return checked_uid(reply[b"UID"]) if b"UID" in reply else 0, reply


def checked_uid(uid: int | bytes | None) -> int:
    """Return a UID. Raises ValueError where it is none (RFC 9051, 9: nz-number)."""
    if not isinstance(uid, int) or not 0 < uid <= HIGHEST_UID:
        raise ValueError("a UID out of range")
    return uid


def read_internal_date(value: int | bytes | None) -> datetime | None:
    """Return an INTERNALDATE in UTC; None where there is none that can be read."""
    match = _INTERNAL_DATE.fullmatch(value) if isinstance(value, bytes) else None
    if match is None:
        return None
    day, month, year, hour, minute, second, zone = match.groups()
    try:
        local = datetime(int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        return local - _offset(zone)
    except (ValueError, OverflowError):
        return None


@functools.lru_cache(maxsize=64)
def _offset(zone: bytes) -> timedelta:
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
    return -offset if zone.startswith(b"-") else offset


def _read_items(parts: Sequence[bytes]) -> Reply:
    text, index = parts[0], 0
    start = _START.match(text)
    if start is None or start[1] is None:
        raise ValueError("a FETCH reply that does not begin as one")
    position = start.end()
    reply: Reply = {}
    while item := _ITEM.match(text, position):
        name = item[1].upper()
        if name in reply:
            raise ValueError("a FETCH reply with the same item twice")
        position = item.end()
        kind = item.lastindex
        if kind == _NUMBER:
            reply[name] = int(item[_NUMBER])
        elif kind == _LENGTH:
            index += 2
            if index >= len(parts):
                raise ValueError("a FETCH reply that ends within")
            reply[name], text, position = parts[index - 1], parts[index], 0
        elif kind == _QUOTED:
            quoted = item[_QUOTED]
            reply[name] = _QUOTED_PAIR.sub(rb"\1", quoted) if b"\\" in quoted else quoted
        else:
            # NIL, or a list such as FLAGS, which nobody here asks for.
            reply[name] = item[5]
    if _END.match(text, position) is None or index != len(parts) - 1:
        raise ValueError("a FETCH reply with something that was not asked for")
    return reply
