"""What a database error means to us: try again, somebody was first, or somebody must do something.

The text of an error is the database's own first line; its details name values, which are people's addresses.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import exc

from mailintake.errors import (
    MailintakeError,
    NotFoundError,
    PermanentError,
    SchemaError,
    StoreConflictError,
    StoreUnavailableError,
)

_DISK_FULL = "Make room on the disk where the database lies; what could not be stored is tried again."
_CANNOT_OPEN = "Check that the folder of the database exists, and that this user may write to it and to the file."
_RESTORE = "Stop the service, keep the file, and restore the newest backup."
_MIGRATE = "Start the service once with enough rights, or let the commands make the tables."

# sqlite3.Error.sqlite_errorname (https://sqlite.org/rescode.html)
_SQLITE_CONFLICTS = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID"})
_SQLITE_REMEDIES = {
    "SQLITE_FULL": _DISK_FULL,
    "SQLITE_IOERR_WRITE": _DISK_FULL,
    "SQLITE_CANTOPEN": _CANNOT_OPEN,
    "SQLITE_READONLY": _CANNOT_OPEN,
    "SQLITE_READONLY_DIRECTORY": _CANNOT_OPEN,
    "SQLITE_READONLY_DBMOVED": "The database file was moved or deleted while it was in use: restart the service.",
}
_SQLITE_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})

# SQLSTATE (PostgreSQL, appendix A): what passes when it is tried again, and what was there first.
_UNIQUE_VIOLATION = "23505"
_FOREIGN_KEY_VIOLATION = "23503"
_UNDEFINED_TABLE = "42P01"
_DISK_FULL_STATE = "53100"
_PASSING_CLASSES = frozenset({"08", "25", "40", "53", "55", "57", "58"})


def translated(error: exc.SQLAlchemyError) -> MailintakeError | None:
    """Return an error of the database as one of ours; None where it is a fault in our code."""
    if isinstance(error, exc.TimeoutError):
        return StoreUnavailableError("No connection to the database became free.")
    if not isinstance(error, exc.DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    return _of_postgresql(error)


def _of_sqlite(cause: sqlite3.Error) -> MailintakeError | None:
    name = getattr(cause, "sqlite_errorname", "")
    if name in _SQLITE_CONFLICTS:
        return StoreConflictError()
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return NotFoundError("What is to be stored refers to something that is not in the register.")
    if name in _SQLITE_DAMAGED:
        return PermanentError(f"The database file is damaged: {_first_line(cause)}.", remedy=_RESTORE)
    if "no such table" in str(cause):
        return SchemaError("The database has no tables yet.", remedy=_MIGRATE)
    # SQLITE_ERROR is a statement that cannot be run: a fault of ours.
    if isinstance(cause, sqlite3.OperationalError) and name != "SQLITE_ERROR":
        return StoreUnavailableError(
            f"The database did not answer as it should: {_first_line(cause)}.", remedy=_SQLITE_REMEDIES.get(name, "")
        )
    return None


def _of_postgresql(error: exc.DBAPIError) -> MailintakeError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == _UNIQUE_VIOLATION:
        return StoreConflictError()
    if state == _FOREIGN_KEY_VIOLATION:
        return NotFoundError("What is to be stored refers to something that is not in the register.")
    if state == _UNDEFINED_TABLE:
        return SchemaError("The database has no tables yet.", remedy=_MIGRATE)
    # Without a state the connection itself failed.
    if (
        error.connection_invalidated
        or state[:2] in _PASSING_CLASSES
        or (not state and isinstance(error, exc.OperationalError | exc.InterfaceError))
    ):
        return StoreUnavailableError(
            f"The database did not answer as it should: {_first_line(error.orig)}.",
            remedy=_DISK_FULL if state == _DISK_FULL_STATE else "",
        )
    return None


def _first_line(cause: BaseException | None) -> str:
    return str(cause).partition("\n")[0].rstrip(". ")
