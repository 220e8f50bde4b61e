"""The database behind the register, SQLite or PostgreSQL, and the two ways to use it: to read and to write.

Both give one transaction: all of it is stored or nothing. On SQLite a write begins with BEGIN IMMEDIATE, for a
transaction that turns from reading to writing loses what others wrote meanwhile or fails.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from mailintake.errors import PermanentError
from mailintake.register.faults import translated

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgreSQLInsert
    from sqlalchemy.dialects.sqlite import Insert as SQLiteInsert

# How long a transaction waits for another one, in seconds.
LOCK_SECONDS = 30
_IS_WRITING = "is_writing"

# A process that is stopped in the middle of a transaction must not stop all others for longer than this.
_POSTGRESQL_OPTIONS = (
    f"-c timezone=UTC -c lock_timeout={LOCK_SECONDS}s -c idle_in_transaction_session_timeout={2 * LOCK_SECONDS}s"
)
_CONNECT_SECONDS = 10

# The WAL-reset fault can corrupt a database in WAL mode: SQLite 3.7.0 to 3.51.2, but for two releases with the remedy.
_WAL_FAULT_FIRST = (3, 7, 0)
_WAL_FAULT_LAST = (3, 51, 2)
_WAL_FAULT_MENDED = frozenset({(3, 44, 6), (3, 50, 7)})


class Store:
    """A database: safe to use from several threads at once."""

    def __init__(self, url: str) -> None:
        """Make no connection yet. Raises PermanentError for an address that cannot be one."""
        self.engine = make_engine(url)
        self._writing = self.engine.execution_options(**{_IS_WRITING: True})
        self.is_postgresql = self.engine.dialect.name == "postgresql"

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is stored at the end; nothing of it is where an error leaves it.

        Raises StoreUnavailableError, StoreConflictError, NotFoundError or PermanentError.
        """
        with _translating(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection in a transaction that reads. Raises StoreUnavailableError or PermanentError."""
        with _translating(), self.engine.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self.engine.dispose()


def parse_url(url: str) -> URL:
    """Return the address of a database, with its driver. Raises PermanentError where it is no such address."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise PermanentError("The address of the database cannot be read.", remedy=_URL_REMEDY) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return parsed.set(drivername="sqlite+pysqlite")
    raise PermanentError("The database is neither a SQLite file nor PostgreSQL.", remedy=_URL_REMEDY)


def make_engine(url: str) -> Engine:
    """Return the engine of a database, with our rules for its connections. Raises PermanentError."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql_engine(parsed)
    engine = create_engine(parsed, connect_args={"timeout": LOCK_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def has_wal_fault(version: tuple[int, ...]) -> bool:
    """Whether this version of SQLite can corrupt a database in WAL mode."""
    return _WAL_FAULT_FIRST <= version <= _WAL_FAULT_LAST and version not in _WAL_FAULT_MENDED


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return the journal mode that is safe with this version of SQLite.

    TRUNCATE rather than DELETE: cutting the journal off is synced, removing it is not, and a power cut would bring it
    back and with it undo a transaction that was done.
    """
    return "TRUNCATE" if has_wal_fault(version) else "WAL"


def insert_into(dialect: str, table: Table) -> PostgreSQLInsert | SQLiteInsert:
    """Return an INSERT that can say ON CONFLICT, in the words of a database."""
    # Only the dialect that is used is loaded.
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


_URL_REMEDY = "Write sqlite:///path/to/file.db or postgresql+psycopg://user@host/database."


def _postgresql_engine(url: URL) -> Engine:
    arguments: dict[str, Any] = {"options": _POSTGRESQL_OPTIONS, "application_name": "mailintake"}
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = _CONNECT_SECONDS
    try:
        return create_engine(url, connect_args=arguments, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise PermanentError(
            "PostgreSQL's driver is not installed.", remedy="Install it with: pip install 'mailintake[postgresql]'."
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late; ours begin in _begin_sqlite.
    connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        f"journal_mode = {journal_mode()}",
        "synchronous = FULL",
        # Deleted bytes are overwritten: what is retired must not be found in the file.
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(_IS_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        ours = translated(error)
        if ours is None:
            raise
        raise ours from error
