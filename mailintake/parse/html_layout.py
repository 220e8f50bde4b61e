"""Lines out of HTML's elements: paragraphs, lists, tables, links, quotes and signatures as plain text sets them."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

_MAX_QUOTE_DEPTH = 20
_MAX_LIST_DEPTH = 10
_MAX_LINK = 500  # characters of a link's target that are shown
_MAX_CELL = 2000  # characters of a cell that is set beside others

_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_CITES = re.compile(
    r"type\s*=\s*[\"']?cite|class\s*=\s*[\"']?[^\"'>]*(?:gmail_quote|protonmail_quote|yahoo_quoted|hordecite|moz-cite)"
    r"|border-left\s*:",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:class|id)\s*=\s*[\"']?[^\"'>]*?(?:gmail_signature\b(?!_prefix)|moz-signature|ms-outlook-mobile-signature"
    r"|protonmail_signature_block\b(?!-)|ymail_android_signature|composer_signature|_rc_sig|bloop_sign)"
    r"|id\s*=\s*[\"']?(?:x_)*signature\b",
    re.IGNORECASE,
)
_TIGHT = re.compile(r"MsoNormal|MsoPlainText|MsoListParagraph")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]{1,40})\"|'([^']{1,40})')", re.IGNORECASE)
_START = re.compile(r"\bstart\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)
_SHOWN_TARGET = re.compile(r"(?:https?|ftp|mailto|tel):", re.IGNORECASE)
_PLAIN_TARGET = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)|[/?#\s]+$|^www\.", re.IGNORECASE)
_HAS_BORDERS = re.compile(r"\bborder\s*=\s*[\"']?[1-9]|MsoTableGrid|\brules\s*=", re.IGNORECASE)

_LINES = frozenset(
    {"div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "center", "form", "caption"}
    | {"option", "legend", "figcaption", "summary", "main", "aside", "nav"}
)
_LISTS = frozenset({"ul", "ol"})
_PARAGRAPHS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dl", "table", "pre", "blockquote", "fieldset"}) | _LISTS
BLOCKS = _LINES | _PARAGRAPHS | {"p"}
# Elements that a reader of the text sees something of.
MEANT = BLOCKS | {"br", "hr", "td", "th", "a", "img"}
# Elements whose content is no mark-up.
RAW = frozenset({"script", "style", "title", "iframe", "noframes", "noembed"})

_RULE = "_" * 32
_SIGNATURE_MARK = "-- "
_CELL = "\x1f"  # stands between cells until their row is set
_CELL_BREAK = "\x1e"  # stands for a line end within a cell


class Writer:
    """Collects lines while the tags go by."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._gap: str | None = None  # an empty line is due before the next: the mark of the quote it stands in
        self._is_blank = False  # the line holds a space that a sender set to keep it
        self._is_tight = False  # within a paragraph that Outlook sets without space around it
        self._quotes: list[str] = []  # for each open blockquote, the mark of its lines: "" where it is no mail's quote
        self._preformatted = 0
        self._lists: list[int] = []  # for each open list the number of its next item, 0 where it has none
        self._bullet = ""  # of the item whose first line is to come
        self._indent = ""
        self._tables: list[bool] = []  # for each open table, whether its rows are set as rows
        self._cell_start = -1  # in the line: where the cell begins that is set beside others; -1 outside
        self._target = ""  # of the open link
        self._link_start = 0

    def open(self, name: str, attributes: str) -> None:
        """Take an opening tag."""
        if name == "br":
            self._break(keep_empty=True)
        elif name == "p":
            self._break()
            self._is_tight = bool(attributes) and _TIGHT.search(attributes) is not None
            if not self._is_tight and self._gap is None and self._cell_start < 0:
                self._gap = "".join(self._quotes)
        elif name == "a":
            self._end_link()
            self._begin_link(attributes)
        elif name in {"td", "th"}:
            self._begin_cell(is_heading=name == "th")
        elif name in _LINES:
            self._begin_line(name, attributes)
        elif name in _PARAGRAPHS:
            self._begin_block(name, attributes)
        elif name == "hr":
            self._break()
            self._add(_RULE)
        elif name == "img":
            self._picture(attributes)

    def close(self, name: str) -> None:
        """Take a closing tag."""
        if name == "a":
            self._end_link()
        elif name == "p":
            self._break(keep_empty=self._is_tight and self._cell_start < 0)
            if not self._is_tight and self._cell_start < 0:
                self._gap = "".join(self._quotes)
        elif name == "tr":
            self._end_row()
        elif name in _LINES:
            self._break()
            if name == "li":
                self._bullet = ""
        elif name in _PARAGRAPHS:
            self._end_block(name)

    def text(self, piece: str) -> None:
        """Take what stands between two tags."""
        if not piece:
            return
        if "&" in piece:
            piece = html.unescape(_LONG_NUMBER.sub("\ufffd", piece))
        self._is_blank = self._is_blank or "\xa0" in piece
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
        self._end_link()
        self._end_row()
        return "\n".join(self._lines).strip("\n")

    def _begin_line(self, name: str, attributes: str) -> None:
        if name == "tr":
            self._end_row()
            return
        self._break()
        if name == "li":
            number = self._lists[-1] if self._lists else 0
            self._bullet = f"{number}. " if number else "- "
            self._set_indent()
            if number:
                self._lists[-1] += 1
        elif name == "div" and attributes and _SIGNATURE.search(attributes):
            self._end_row()
            self._add(_SIGNATURE_MARK)

    def _begin_block(self, name: str, attributes: str) -> None:
        if name == "blockquote" and self._cell_start >= 0:
            self._end_row()
        self._break()
        if name == "pre":
            self._preformatted += 1
        elif name in _LISTS:
            match = _START.search(attributes) if name == "ol" else None
            self._lists.append(int(match[1]) if match else int(name == "ol"))
        elif name == "table":
            self._end_row()
            self._tables.append(_HAS_BORDERS.search(attributes) is not None)
        if self._gap is None and (name not in _LISTS or len(self._lists) == 1):
            self._gap = "".join(self._quotes)
        if name == "pre" and attributes and _SIGNATURE.search(attributes):
            self._add(_SIGNATURE_MARK)
        if name == "blockquote" and len(self._quotes) < _MAX_QUOTE_DEPTH:
            self._quotes.append("> " if _CITES.search(attributes) else "")

    def _end_block(self, name: str) -> None:
        if name == "table":
            self._end_row()
            if self._tables:
                self._tables.pop()
        self._break()
        if name == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif name == "blockquote":
            self._quotes = self._quotes[:-1]
        elif name in _LISTS and self._lists:
            self._lists.pop()
            self._set_indent()
            if self._lists:
                return
        self._gap = "".join(self._quotes)

    def _begin_cell(self, *, is_heading: bool) -> None:
        if is_heading and self._tables:
            self._tables[-1] = True
        if self._tables and self._tables[-1]:
            if self._cell_start < 0:
                self._break()
            self._line.append(_CELL)
            self._cell_start = len(self._line)
        else:
            self._line.append(" ")

    def _end_row(self) -> None:
        if self._cell_start >= 0:
            row = "".join(self._line)
            self._line, self._cell_start = [], -1
            cells = [_SPACE.sub(" ", cell).strip(" " + _CELL_BREAK) for cell in row.split(_CELL)[1:]]
            filled = [cell for cell in cells if cell]
            if len(filled) < 2 and len(cells) < 3:
                for line in "".join(filled).split(_CELL_BREAK):
                    self._line.append(line)
                    self._break()
                return
            self._line.append(_set_beside([cell.replace(_CELL_BREAK, " ") for cell in cells]))
        self._break()

    def _begin_link(self, attributes: str) -> None:
        match = _HREF.search(attributes)
        target = html.unescape(match[1] or match[2] or match[3] or "").strip() if match else ""
        self._target = target if _SHOWN_TARGET.match(target) else ""
        self._link_start = len(self._line)

    def _end_link(self) -> None:
        """Show where a link leads, unless its own words say so."""
        target, self._target = self._target, ""
        if not target or self._link_start > len(self._line):
            return
        words = _SPACE.sub(" ", "".join(self._line[self._link_start :])).strip()
        if words and _in_words(words) not in {_in_words(target), _in_words(unquote(target))}:
            shown = _SPACE.sub("", target)
            self._line.append(f" <{shown[:_MAX_LINK]}{'…' if len(shown) > _MAX_LINK else ''}>")

    def _set_indent(self) -> None:
        self._indent = "  " * (min(len(self._lists), _MAX_LIST_DEPTH) - 1)

    def _picture(self, attributes: str) -> None:
        match = _ALT.search(attributes)
        shown = html.unescape(match[1] or match[2]) if match else ""
        # A smiley is a word of the sender's, the name of a picture is none.
        if shown and not any(letter.isalnum() or letter in "./_-" for letter in shown):
            self._line.append(shown)

    def _break(self, *, keep_empty: bool = False) -> None:
        if not self._line and not keep_empty:
            return
        if self._cell_start >= 0:
            if sum(map(len, self._line[self._cell_start :])) < _MAX_CELL:
                self._line.append(_CELL_BREAK)
                return
            # So long a cell is a page of its own.
            self._cell_start = -1
            *whole, last = "".join(self._line).replace(_CELL, " ").split(_CELL_BREAK)
            for each in whole:
                self._line = [each]
                self._break()
            self._line = [last]
        line = "".join(self._line)
        if self._target:
            # The link goes on in the next line, and is told at its end.
            self._link_start = 0
        self._line = []
        line = line.rstrip() if self._preformatted else _SPACE.sub(" ", line).strip()
        if line and (self._bullet or self._lists):
            line = self._indent + (self._bullet or "  ") + line
            self._bullet = ""
        if line or keep_empty or self._is_blank:
            self._add(line)
        self._is_blank = False

    def _add(self, line: str) -> None:
        if line and self._gap is not None and self._lines and self._lines[-1].strip("> "):
            self._lines.append(self._gap.rstrip())
        if line:
            self._gap = None
        marked = "".join(self._quotes) + line
        self._lines.append(marked if line == _SIGNATURE_MARK else marked.rstrip())


def _in_words(target: str) -> str:
    """Return what of a link's target a writer would write out."""
    return _PLAIN_TARGET.sub("", _PLAIN_TARGET.sub("", target.strip("<>()[] "))).casefold()


def _set_beside(cells: list[str]) -> str:
    """Return the cells of a row on one line; a label that ends in a colon stands before its value."""
    pieces: list[str] = []
    for cell in cells:
        pieces.append("" if not pieces else " " if pieces[-1].endswith(":") else " | ")
        pieces.append(cell)
    return "".join(pieces)
