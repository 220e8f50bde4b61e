"""What a register has logged, whatever it stores it in."""

from __future__ import annotations

from typing import Any


def logged(register: Any, kind: str) -> list[tuple[str, str, str]]:
    """Return actor, subject and data of every event of a kind, in order."""
    if hasattr(register, "state"):
        return [(each.actor, each.subject, each.data) for each in register.state.events if each.kind == kind]
    with register.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, actor, subject, data FROM event ORDER BY seq")
        return [(row.actor, row.subject, row.data) for row in rows if row.kind == kind]
