"""What the servers wrote on a mail's way: when it reached us and whom it was sent to (RFC 5321, 4.4; RFC 5322, 3.6.6).

A mail has been received when it reached the authority's network (förvaltningslagen 22 §): that is the time which our
own boundary wrote. Every sender can write Received fields, but below those of the boundary.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from mailintake.domain.message import Arrival
from mailintake.parse import addresses, library
from mailintake.parse.boundary import Boundary
from mailintake.parse.comments import without_comments
from mailintake.parse.defects import Defect
from mailintake.parse.headers import Header

_MAX_RECEIVED = 4096
_MAX_DATE = 200
# A date as programs write it today.
_PLAIN_DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) ([A-Z][a-z]{2}) (20\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)"
    r" ([+-])(\d\d)([0-5]\d)(?: \([A-Z]{1,5}\))?",
    re.ASCII,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RECIPIENT_FIELDS = ("resent-to", "resent-cc", "resent-bcc")
_ENVELOPE_FIELDS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")


def boundary_clauses(header: Header, boundary: Boundary) -> dict[str, str]:
    """Return ``by``, ``for`` and ``date`` of the topmost Received field that our boundary wrote; empty without one."""
    hosts = tuple(host.lower() for host in boundary.boundary_hosts)
    for value in header.values("received") if hosts else ():
        # Few of the fields name the boundary at all; only those are taken apart.
        if any(host in value.lower() for host in hosts):
            clauses = _read_received(value[:_MAX_RECEIVED])
            if clauses.get("by", "").lower().strip("[].") in hosts:
                return clauses
    return {}


def received_at(
    header: Header, clauses: dict[str, str], arrival: Arrival, date: datetime | None, now: datetime
) -> datetime:
    """Return when a mail reached the authority's network, in UTC.

    It is the boundary's time, else the mail server's INTERNALDATE, else the newest time that a server or the sender
    wrote; ``now`` where there is none. What anybody may have written is never later than now.
    """
    trusted = read_date(clauses.get("date", "")) or _aware(arrival.internal_date)
    if trusted is not None:
        return trusted
    for value in header.values("received")[:1]:
        written = read_date(value.rpartition(";")[2])
        if written is not None:
            return min(written, now.astimezone(UTC))
    return min(date or now, now).astimezone(UTC)


def sent_to(
    header: Header, visible: tuple[str, ...], clauses: dict[str, str], defects: list[Defect]
) -> tuple[str, ...]:
    """Return every address that the mail shows it was sent to: the visible ones and those of the envelope."""
    found = list(visible)
    for name in _RECIPIENT_FIELDS:
        if header.has(name):
            found.extend(addresses.read_addresses(header.values(name), defects))
    for name in _ENVELOPE_FIELDS:
        if header.has(name):
            found.extend(map(addresses.read_path, header.values(name)))
    if "for" in clauses:
        found.append(addresses.read_path(clauses["for"]))
    return tuple(dict.fromkeys(address for address in found if address))


def read_date(value: str) -> datetime | None:
    """Return the moment that a date field tells (RFC 5322, 3.3), in UTC, however written; None where it tells none."""
    if not value or len(value) > _MAX_DATE:
        return None
    moment = _read_plain_date(value) or library.read_date(value)
    if moment is not None:
        return moment
    try:
        return _aware(parsedate_to_datetime(value))
    # The library raises what it does not declare on some malformed dates.
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def _read_plain_date(value: str) -> datetime | None:
    match = _PLAIN_DATE.fullmatch(value)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    try:
        number = _MONTHS.index(month) + 1
        moment = datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    except ValueError:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return moment + offset if sign == "-" else moment - offset


def _read_received(value: str) -> dict[str, str]:
    path, _, date = without_comments(value).rpartition(";")
    clauses = {"date": date.strip()}
    words = path.split()
    # What follows "from" is what the sender called itself: it may look like a clause, and is none.
    position = 2 if words[:1] == ["from"] else 0
    while position < len(words) - 1:
        name = words[position].lower()
        if name in {"by", "for"}:
            clauses.setdefault(name, words[position + 1])
            position += 1
        position += 1
    return clauses


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
