"""Sheets (XLSX, ISO/IEC 29500-1, 18): a row a line, its cells by tabs, numbers as they are stored."""

from __future__ import annotations

from mailintake.parse.documents.archive import Archive, Lines, parse
from mailintake.parse.documents.found import MAX_TEXT, Found

_SHARED = "xl/sharedStrings.xml"
_SHEETS = r"xl/worksheets/sheet\d{1,4}\.xml"
_MAX_SHEETS = 100

_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)


def _named(name: str) -> frozenset[str]:
    return frozenset(space + name for space in _SPACES)


_ITEM, _TEXT, _VALUE, _CELL, _ROW = map(_named, ("si", "t", "v", "c", "row"))
# How a word is read aloud is written beside it in some scripts.
_READING = _named("rPh")


def read(content: bytes) -> Found:
    """Read the sheets of a workbook."""
    lines = Lines()
    shared = _Shared()
    with Archive(content) as archive:
        if archive.names(_SHARED):
            parse(archive.member(_SHARED), shared)
        for name in archive.names(_SHEETS)[:_MAX_SHEETS]:
            parse(archive.member(name), _Sheet(lines, shared.texts))
    return Found.of(lines.text())


class _Shared:
    """Collects the texts that cells point to by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._is_reading = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._is_reading = self._is_reading or name in _READING
        self._is_text = name in _TEXT and not self._is_reading

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_text = False
        self._is_reading = self._is_reading and name not in _READING
        if name in _ITEM:
            self.texts.append("".join(self._pieces))
            self._pieces = []

    def data(self, text: str) -> None:
        """Take characters."""
        if self._is_text:
            self._pieces.append(text)


class _Sheet:
    """Collects the cells of one sheet."""

    def __init__(self, lines: Lines, shared: list[str]) -> None:
        self._add = lines.add
        self._shared = shared
        self._kind = ""
        self._value: list[str] = []
        self._is_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name in _CELL:
            self._kind = attributes.get("t", "n")
            self._value = []
        self._is_value = name in _VALUE or name in _TEXT

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_value = False
        if name in _CELL:
            self._add(self._text()[:MAX_TEXT] + "\t")
        elif name in _ROW:
            self._add("\n")

    def data(self, text: str) -> None:
        """Take characters."""
        if self._is_value:
            self._value.append(text)

    def _text(self) -> str:
        value = "".join(self._value)
        if self._kind != "s":
            return value
        # A number that no text has is the fault of whoever wrote the file.
        is_known = value.isascii() and value.isdigit() and len(value) < 10 and int(value) < len(self._shared)
        return self._shared[int(value)] if is_known else ""
