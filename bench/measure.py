"""Measuring in pairs: every round runs all contenders, in turned order, and compares within the round.

What drifts during a run (a warm cache, a busy neighbour) then falls on all of them alike.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# One run of one contender; the answer is in the unit of its row.
Contender = Callable[[], float]


class Skip(Exception):  # noqa: N818 - not an error: a tool is missing, so that there is nothing to measure
    """A part cannot be measured here, and why."""


class WrongResult(Exception):  # noqa: N818 - the figure of a pipeline that finds other comments is worth nothing
    """A contender did not do the work that it is timed for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What was promised: of the ratio, or of our own figure where there is no peer."""

    limit: float
    is_at_most: bool = True

    def is_met_by(self, value: float) -> bool:
        """Whether a measured value keeps the promise."""
        return value <= self.limit if self.is_at_most else value >= self.limit

    def __str__(self) -> str:
        return f"{'<=' if self.is_at_most else '>='} {self.limit:g}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table: our figure, beside a peer's where there is one, and the ratio round by round."""

    what: str
    unit: str
    ours: tuple[float, ...]  # one value a round
    peer_name: str = ""
    peer: tuple[float, ...] = ()
    target: Target | None = None

    @property
    def ratios(self) -> tuple[float, ...]:
        """The ratio of each round; empty where there is no peer."""
        if not self.peer:
            return ()
        pairs = zip(self.ours, self.peer, strict=True)
        return tuple(ours / peer for ours, peer in pairs)

    @property
    def is_met(self) -> bool | None:
        """Whether the median keeps the target; None where none was set."""
        if self.target is None:
            return None
        return self.target.is_met_by(statistics.median(self.ratios or self.ours))


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How much is measured; None leaves it to the part."""

    mails: int | None = None
    rounds: int | None = None


def rounds(contenders: Mapping[str, Contender], count: int) -> dict[str, tuple[float, ...]]:
    """Run every contender once a round, in turned order each second round, and return their figures."""
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(count):
        names: Sequence[str] = list(contenders)
        for name in reversed(names) if number % 2 else names:
            figures[name].append(contenders[name]())
    return {name: tuple(values) for name, values in figures.items()}
