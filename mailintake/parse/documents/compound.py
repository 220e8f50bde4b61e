"""Compound files (MS-CFB), opened with olefile: what Word 97-2003 and Outlook keep their streams in."""

from __future__ import annotations

from io import BytesIO
from types import TracebackType
from typing import Self

import olefile

from mailintake.parse.documents.found import RefusedError

MAX_STREAM = 60 * 1024 * 1024


class Compound:
    """A compound file; a context manager."""

    def __init__(self, content: bytes) -> None:
        self._file = olefile.OleFileIO(BytesIO(content))
        self._names: dict[tuple[str, ...], list[str]] = {}
        for path in self._file.listdir(streams=True, storages=True):
            self._names.setdefault(tuple(path[:-1]), []).append(path[-1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def names(self, storage: tuple[str, ...] = ()) -> list[str]:
        """Return what lies in a storage, in the order of the directory."""
        return self._names.get(storage, [])

    def has(self, *path: str) -> bool:
        """Whether there is a stream or a storage with this path."""
        return bool(self._file.exists(list(path)))

    def stream(self, *path: str) -> bytes:
        """Return a stream. Raises OSError where there is none, RefusedError where it is too large."""
        if self._file.get_size(list(path)) > MAX_STREAM:
            raise RefusedError
        with self._file.openstream(list(path)) as stream:
            content: bytes = stream.read()
        return content
