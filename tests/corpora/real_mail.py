"""Real mail that nobody here wrote, with its labels: where it lies, and how each test of it reads and counts.

It is read from ``$MAILINTAKE_CORPORA``, or from a folder beside the project, and never copied; where it is missing the
tests of it are skipped by name (``tests/conftest.py``).
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mailmaking.reader import NOW, arrival

from mailintake.domain.message import Reading
from mailintake.parse import Boundary, read

FOLDER = Path(os.environ.get("MAILINTAKE_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
# The mail was sent to people of many places, none of which are ours.
ANYBODY = Boundary(own_addresses=frozenset())


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One line of the table: how many of some mails were read as they should be, and the promise."""

    what: str
    found: int
    of: int
    floor: float | None = None  # the least share
    ceiling: int | None = None  # the greatest number, where what is counted is wrong
    misses: tuple[str, ...] = ()  # the paths of the mails that were not, or were wrongly, counted

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds."""
        if self.ceiling is not None:
            return self.found <= self.ceiling
        return self.floor is None or self.found >= self.floor * self.of

    @property
    def promise(self) -> str:
        """The promise in a few characters; "" where there is none."""
        if self.ceiling is not None:
            return f"at most {self.ceiling}"
        return "" if self.floor is None else f"{self.floor:.0%}"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a list of mails, such as ``bounces.tsv``: each has a path and a label."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def original(path: str) -> bytes:
    """Return the bytes of a mail."""
    return (FOLDER / path).read_bytes()


def reading(path: str) -> Reading:
    """Read a mail as the service does."""
    content = original(path)
    return read(content, arrival(content), ANYBODY, NOW)


def figure(what: str, hits: Mapping[str, bool], *, at_least: float | None = None, at_most: int | None = None) -> Figure:
    """Count the hits, a path each; with ``at_most`` what is counted is wrong, so that the hits are the misses."""
    is_wrong = at_most is not None
    return Figure(
        what=what,
        found=sum(hits.values()),
        of=len(hits),
        floor=at_least,
        ceiling=at_most,
        misses=tuple(path for path, is_hit in hits.items() if is_hit is is_wrong),
    )
