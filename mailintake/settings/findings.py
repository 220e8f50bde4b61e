"""What is wrong, or doubtful, in the settings: collected while they are read, and reported together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mailintake.errors import SettingsError


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a setting stands: what the reader opens and looks for."""

    source: str  # a file's path, or "environment"
    key: str = ""  # with its section, such as "mailbox.port"; the variable's name in the environment
    line: int | None = None  # from 1; None where it cannot be told

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.key}" if self.key else where


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What a setting was read from: a file, or the environment."""

    name: str
    lines: Mapping[str, int] = field(default_factory=dict)  # from 1, by key, as far as they can be told

    def place(self, key: str) -> Place:
        """Return the place of a key: its own line, or that of the table around it."""
        around = key
        while around and around not in self.lines:
            around = around.rpartition(".")[0]
        return Place(source=self.name, key=key, line=self.lines.get(around))


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing that is wrong."""

    place: Place
    problem: str  # without the value of a secret
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy}".strip()


class ValueRefusedError(ValueError):
    """A value is not one that its setting can have; raised by the kinds and turned into a fault."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


class Findings:
    """The faults and warnings found so far."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def fault(self, place: Place, problem: str, remedy: str) -> None:
        """Note something that must be put right before anything runs; of a key, only the first: it is the cause."""
        if not place.key or all(place != fault.place for fault in self.faults):
            self.faults.append(Fault(place=place, problem=problem, remedy=remedy))

    def warn(self, place: Place, text: str) -> None:
        """Note something that works but is worth a look."""
        self.warnings.append(f"{place}: {text}")

    def raise_if_faulty(self) -> None:
        """Raise SettingsError with all faults, one a line, by file and line."""
        if not self.faults:
            return
        ordered = sorted(self.faults, key=lambda fault: (fault.place.source, fault.place.line or 0))
        raise SettingsError("\n".join(str(fault) for fault in ordered))


def did_you_mean(word: str, known: Iterable[str], otherwise: str, *, likeness: float = 0.6) -> str:
    """Return a sentence that proposes the nearest known word, or ``otherwise`` where none is as like it (0 to 1)."""
    # Loaded only when something is wrong.
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:100], by_folded, n=1, cutoff=likeness)
    return f"Did you mean {by_folded[near[0]]}?" if near else otherwise
