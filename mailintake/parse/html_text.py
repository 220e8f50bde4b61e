"""HTML mail to plain text: what a reader sees, with quotes marked as plain-text clients mark them.

The standard library's HTMLParser takes quadratic time on mark-up that is never closed, and html.unescape stops at long
numbers, so tags are found here by one pass that never looks back. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import re

from mailintake.parse.html_layout import BLOCKS, MEANT, RAW, Writer

MAX_HTML = 1_000_000  # characters: well under a second of nothing but tags

# No alternative reads past the next "<", so a tag that is never closed costs no more than its own length.
_MARKUP = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>|<!--|<[!?][^<>]*+>"""
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|^\s*hidden\b|[\s\"']hidden(?=[\s=]|$)",
    re.IGNORECASE,
)
_TINY = re.compile(r"font-size\s*:\s*[01](?:\.0*)?(?:px|pt|em|%)?\s*(?:[;\"'!]|$)", re.IGNORECASE)
# Content that no reader is shown, and elements that may be hidden. What is never closed hides nothing.
_SILENT = frozenset({"template", "svg", "math", "object", "xml", "canvas", "audio", "video"})
_INLINE = frozenset({"span", "font", "a", "b", "i", "u", "em", "strong", "small", "big"})
_HIDEABLE = _INLINE | {"div", "table", "p", "section", "ul", "ol", "h1", "h2", "h3", "center"}
_ALWAYS = MEANT | RAW | _SILENT


def to_text(source: str) -> str:
    """Return the text of an HTML document, in linear time; quoted passages begin each line with ``>``."""
    return _Reader(source[:MAX_HTML]).read()


class _Reader:
    """Finds the tags of one document and passes over what is not shown."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._writer = Writer()
        self._last_ends: dict[str, int] = {}  # of each kind of element: where the last one is closed
        self._silent = ""  # the element whose content is not shown
        self._depth = 0  # how many of its name are open

    def read(self) -> str:
        """Return the text."""
        source, writer = self._source, self._writer
        position = 0
        last_comment_end = source.rfind("-->")
        for match in _MARKUP.finditer(source):
            start = match.start()
            if start < position:
                continue
            if position < start and not self._silent:
                writer.text(source[position:start])
            position = match.end()
            name = match[2]
            if name:
                tag = name.lower()
                # An element without attributes is not hidden.
                if tag in _ALWAYS or (match[3] and tag in _HIDEABLE) or tag == self._silent:
                    position = self._tag(tag, match[3], match.end(), is_closing=match[1] == "/")
            elif start < last_comment_end and match[0] == "<!--":
                # What a comment that is never closed would hide is shown.
                position = source.index("-->", start) + 3
        if not self._silent:
            writer.text(source[position:])
        return writer.finish()

    def _tag(self, name: str, attributes: str, end: int, *, is_closing: bool) -> int:
        """Take a tag; return where the source is read on."""
        if self._silent == "p" and name in BLOCKS and not is_closing:
            # A paragraph ends where the next block begins.
            self._silent = ""
        if self._silent:
            if name == self._silent and not attributes.endswith("/"):
                self._depth += -1 if is_closing else 1
                self._silent = self._silent if self._depth else ""
        elif is_closing:
            if name in MEANT:
                self._writer.close(name)
        elif name in RAW:
            return self._end_of_raw(name, end)
        elif (attributes or name in _SILENT) and self._hides(name, attributes) and self._is_closed_after(name, end):
            self._silent, self._depth = name, 1
        elif name in MEANT:
            self._writer.open(name, attributes)
        return end

    def _hides(self, name: str, attributes: str) -> bool:
        if name in _SILENT:
            return not attributes.endswith("/")
        if name not in _HIDEABLE or attributes.endswith("/"):
            return False
        # A wrapper without a size of its own holds others that have one.
        return _HIDDEN.search(attributes) is not None or (name in _INLINE and _TINY.search(attributes) is not None)

    def _is_closed_after(self, name: str, position: int) -> bool:
        if name not in self._last_ends:
            ends = re.finditer(rf"</{name}\s*>", self._source, re.IGNORECASE)
            self._last_ends[name] = max((match.start() for match in ends), default=-1)
        return self._last_ends[name] >= position

    def _end_of_raw(self, name: str, position: int) -> int:
        """Return where an element ends whose content is no mark-up; its own tag alone where it is never closed."""
        if not self._is_closed_after(name, position):
            return position
        match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self._source, position)
        return match.end() if match else position
