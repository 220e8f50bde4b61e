"""Whose turn it is, and whether it is anybody's: what is due once, who reads the mailbox, the breaker."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Calendar(Protocol):
    """What is due once on a date: claimed by compare-and-set, so that two processes do not both do it."""

    def claim_run(self, kind: str, local_date: date, now: datetime) -> bool:
        """Claim a run; True for exactly one caller, ever."""

    def has_run(self, kind: str, local_date: date) -> bool:
        """Whether a run was claimed."""

    def approve(self, kind: str, local_date: date, *, by: str, now: datetime) -> bool:
        """Note that a person lets a run take place; False where somebody has already."""

    def approver(self, kind: str, local_date: date) -> str:
        """Return who has approved a run; "" where nobody has."""


class Lease(Protocol):
    """Which process reads the mailbox: one at a time."""

    # No other process can be alive on the same database, so that a lease or a claim of another one is a dead one's.
    is_alone: bool

    def take(self, mailbox: str, now: datetime) -> bool:
        """Take or renew the lease; False where another living process holds it."""

    def give_back(self, mailbox: str) -> None:
        """End the lease, so that another process need not wait for it to expire."""


class Breaker(Protocol):
    """The circuit breaker of automatic answers: opened by a machine, closed by a person."""

    def is_open(self) -> bool:
        """Whether answers are stopped."""

    def open(self, reason: str, now: datetime) -> None:
        """Stop answers."""

    def close(self, by: str, now: datetime) -> None:
        """Let answers go again."""
