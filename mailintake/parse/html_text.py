"""HTML mail to plain text: what a reader sees, with quotes marked as plain-text clients mark them.

The standard library's HTMLParser takes quadratic time on mark-up that is never closed, and html.unescape stops at long
numbers, so tags are found here by one pass that never looks back. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import html
import re

MAX_HTML = 1_000_000  # characters: well under a second of nothing but tags
_MAX_QUOTE_DEPTH = 20

# No alternative reads past the next "<", so a tag that is never closed costs no more than its own length.
_MARKUP = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>|<!--|<[!?][^<>]*+>"""
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_QUOTE = re.compile(r"type\s*=\s*[\"']?cite|class\s*=\s*[\"']?[^\"'>]*gmail_quote", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:class|id)\s*=\s*[\"']?[^\"'>]*(?:gmail_signature|moz-signature)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_TIGHT = re.compile(r"MsoNormal|MsoPlainText|MsoListParagraph")

_SILENT = frozenset({"script", "style", "title", "template", "svg", "math", "object", "xml"})
# Only elements that must be closed are ever hidden: another that is not closed would hide the rest of the mail.
_HIDEABLE = frozenset({"div", "span", "table"})
_LINES = frozenset(
    {"div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "center", "form", "caption"}
)
_PARAGRAPHS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote"})
_MEANT = _SILENT | _HIDEABLE | _LINES | _PARAGRAPHS | {"p", "br", "hr", "td", "th"}
_RULE = "_" * 32
_SIGNATURE_MARK = "-- "


def to_text(source: str) -> str:
    """Return the text of an HTML document, in linear time; quoted passages begin each line with ``>``."""
    source = source[:MAX_HTML]
    writer = _Writer()
    position = 0
    last_comment_end = source.rfind("-->")
    for match in _MARKUP.finditer(source):
        start = match.start()
        if start < position:
            continue
        if position < start:
            writer.text(source[position:start])
        position = match.end()
        name = match[2]
        if name:
            tag = name.lower()
            if tag in _MEANT or tag == writer.silent:
                writer.tag(tag, match[3], is_closing=match[1] == "/")
        elif start < last_comment_end and match[0] == "<!--":
            # What a comment that is never closed would hide is shown.
            position = source.index("-->", start) + 3
    writer.text(source[position:])
    return writer.finish()


class _Writer:
    """Collects lines while the tags go by."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._gap: str | None = None  # an empty line is due before the next: the mark of the quote it stands in
        self._is_tight = False  # within a paragraph that Outlook sets without space around it
        self._quotes: list[str] = []  # for each open blockquote, the mark of its lines: "" where it is no mail's quote
        self.silent = ""  # the element whose content is not shown
        self._silent_depth = 0
        self._preformatted = 0

    def tag(self, name: str, attributes: str, *, is_closing: bool) -> None:
        """Take a tag."""
        if self.silent:
            if name == self.silent and not attributes.endswith("/"):
                self._silent_depth += -1 if is_closing else 1
                self.silent = self.silent if self._silent_depth else ""
        elif not is_closing and _hides(name, attributes):
            self.silent, self._silent_depth = name, 1
        elif name == "br":
            self._break(keep_empty=True)
        elif name == "p":
            self._paragraph(attributes, is_closing=is_closing)
        elif name in _LINES:
            self._break()
            if name == "li" and not is_closing:
                self._line.append("- ")
            elif name == "div" and not is_closing and _SIGNATURE.search(attributes):
                self._add(_SIGNATURE_MARK)
        elif name in _PARAGRAPHS:
            self._block(name, attributes, is_closing=is_closing)
        elif name == "hr":
            self._break()
            self._add(_RULE)
        elif name in {"td", "th"}:
            self._line.append(" ")

    def text(self, piece: str) -> None:
        """Take what stands between two tags."""
        if self.silent or not piece:
            return
        if "&" in piece:
            piece = html.unescape(_LONG_NUMBER.sub("\ufffd", piece))
        if self._preformatted:
            *whole, piece = piece.replace("\r\n", "\n").split("\n")
            for line in whole:
                self._line.append(line)
                self._break(keep_empty=True)
            self._line.append(piece)
        else:
            self._line.append(_SPACE.sub(" ", piece))

    def finish(self) -> str:
        """Return the text."""
        self._break()
        return "\n".join(self._lines).strip("\n")

    def _paragraph(self, attributes: str, *, is_closing: bool) -> None:
        if is_closing:
            self._break(keep_empty=self._is_tight)
        else:
            self._break()
            self._is_tight = bool(attributes) and _TIGHT.search(attributes) is not None
        if not self._is_tight and (is_closing or self._gap is None):
            self._gap = "".join(self._quotes)

    def _block(self, name: str, attributes: str, *, is_closing: bool) -> None:
        self._break()
        if name == "pre":
            self._preformatted = max(0, self._preformatted + (-1 if is_closing else 1))
        if name == "blockquote" and is_closing:
            self._quotes = self._quotes[:-1]
        self._gap = "".join(self._quotes)
        if name == "blockquote" and not is_closing and len(self._quotes) < _MAX_QUOTE_DEPTH:
            self._quotes.append("> " if _QUOTE.search(attributes) else "")

    def _break(self, *, keep_empty: bool = False) -> None:
        line = "".join(self._line)
        self._line = []
        line = line.rstrip() if self._preformatted else _SPACE.sub(" ", line).strip()
        if line or keep_empty:
            self._add(line)

    def _add(self, line: str) -> None:
        if self._gap is not None and self._lines and self._lines[-1].strip("> "):
            self._lines.append(self._gap.rstrip())
        self._gap = None
        marked = "".join(self._quotes) + line
        self._lines.append(marked if line == _SIGNATURE_MARK else marked.rstrip())


def _hides(name: str, attributes: str) -> bool:
    if name in _SILENT:
        return not attributes.endswith("/")
    return name in _HIDEABLE and bool(attributes) and _HIDDEN.search(attributes) is not None
