"""What every part of the SQL repository stands on: the database and the name of this process."""

from __future__ import annotations

from datetime import timedelta

from mailintake.register.engine import Store


class SqlRoom:
    """A part of the repository that speaks of one noun."""

    def __init__(self, url: str, *, worker: str, lease_seconds: int = 15, is_alone: bool = False) -> None:
        self.store = Store(url)
        self.worker = worker
        self.lease_time = timedelta(seconds=lease_seconds)
        self.is_alone = is_alone
