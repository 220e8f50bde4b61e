"""One process at a time on a SQLite file: a lock that the operating system gives up when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailintake.errors import StoreLockedError, StoreUnavailableError
from mailintake.register.schema import database_file

_MODE = 0o600
_PID_LENGTH = 32


@contextmanager
def run_lock(url: str) -> Iterator[bool]:
    """Hold the lock beside the database file; True: no other process can be at work on it.

    On PostgreSQL the lease decides, and the answer is False. Raises StoreLockedError where another process holds it.
    """
    database = database_file(url)
    if database is None:
        yield False
        return
    descriptor = _open(database.with_name(database.name + ".lock"))
    try:
        _lock(descriptor, database)
        # The file stays when the lock is given up: removing it would let two processes lock two files of one name.
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield True
    finally:
        os.close(descriptor)


def _open(file: Path) -> int:
    try:
        return os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, _MODE)
    except OSError as error:
        raise StoreUnavailableError(
            f"The lock file {file} cannot be opened: {error.strerror}.",
            remedy="Check that the folder exists and that this user may write to it.",
        ) from error


def _lock(descriptor: int, database: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(descriptor, _PID_LENGTH, 0).decode("ascii", "replace").strip() or "unknown"
        raise StoreLockedError(
            f"Another run uses {database} (process {holder}).",
            remedy="Stop it first, or use PostgreSQL, which many processes can share.",
        ) from error
