"""RTF (version 1.9.1): its words, also of the HTML that Outlook wraps in it (MS-OXRTFEX), in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from mailintake.parse.documents import code_pages
from mailintake.parse.documents.archive import Lines
from mailintake.parse.documents.found import Found, RefusedError

_BEGIN = b"{\\rtf"
_PICTURE = b"\\pict"
_MAX_DEPTH = 500
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|[\r\n\0]++|([^\\{}\r\n\0]++)|\\"
)

# What no reader shows as the text of the document.
_UNSHOWN = frozenset(
    b"fonttbl colortbl stylesheet info pict fldinst filetbl revtbl listtable listoverridetable rsidtbl generator "
    b"themedata colorschememapping datastore latentstyles xmlnstbl nonshppict header headerl headerr headerf footer "
    b"footerl footerr footerf pgdsctbl mmathPr annotation atnid atnauthor bkmkstart bkmkend objdata object".split()
)
_CHARACTERS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"nestcell": "\t",
    b"nestrow": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emspace": " ",
    b"enspace": " ",
}
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"\n": "\n", b"\r": "\n"}
_ESCAPED = frozenset({b"{", b"}", b"\\"})
_NAMED_PAGES = {b"mac": 10000, b"pc": 437, b"pca": 850}


# Words by which text is hidden, also where RTF says what stands for HTML; a nought after one shows it again.
_HIDING = frozenset({b"v", b"deleted", b"htmlrtf"})
_MEANT = _UNSHOWN | _HIDING | set(_CHARACTERS) | set(_NAMED_PAGES) | {b"u", b"uc", b"plain", b"ansicpg"}
_MAX_FALLBACK = 16
# The groups of a token.
_WORD, _NUMBER, _BYTE, _SYMBOL, _BRACE, _PLAIN = range(1, 7)


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    is_shown: bool = True
    is_hidden: bool = False  # hidden or deleted text, or RTF that stands for HTML
    fallback: int = 1  # characters after a Unicode one that stand for it where Unicode is not known


def read(content: bytes) -> Found:
    """Read a document."""
    return Found.of(text_of(content), has_pictures=_PICTURE in content)


def text_of(content: bytes) -> str:
    """Return the words of an RTF document. Raises RefusedError where it is none."""
    if not content.lstrip().startswith(_BEGIN):
        raise RefusedError
    reader = _Reader()
    reader.read(content)
    return reader.text()


class _Reader:
    """Collects text while the words of RTF go by."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._state = _State()
        self._outer: list[_State] = []
        self._bytes = bytearray()  # letters that wait for the rest of theirs
        self._page = code_pages.WESTERN
        self._skip = 0  # characters that stand for the Unicode one before them

    def read(self, content: bytes) -> None:
        """Read the whole document."""
        position = 0
        while (token := _TOKEN.search(content, position)) is not None:
            position = token.end()
            kind = token.lastindex
            if kind == _PLAIN:
                self._letters(token[_PLAIN])
            elif kind == _BRACE:
                self._group(is_opened=token[_BRACE] == b"{")
                if not self._outer:
                    break
            elif kind in (_WORD, _NUMBER):
                number = int(token[_NUMBER]) if kind == _NUMBER else None
                if token[_WORD] == b"bin":
                    position += max(0, number or 0)
                elif token[_WORD] in _MEANT:
                    self._word(token[_WORD], number)
            elif kind == _BYTE:
                self._letters(bytes.fromhex(token[_BYTE].decode("ascii")))
            elif kind == _SYMBOL:
                self._symbol(token[_SYMBOL])
        self._flush()

    def text(self) -> str:
        """Return what was read."""
        text = self._lines.text()
        # Letters beyond the first plane come as two halves.
        return code_pages.decode_wide(text.encode("utf-16-le", "surrogatepass"))

    def _group(self, *, is_opened: bool) -> None:
        self._flush()
        self._skip = 0
        if is_opened:
            if len(self._outer) == _MAX_DEPTH:
                raise RefusedError
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word in _CHARACTERS:
            self._character(_CHARACTERS[word])
        elif word == b"u" and number is not None:
            self._character(chr(number & 0xFFFF))
            self._skip = self._state.fallback
        elif word in _UNSHOWN:
            self._change(is_shown=False)
        elif word in _HIDING:
            self._change(is_hidden=number != 0)
        elif word == b"plain":
            self._change(is_hidden=False)
        elif word == b"uc":
            self._change(fallback=min(number or 0, _MAX_FALLBACK))
        elif word == b"ansicpg" or word in _NAMED_PAGES:
            page = _NAMED_PAGES.get(word, number or 0)
            self._page = page if code_pages.is_known(page) else self._page

    def _symbol(self, symbol: bytes) -> None:
        if symbol in _ESCAPED:
            self._letters(symbol)
        elif symbol == b"*":
            self._change(is_shown=False)
        elif symbol in _SYMBOLS:
            self._character(_SYMBOLS[symbol])

    def _change(self, **changes: Any) -> None:
        self._flush()
        self._state = replace(self._state, **changes)

    def _letters(self, letters: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(letters))
            self._skip -= skipped
            letters = letters[skipped:]
        self._bytes += letters

    def _character(self, character: str) -> None:
        self._flush()
        self._skip = 0
        if self._state.is_shown and not self._state.is_hidden:
            self._lines.add(character)

    def _flush(self) -> None:
        if self._bytes and self._state.is_shown and not self._state.is_hidden:
            self._lines.add(code_pages.decode(bytes(self._bytes), self._page))
        self._bytes.clear()
