"""The text of word-processor documents: DOCX (ISO/IEC 29500) and ODT (ISO/IEC 26300), read within limits.

Both are zip files of XML. No entity is ever expanded (a document that declares a type or an entity is refused), members
are read up to a size and a ratio, and methods that need much memory to unpack are not unpacked at all.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from mailintake.parse.charset import clean
from mailintake.parse.media_types import DOCX, ODT

MAX_XML = 8 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 5_000
MAX_TEXT = 2_000_000  # characters

_MEMBERS = {DOCX: "word/document.xml", ODT: "content.xml"}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_WORD_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "

# Elements whose character data is text, that end a line, that stand for a character, and whose content is not shown.
_SHOWN = frozenset({_WORD + "t", _WORD_STRICT + "t", _TEXT + "p", _TEXT + "h"})
_LINES = frozenset({_WORD + "p", _WORD_STRICT + "p", _TEXT + "p", _TEXT + "h"})
_CHARACTERS = {
    _WORD + "tab": "\t",
    _WORD_STRICT + "tab": "\t",
    _WORD + "br": "\n",
    _WORD_STRICT + "br": "\n",
    _TEXT + "tab": "\t",
    _TEXT + "line-break": "\n",
    _TEXT + "s": " ",
}
_HIDDEN = frozenset({_TEXT + "tracked-changes", _OFFICE + "annotation", _WORD + "del", _WORD_STRICT + "del"})

_UNSAFE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    RuntimeError,
)


class _RefusedError(ValueError):
    """The document is not read."""


def document_text(content: bytes, media_type: str, allowed: int = MAX_XML) -> tuple[str | None, int]:
    """Return a document's text and how many bytes were unpacked for it; never raises.

    There is no text where it is no document, damaged or unsafe, or larger than the bytes that may be unpacked.
    """
    xml = b""
    try:
        xml = _member(content, _MEMBERS[media_type], min(allowed, MAX_XML))
        return clean(_text_of(xml)), len(xml)
    except _UNSAFE:
        return None, len(xml)


def _member(content: bytes, name: str, allowed: int) -> bytes:
    # zipfile reads as many directory entries as there are, whatever number the file states.
    if content.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise _RefusedError
    with zipfile.ZipFile(BytesIO(content)) as archive:
        info = archive.getinfo(name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _RefusedError
        limit = min(allowed, max(1024 * 1024, info.compress_size * MAX_RATIO))
        with archive.open(info) as stream:
            xml = stream.read(limit + 1)
    if len(xml) > limit:
        raise _RefusedError
    return xml


def _text_of(xml: bytes) -> str:
    reader = _Reader()
    reader.parse(xml)
    return "\n".join(line.rstrip() for line in "".join(reader.pieces).split("\n")).strip("\n")


class _Reader:
    """Collects text while the elements go by; one pass, no tree."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._size = 0
        self._shown = 0  # how many open elements show their text
        self._hidden = 0  # how many open elements hide what is in them

    def parse(self, xml: bytes) -> None:
        """Read a document's XML. Raises ExpatError or ValueError where it is unsafe."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name in _HIDDEN:
            self._hidden += 1
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        if name in _SHOWN:
            self._shown += 1

    def _end(self, name: str) -> None:
        if name in _LINES:
            self._add("\n")
        if name in _SHOWN:
            self._shown -= 1
        if name in _HIDDEN:
            self._hidden -= 1

    def _data(self, text: str) -> None:
        if self._shown:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._hidden or self._size > MAX_TEXT:
            return
        self._size += len(text)
        self.pieces.append(text)


def _refuse(*_declaration: object) -> None:
    raise _RefusedError
