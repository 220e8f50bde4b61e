"""Reading a TOML table into a frozen dataclass whose fields say their own kind and meaning.

A field is written ``port: Annotated[int, Key(PORT, "The server's port.")] = 993``: that line is the one source of its
type, its check, its default and its documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from mailintake.settings.findings import Source, ValueRefusedError, did_you_mean
from mailintake.settings.kinds.kind import Context, Kind, wrong_type

T = TypeVar("T")

# In the place of a default, for a setting that must be given.
REQUIRED = MISSING


@dataclass(frozen=True, slots=True)
class Key:
    """What a field of a settings class is: the kind of its value, and what it means."""

    kind: Kind[Any]
    meaning: str
    # What the default is, in words, where it is worked out from another setting.
    default_note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyRow:
    """One setting, as it is read and documented."""

    name: str
    kind: Kind[Any]
    meaning: str
    default: object  # REQUIRED where it must be given
    default_note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A value as it was found, and where."""

    value: object
    source: Source
    key: str  # in its source


@cache
def rows_of(settings_class: type) -> dict[str, KeyRow]:
    """Return the settings of a class by their names, in order."""
    hints = get_type_hints(settings_class, include_extras=True)
    rows = {}
    for field in fields(settings_class):
        key = next((extra for extra in get_args(hints[field.name])[1:] if isinstance(extra, Key)), None)
        if key is not None:
            default = field.default if field.default_factory is MISSING else field.default_factory()
            rows[field.name] = KeyRow(
                name=field.name, kind=key.kind, meaning=key.meaning, default=default, default_note=key.default_note
            )
    return rows


def entries_of(table: Mapping[str, object], source: Source, key: str = "") -> dict[str, Entry]:
    """Return the values of a table with their places; ``key`` is the table's own in its source."""
    return {name: Entry(value=value, source=source, key=_within(key, name)) for name, value in table.items()}


def read_table(settings_class: type[T], entries: Mapping[str, Entry], context: Context) -> T | None:
    """Return a table as a value of its class; what is wrong in it is in the findings.

    So that as much as possible is told at once, a refused value leaves its default behind; None where there is none.
    ``context`` is the table's own: its key is what a setting that is missing in it is told by.
    """
    plain: type = settings_class
    rows = rows_of(plain)
    values = {}
    for name, entry in entries.items():
        around = replace(context, source=entry.source, key=entry.key)
        if name not in rows:
            remedy = did_you_mean(name, rows, f"Take it away; the keys here are: {', '.join(rows)}.")
            context.findings.fault(around.place, "there is no such setting.", remedy)
            continue
        try:
            values[name] = rows[name].kind.read(entry.value, around)
        except ValueRefusedError as refusal:
            context.findings.fault(around.place, refusal.problem, refusal.remedy)
    for name, row in rows.items():
        if row.default is REQUIRED and name not in entries:
            place = context.source.place(_within(context.key, name))
            context.findings.fault(place, "is missing.", f"{row.meaning} ({row.kind.name})")
    is_whole = all(row.default is not REQUIRED or name in values for name, row in rows.items())
    return settings_class(**values) if is_whole else None


class Table(Kind[Any]):
    """A table inside a table."""

    name = "table"

    def __init__(self, settings_class: type) -> None:
        self.settings_class = settings_class

    def read(self, value: object, context: Context) -> Any:
        """Return the table as a value of its class; its faults are noted one by one."""
        if not isinstance(value, dict):
            raise wrong_type(value, "a table", "Write its keys under a line of their own: [" + context.key + "].")
        return read_table(self.settings_class, entries_of(value, context.source, context.key), context)


class Tables(Kind[tuple[Any, ...]]):
    """Several tables of the same class inside a table."""

    name = "tables"

    def __init__(self, settings_class: type) -> None:
        self.settings_class = settings_class
        self._table = Table(settings_class)

    def read(self, value: object, context: Context) -> tuple[Any, ...]:
        """Return the tables in their order."""
        if not isinstance(value, list) or not all(isinstance(given, dict) for given in value):
            remedy = f"Write each under a line of its own: [[{context.key}]]."
            raise ValueRefusedError("is not a list of tables.", remedy)
        return tuple(
            self._table.read(given, replace(context, key=f"{context.key}.{number}"))
            for number, given in enumerate(value, start=1)
        )


def _within(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
