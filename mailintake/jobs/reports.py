"""What a job did, in counts: the last line of ``--json`` and of the log."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """Counts that can be added up."""

    def __add__(self, other: Self) -> Self:
        """Return the sums."""
        return type(self)(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, in order."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeCounts(Counts):
    """What came in. ``new`` = ``kept`` + ``left`` + ``held``; ``review`` is part of ``kept``."""

    new: int = 0
    kept: int = 0
    left: int = 0
    review: int = 0
    held: int = 0
    queued: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryCounts(Counts):
    """What went out, and what still waits."""

    sent: int = 0
    failed: int = 0
    suppressed: int = 0
    unknown: int = 0
    waiting: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyCounts(Counts):
    """What was laid into the folder of sent mail. ``found`` lay there already."""

    copied: int = 0
    found: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderCounts(Counts):
    """Who is reminded."""

    queued: int = 0
    skipped: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterCounts(Counts):
    """Who is written to because a person asks for it."""

    queued: int = 0
    skipped: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestCounts(Counts):
    """Which digests were made."""

    queued: int = 0
    quiet: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconciliationCounts(Counts):
    """Whether every mail in the mailbox has been seen."""

    in_mailbox: int = 0
    seen: int = 0
    kept: int = 0
    left: int = 0
    unseen: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionCounts(Counts):
    """What is due for a retention decision."""

    due: int = 0
