"""Where things lie: files, folders and the database."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from mailintake.settings.findings import ValueRefusedError
from mailintake.settings.kinds.kind import Context, Kind, wrong_type
from mailintake.settings.kinds.text import Line, SecretText
from mailintake.settings.secret import Secret

SQLITE = "sqlite:///"
POSTGRESQL = "postgresql+psycopg://"
_STORE_REMEDY = f'Write it as "{SQLITE}var/mailintake.db" or "{POSTGRESQL}user@host/database".'


class FilePath(Kind[Path | None]):
    """A file or a folder that is there; a relative one counts from the folder of the settings file."""

    def __init__(self, *, is_folder: bool = False) -> None:
        self._is_folder = is_folder
        self.name = "folder" if is_folder else "file"

    def read(self, value: object, context: Context) -> Path | None:
        """Return the path, or None for empty text."""
        line = Line().read(value, context)
        if not line:
            return None
        path = context.folder / line
        try:
            is_there = path.is_dir() if self._is_folder else path.exists() and not path.is_dir()
        except OSError as error:
            raise ValueRefusedError(
                f"{path} cannot be looked at ({error.strerror}).",
                "Check who may read the folders above it.",
            ) from None
        if not is_there:
            raise ValueRefusedError(
                f"there is no {self.name} {path}.", f"Check the name; it counts from {context.folder}."
            )
        return path

    def to_toml(self, value: Path | None) -> object:
        """Return the path as text, empty where there is none."""
        return "" if value is None else str(value)


class StoreUrl(Kind[Secret]):
    """The address of the database: a secret, for it may hold a password."""

    name = "database address"
    is_secret = True

    def read(self, value: object, context: Context) -> Secret:
        """Return the address as it is given."""
        if not isinstance(value, str):
            raise wrong_type(value, "text", _STORE_REMEDY)
        url = SecretText().read(value.strip(), context).reveal()
        if url.startswith("sqlite:"):
            if not url.startswith(SQLITE) or not url.removeprefix(SQLITE).partition("?")[0]:
                raise ValueRefusedError("names no database file.", _STORE_REMEDY)
            return Secret(url)
        if url.startswith(("postgres:", "postgresql:")):
            raise ValueRefusedError("names no driver.", f'Begin it with "{POSTGRESQL}".')
        if not url.startswith(POSTGRESQL):
            raise ValueRefusedError("is not a database that is known.", _STORE_REMEDY)
        try:
            parts = urlsplit(url)
            is_whole = bool(parts.path.strip("/")) and parts.port != 0
        except ValueError:
            is_whole = False
        if not is_whole:
            raise ValueRefusedError("is not a whole database address.", _STORE_REMEDY)
        return Secret(url)

    def to_toml(self, value: Secret) -> object:
        """Return a default as text; a default holds no password."""
        return value.reveal()


def absolute_url(url: str, folder: Path) -> str:
    """Return a database's address in which a relative SQLite file counts from the folder above the settings' folder.

    From wherever a command is started, it finds the same database.
    """
    name = url.removeprefix(SQLITE)
    if name == url or name.startswith((":memory:", "file:")):
        return url
    return f"{SQLITE}{folder.absolute().parent / name}"
