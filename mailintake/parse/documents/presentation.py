"""Slides (PPTX, ISO/IEC 29500-1, 19): their words, slide by slide, a paragraph a line."""

from __future__ import annotations

from mailintake.parse.documents.archive import Archive, Lines, parse
from mailintake.parse.documents.found import Found

_SLIDES = r"ppt/slides/slide\d{1,4}\.xml"
_MAX_SLIDES = 500
_PICTURES = r"ppt/media/.+"
_SPACES = (
    "http://schemas.openxmlformats.org/drawingml/2006/main ",
    "http://purl.oclc.org/ooxml/drawingml/main ",
)
_SHOWN = frozenset(space + "t" for space in _SPACES)
_LINES = frozenset(space + name for space in _SPACES for name in ("p", "br"))


def read(content: bytes) -> Found:
    """Read slides."""
    lines = Lines()
    with Archive(content) as archive:
        for name in archive.names(_SLIDES)[:_MAX_SLIDES]:
            parse(archive.member(name), _Reader(lines))
        return Found.of(lines.text(), has_pictures=bool(archive.names(_PICTURES)))


class _Reader:
    """Collects the words of one slide."""

    def __init__(self, lines: Lines) -> None:
        self._add = lines.add
        self._is_shown = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._is_shown = name in _SHOWN

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_shown = False
        if name in _LINES:
            self._add("\n")

    def data(self, text: str) -> None:
        """Take characters."""
        if self._is_shown:
            self._add(text)
