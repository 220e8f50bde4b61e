"""Values on their way to another process of ours and back: field by field, in the order of the class.

A frozen dataclass with slots has its own way through pickle, which asks for its fields anew for each value: that would
be much of what a backlog costs the process that has it read.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from mailintake.domain.decision import Decision, Evidence
from mailintake.domain.message import Arrival, Attachment, FailedRecipient, MachineSigns, Message, MessageRef
from mailintake.domain.organisation import OrganisationMatch

_CLASSES: tuple[type[Any], ...] = (
    Arrival, Attachment, Decision, Evidence, FailedRecipient, MachineSigns, Message, MessageRef, OrganisationMatch,
)  # fmt: skip
_NAMES = {each: tuple(field.name for field in fields(each)) for each in _CLASSES}
_SETTERS = {each: tuple(getattr(each, name).__set__ for name in names) for each, names in _NAMES.items()}


def pack(value: Any) -> bytes:
    """Return a value as bytes that ``unpack`` takes."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed)
    pickler.dispatch_table = _WAYS
    pickler.dump(value)
    return packed.getvalue()


def unpack(packed: bytes) -> Any:
    """Return the value; of our own bytes only. Raises what pickle raises for others."""
    return pickle.loads(packed)  # noqa: S301 - our own process wrote it


def _way_of(each: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    values_of = attrgetter(*_NAMES[each])
    return lambda value: (_put_together, (each, values_of(value)))


def _put_together(each: type[Any], values: tuple[Any, ...]) -> Any:
    made: Any = object.__new__(each)
    for set_value, value in zip(_SETTERS[each], values, strict=True):
        set_value(made, value)
    return made


_WAYS = {each: _way_of(each) for each in _CLASSES}
