"""A reading as JSON and back: what the child process hands to its parent, checked value by value on the way in.

The form follows from the fields of the domain's values, so a field that is added there needs nothing here. No class is
named in the JSON but the two that a reading can be: nothing in it decides what is made.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from mailintake.domain.message import Arrival, Message, Reading, Unreadable
from mailintake.parse.boundary import Boundary

_READINGS: Mapping[str, type[Message | Unreadable]] = {"message": Message, "unreadable": Unreadable}
_VALUES = (str, bool, int, float)


def dump_reading(reading: Reading) -> bytes:
    """Return a reading as JSON."""
    kind = "message" if isinstance(reading, Message) else "unreadable"
    return json.dumps({"kind": kind, "reading": _to_plain(reading)}).encode("ascii")


def load_reading(data: bytes) -> Reading:
    """Return the reading that JSON holds. Raises ValueError where it holds none."""
    document = _document(data)
    kind = _READINGS.get(str(document.get("kind")))
    if kind is None:
        raise ValueError("no kind of reading")
    reading: Message | Unreadable = _from_plain(kind, document.get("reading"))
    return reading


def dump_request(arrival: Arrival, boundary: Boundary, now: datetime) -> bytes:
    """Return what a mail is read with as one line of JSON."""
    request = {"arrival": _to_plain(arrival), "boundary": _to_plain(boundary), "now": now.isoformat()}
    return json.dumps(request).encode("ascii") + b"\n"


def load_request(line: bytes) -> tuple[Arrival, Boundary, datetime]:
    """Return what a mail is read with. Raises ValueError where the line does not hold it."""
    document = _document(line)
    return (
        _from_plain(Arrival, document.get("arrival")),
        _from_plain(Boundary, document.get("boundary")),
        _from_plain(datetime, document.get("now")),
    )


def _document(data: bytes) -> dict[str, Any]:
    document = json.loads(data)
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - the caller knows one kind of error
    return document


def _to_plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(map(_to_plain, value))
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    return value


def _from_plain(kind: Any, value: Any) -> Any:
    """Return the value of a type that plain JSON stands for. Raises ValueError where it stands for none."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(kind) if member is not type(None)]
        return None if value is None else _from_plain(members[0], value)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise ValueError(f"no list for {kind}")
        return origin(_from_plain(get_args(kind)[0], item) for item in value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if not isinstance(value, dict):
            raise ValueError(f"no object for {kind}")
        hints = _hints(kind)
        return kind(**{name: _from_plain(hints[name], item) for name, item in value.items() if name in hints})
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind in _VALUES and type(value) is kind:
        return value
    raise ValueError(f"no {kind}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
