"""Whose word a decision is: a person's, never the machine's."""

from __future__ import annotations

from mailintake.errors import UsageError

# Who has decided where no person has.
MACHINE = "machine"


def require_person(name: str) -> None:
    """Raise UsageError where a name is nobody's."""
    if not name.strip() or name.strip().casefold() == MACHINE:
        raise UsageError("A decision is a person's.", remedy="Say whose with --by NAME.")
