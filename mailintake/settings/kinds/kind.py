"""What every kind of value can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Generic, TypeVar

from mailintake.settings.findings import Findings, Place, Source, ValueRefusedError

T = TypeVar("T")

_SHOWN_LENGTH = 60
_WORDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),  # before int: a bool is an int
    (int, "a whole number"),
    (float, "a number with a fraction"),
    (str, "text"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a kind may need to know beside the value."""

    folder: Path  # of the file that holds the setting: relative file names count from it
    source: Source
    key: str  # of the value in its source, with the tables around it
    findings: Findings  # for kinds that find more than one fault, or a warning

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.source.place(self.key)


class Kind(ABC, Generic[T]):
    """One kind of value; subclasses say what it is called and how it is read."""

    # As the documentation calls it.
    name: str
    # Its value is never shown in a message.
    is_secret: bool = False

    @abstractmethod
    def read(self, value: object, context: Context) -> T:
        """Return the value that TOML gave, checked. Raises ValueRefusedError."""

    def from_text(self, text: str) -> object:
        """Return what TOML would have given for the text of an environment variable. Raises ValueRefusedError."""
        return text

    def to_toml(self, value: T) -> object:
        """Return a value as it stands in a TOML file."""
        return value


def wrong_type(value: object, wanted: str, remedy: str) -> ValueRefusedError:
    """Return the error for a value of another type than ``wanted``; the value itself is not in it."""
    found = next((word for type_, word in _WORDS if isinstance(value, type_)), "something else")
    return ValueRefusedError(f"is {found}, not {wanted}.", remedy)


def shown(value: object) -> str:
    """Return a value as a message shows it: short, in quotes, without control characters."""
    text = repr(value)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"
