"""Word documents (DOCX, ISO/IEC 29500-1, 17): the body, then notes, then what stands at the head of the pages."""

from __future__ import annotations

from mailintake.parse.documents.archive import Archive, Lines, parse
from mailintake.parse.documents.found import Found

_BODY = "word/document.xml"
# A letterhead often stands in the head of the pages, and only there.
_BESIDE = r"word/(?:footnotes|endnotes|header\d{1,3})\.xml"
_MAX_BESIDE = 8
_PICTURES = r"word/media/.+"

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)


def _named(*names: str) -> frozenset[str]:
    return frozenset(space + name for space in _SPACES for name in names)


_SHOWN = _named("t")
_LINES = _named("p")
_TABS = _named("tab", "ptab")
_BREAKS = _named("br", "cr")
_HYPHENS = _named("noBreakHyphen")
# What was deleted while changes were tracked; and tab stops, which are settings and no tabs.
_HIDDEN = _named("del", "moveFrom", "tabs")


def read(content: bytes) -> Found:
    """Read a document."""
    lines = Lines()
    with Archive(content) as archive:
        for name in (_BODY, *archive.names(_BESIDE)[:_MAX_BESIDE]):
            parse(archive.member(name), _Reader(lines))
        return Found.of(lines.text(), has_pictures=bool(archive.names(_PICTURES)))


class _Reader:
    """Collects text while the elements go by; one pass, no tree."""

    def __init__(self, lines: Lines) -> None:
        self._add = lines.add
        self._shown = 0  # how many open elements show their text
        self._hidden = 0  # how many open elements hide what is in them

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name in _HIDDEN:
            self._hidden += 1
        elif name in _SHOWN:
            self._shown += 1
        elif self._hidden:
            return
        elif name in _TABS:
            self._add("\t")
        elif name in _BREAKS:
            self._add("\n")
        elif name in _HYPHENS:
            self._add("-")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _LINES and not self._hidden:
            self._add("\n")
        elif name in _SHOWN:
            self._shown -= 1
        elif name in _HIDDEN:
            self._hidden -= 1

    def data(self, text: str) -> None:
        """Take characters."""
        if self._shown and not self._hidden:
            self._add(text)
