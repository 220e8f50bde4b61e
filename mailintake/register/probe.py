"""Try the database and tell how it stands: one finding for each thing that can be wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, text

from mailintake.domain.finding import Finding, Status
from mailintake.errors import MailintakeError
from mailintake.register.engine import Store, has_wal_fault, journal_mode
from mailintake.register.schema import HEAD, REVISIONS, current, database_file
from mailintake.register.tables import poll

# RETURNING came with it.
_OLDEST_SQLITE = (3, 35, 0)
_LITTLE_ROOM = 1_000_000_000
_NO_ROOM = 100_000_000


def probe(url: str) -> list[Finding]:
    """Return how the database stands; nothing is made or changed. Raises PermanentError for a wrong address."""
    file = database_file(url)
    findings = [] if file is None else [*_library(), *_room(file)]
    if file is not None and not file.exists():
        return [_no_file(file), *findings]
    reached = _reach(url)
    if reached.status is not Status.OK:
        return [reached, *findings]
    return [reached, _schema(url), *findings]


def last_poll_at(url: str) -> datetime | None:
    """Return when the mailbox was last read to its end; None: never. Raises StoreUnavailableError or PermanentError."""
    if current(url) is None:
        return None
    store = Store(url)
    try:
        with store.read() as connection:
            at: datetime | None = connection.scalar(select(poll.c.at))
        return at
    finally:
        store.dispose()


def _reach(url: str) -> Finding:
    try:
        store = Store(url)
        try:
            with store.read() as connection:
                version = connection.scalar(
                    text("SHOW server_version" if store.is_postgresql else "SELECT sqlite_version()")
                )
        finally:
            store.dispose()
    except MailintakeError as error:
        remedy = error.remedy or "Check the address, that the server runs, and that this user may connect."
        return Finding(what="database", status=Status.FAULT, text=error.message, remedy=remedy)
    name = "PostgreSQL" if store.is_postgresql else "SQLite"
    return Finding(what="database", status=Status.OK, text=f"{name} {version} answers")


def _schema(url: str) -> Finding:
    version = current(url)
    if version == HEAD:
        return Finding(what="database tables", status=Status.OK, text=f"version {version}")
    if version is None or version in REVISIONS:
        return Finding(
            what="database tables",
            status=Status.WARNING,
            text="not made yet" if version is None else f"version {version}, older than {HEAD}",
            remedy="They are brought up to date at the next start; back up first.",
        )
    return Finding(
        what="database tables",
        status=Status.FAULT,
        text=f"version {version} was made by a newer mailintake; this one knows {HEAD}",
        remedy="Upgrade mailintake.",
    )


def _no_file(file: Path) -> Finding:
    folder = next(each for each in file.absolute().parents if each.exists())
    if os.access(folder, os.W_OK | os.X_OK):
        return Finding(what="database", status=Status.OK, text=f"{file} is made at the first start")
    return Finding(
        what="database",
        status=Status.FAULT,
        text=f"{file} is not there and cannot be made",
        remedy=f"Let this user write to {folder}.",
    )


def _library() -> Iterator[Finding]:
    version, name = sqlite3.sqlite_version_info, f"SQLite {sqlite3.sqlite_version}"
    if version < _OLDEST_SQLITE or not _has_full_text_search():
        yield Finding(
            what="SQLite",
            status=Status.FAULT,
            text=f"{name} is too old, or made without full-text search (FTS5)",
            remedy="Use a Python with a newer SQLite, or PostgreSQL.",
        )
    elif has_wal_fault(version):
        yield Finding(
            what="SQLite",
            status=Status.WARNING,
            text=f"{name} can damage a database in WAL mode, so the safe, slower mode {journal_mode()} is used",
            remedy="Nothing must be done; SQLite 3.51.3 or later is faster.",
        )
    else:
        yield Finding(what="SQLite", status=Status.OK, text=f"{name}, journal mode {journal_mode()}")


def _has_full_text_search() -> bool:
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    return "ENABLE_FTS5" in options


def _room(file: Path) -> Iterator[Finding]:
    folder = next(each for each in file.absolute().parents if each.exists())
    free = shutil.disk_usage(folder).free
    status = Status.FAULT if free < _NO_ROOM else Status.WARNING if free < _LITTLE_ROOM else Status.OK
    remedy = "" if status is Status.OK else f"Make room on the disk of {folder}."
    yield Finding(what="disk of the database", status=status, text=f"{free / 1e9:.1f} GB free", remedy=remedy)
