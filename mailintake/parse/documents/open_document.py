"""OpenDocument texts, sheets and slides (ISO/IEC 26300): a paragraph a line; in sheets a row a line, cells by tabs."""

from __future__ import annotations

from mailintake.parse.documents.archive import Archive, Lines, parse
from mailintake.parse.documents.found import Found, LockedError

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_PICTURES = r"Pictures/.+"
_MAX_SPACES = 100

_NAME = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0 "
_TEXT, _OFFICE, _TABLE = _NAME.format("text"), _NAME.format("office"), _NAME.format("table")
_SHOWN = frozenset({_TEXT + "p", _TEXT + "h"})
_HIDDEN = frozenset({_TEXT + "tracked-changes", _OFFICE + "annotation"})
_SHEETS = _OFFICE + "spreadsheet"
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})
_ROW = _TABLE + "table-row"
_CHARACTERS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_SPACE = _TEXT + "s"
_SPACE_COUNT = _TEXT + "c"


def read(content: bytes) -> Found:
    """Read a text, a sheet or slides."""
    lines = Lines()
    with Archive(content) as archive:
        # One that is locked by a pass word says so in its manifest (part 3, 3.4.1); what it holds then is no XML.
        if archive.names(_MANIFEST) and b"encryption-data" in archive.member(_MANIFEST):
            raise LockedError
        parse(archive.member(_CONTENT), _Reader(lines))
        return Found.of(lines.text(), has_pictures=bool(archive.names(_PICTURES)))


class _Reader:
    """Collects text while the elements go by; one pass, no tree."""

    def __init__(self, lines: Lines) -> None:
        self._add = lines.add
        self._shown = 0  # how many open elements show their text
        self._hidden = 0  # how many open elements hide what is in them
        self._is_sheet = False
        self._is_begun = False  # the cell of a sheet holds a paragraph already

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name in _HIDDEN:
            self._hidden += 1
        elif name in _SHOWN:
            self._shown += 1
            self._begin()
        elif self._hidden:
            return
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name == _SPACE:
            count = attributes.get(_SPACE_COUNT, "1")
            self._add(" " * min(int(count) if count.isdecimal() else 1, _MAX_SPACES))
        elif name == _SHEETS:
            self._is_sheet = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _HIDDEN:
            self._hidden -= 1
        elif name in _SHOWN:
            self._shown -= 1
            if not self._is_sheet:
                self._end("\n")
        elif self._is_sheet and name in _CELLS:
            self._is_begun = False
            self._end("\t")
        elif self._is_sheet and name == _ROW:
            self._end("\n")

    def data(self, text: str) -> None:
        """Take characters."""
        if self._shown and not self._hidden:
            self._add(text)

    def _begin(self) -> None:
        if self._is_sheet:
            if self._is_begun:
                self._add(" ")
            self._is_begun = True

    def _end(self, character: str) -> None:
        if not self._hidden:
            self._add(character)
