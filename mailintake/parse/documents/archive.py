"""Documents that are zip files of XML (ISO/IEC 21320-1), opened within limits.

Only the members that are asked for are unpacked, up to a size and a ratio, and methods that need much memory not at
all; so nothing that a directory claims, overlaps or repeats costs more. No entity is ever expanded: a document that
declares a type or an entity is refused.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO
from types import TracebackType
from typing import Protocol, Self
from xml.parsers import expat

from mailintake.parse.documents.found import MAX_TEXT, LockedError, RefusedError

MAX_UNPACKED = 32 * 1024 * 1024  # bytes of one document
MAX_RATIO = 200
MAX_MEMBERS = 5_000
_ALWAYS_ALLOWED = 1024 * 1024  # bytes: what is packed well and small is no bomb
_ENCRYPTED = 0x1

_DIRECTORY_ENTRY = b"PK\x01\x02"
# Names of members may be in it; looked up now, for a document is read where no file can be opened.
codecs.lookup("cp437")


class Handlers(Protocol):
    """What takes the elements of an XML document as they go by."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element; its name is its namespace, a space and its local name."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def data(self, text: str) -> None:
        """Take characters."""


class Archive:
    """A zip file whose members are XML; a context manager."""

    def __init__(self, content: bytes) -> None:
        # The standard library reads as many directory entries as there are, whatever number the file states.
        if content.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
            raise RefusedError
        self._zip = zipfile.ZipFile(BytesIO(content))
        self._allowed = MAX_UNPACKED

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def names(self, pattern: str) -> list[str]:
        """Return the members whose whole name matches, those that are numbered in the order of their numbers."""
        found = (name for name in self._zip.namelist() if re.fullmatch(pattern, name))
        return sorted(dict.fromkeys(found), key=lambda name: (len(name), name))

    def member(self, name: str) -> bytes:
        """Return a member, unpacked. Raises KeyError, RefusedError, LockedError or what zipfile and zlib raise."""
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise LockedError
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedError
        limit = min(self._allowed, max(_ALWAYS_ALLOWED, info.compress_size * MAX_RATIO))
        with self._zip.open(info) as stream:
            content = stream.read(limit + 1)
        self._allowed -= len(content)
        if len(content) > limit:
            raise RefusedError
        return content


class Lines:
    """Text that is put together piece by piece, up to as much as is read of a document."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0

    def add(self, piece: str) -> None:
        """Add a piece, while there is room."""
        if self._size <= MAX_TEXT:
            self._size += len(piece)
            self._pieces.append(piece)

    def text(self) -> str:
        """Return the text, without spaces at the ends of lines and empty lines around it."""
        return "\n".join(line.rstrip() for line in "".join(self._pieces).split("\n")).strip("\n")


def parse(xml: bytes, handlers: Handlers) -> None:
    """Let an XML document go by. Raises RefusedError where it declares a type, ExpatError where it is broken."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.data
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position


def _refuse(*_declaration: object) -> None:
    raise RefusedError
