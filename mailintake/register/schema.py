"""The version of the database's tables: looked at cheaply at every start, brought up to date where it is older."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, text

from mailintake.errors import SchemaError, StoreUnavailableError
from mailintake.register.engine import Store, parse_url

# Every step there is, in order; a test holds this to the files in migrations/versions.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]

_MIGRATIONS = Path(__file__).parent / "migrations"
# A number of our own (the letters "mi"): two processes that upgrade one database wait for each other.
_UPGRADE_LOCK = 0x6D69
# What people wrote is for the service's own user to read.
_FILE_MODE = 0o600


def ensure(url: str) -> None:
    """See to it that the tables are there and up to date; a look where they are.

    Raises SchemaError where they were made by a newer version, StoreUnavailableError or PermanentError.
    """
    if current(url) != HEAD:
        upgrade(url)


def current(url: str) -> str | None:
    """Return the version of the tables; None where there are none.

    Raises StoreUnavailableError or PermanentError.
    """
    file = database_file(url)
    if file is not None and not file.exists():
        return None
    store = Store(url)
    try:
        with store.read() as connection:
            return _version(connection)
    finally:
        store.dispose()


def upgrade(url: str) -> None:
    """Bring the tables up to date, all of the way or not at all; safe from several processes at once.

    Raises SchemaError where they were made by a newer version, StoreUnavailableError or PermanentError.
    """
    file = database_file(url)
    if file is not None:
        _make_file(file)
    store = Store(url)
    try:
        with store.write() as connection:
            if store.is_postgresql:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
            version = _version(connection)
            if version is not None and version not in REVISIONS:
                raise SchemaError(remedy=f"It is at {version}; upgrade mailintake, which knows no further than {HEAD}.")
            if version != HEAD:
                _migrate(connection)
    finally:
        store.dispose()


def database_file(url: str) -> Path | None:
    """Return the file of a SQLite database; None for PostgreSQL. Raises PermanentError."""
    parsed = parse_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _version(connection: Connection) -> str | None:
    if connection.dialect.name == "postgresql":
        is_there = text("SELECT to_regclass('alembic_version')")
    else:
        is_there = text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    if connection.scalar(is_there) is None:
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _migrate(connection: Connection) -> None:
    # Alembic is loaded only where there is something to do.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _make_file(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, _FILE_MODE))
    except OSError as error:
        raise StoreUnavailableError(
            f"The database file {file} cannot be made: {error.strerror}.",
            remedy="Check that this user may write to its folder.",
        ) from error
