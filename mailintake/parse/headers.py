"""The header of a mail or of a part: a bounded block of fields, raw and in order (RFC 5322, 2.2; 4.5).

Lines end at LF or CRLF only. A bare CR never starts a field, so nothing can be smuggled past the servers before us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailintake.parse import encoded_words
from mailintake.parse.charset import decode_header_bytes
from mailintake.parse.defects import Defect

MAX_HEADER_BYTES = 256 * 1024  # of all fields' values, as far as each is kept
MAX_FIELDS = 1000
MAX_FIELD_BYTES = 64 * 1024  # that are kept of one value: what stands after a long field is read all the same
_MAX_SEARCHED = 4 * 1024 * 1024  # bytes in which fields are looked for

_EMPTY_LINE = re.compile(rb"\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]++)([ \t]*+):([^\n]*+(?:\n[ \t][^\n]*+)*+)\n?", re.MULTILINE)
_FOLD = re.compile(rb"\n[ \t]+")
_OPENING = re.compile(rb"(?:\r?\n)*+(?=[!-9;-~]++[ \t]*+:)")
_MBOX_LINE = re.compile(rb">?From [^\n]*+\n")
# After a stray line the header goes on only with a name like these; anything else is taken for the text.
_FAMILIAR = re.compile(
    rb"(?:from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|received|return-path|reply-to|sender|"
    rb"in-reply-to|references|delivered-to|list-[a-z]+|x-[!-9;-~]+)$",
    re.IGNORECASE,
)
# As numbers, for bytes are searched faster for those than for bytes.
_LF, _CR, _NUL = b"\n\r\0"
# Obsolete syntax (RFC 5322, 4.5) is read for these; for the rest it could name another sender than the one that the
# servers before us saw.
_HARMLESS = frozenset({"subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """A header's fields."""

    fields: tuple[tuple[str, bytes], ...] = ()  # name in lower case, unfolded value, in the order they stand
    index: dict[str, list[bytes]]  # the same by name
    defects: tuple[Defect, ...] = ()

    def has(self, name: str) -> bool:
        """Whether there is a field of this name (in lower case)."""
        return name in self.index

    def values(self, name: str) -> list[str]:
        """Return the values of every field of this name, undecoded but for raw 8-bit letters."""
        return [decode_header_bytes(value) for value in self.index.get(name, ())]

    def value(self, name: str) -> str:
        """Return the value of the first field of this name, undecoded; "" where there is none."""
        values = self.index.get(name)
        return decode_header_bytes(values[0]) if values else ""

    def text(self, name: str) -> str:
        """Return the first field of this name as people read it (RFC 2047)."""
        return encoded_words.decode(self.value(name))


def read_header(data: bytes, start: int = 0, end: int | None = None) -> tuple[Header, int]:
    """Read the header that begins at ``start``; return it with the offset where its body begins."""
    end = len(data) if end is None else end
    defects: list[Defect] = []
    header_end, body_start = _extent(data, start, end)
    if header_end - start > _MAX_SEARCHED:
        cut = data.rfind(b"\n", start, start + _MAX_SEARCHED)
        header_end = cut + 1 if cut > start else start + _MAX_SEARCHED
        defects.append(Defect.HEADER_CUT)
    kept = 0
    fields: list[tuple[str, bytes]] = []
    index: dict[str, list[bytes]] = {}
    position = start
    for match in _FIELD.finditer(data, start, header_end):
        if match.start() != position and not _goes_on(match, defects):
            body_start = position
            break
        if len(fields) == MAX_FIELDS or kept > MAX_HEADER_BYTES:
            defects.append(Defect.HEADER_CUT if kept > MAX_HEADER_BYTES else Defect.TOO_MANY_FIELDS)
            break
        position = match.end()
        name = match[1].decode("ascii").lower()
        if match[2]:
            defects.append(Defect.SPACE_BEFORE_COLON)
            name = name if name in _HARMLESS else name + " "
        value = match[3].strip()
        if _LF in value or _CR in value or _NUL in value or len(value) > MAX_FIELD_BYTES:
            value = _unfold(value, defects)
        kept += len(value)
        fields.append((name, value))
        index.setdefault(name, []).append(value)
    else:
        if position < header_end and data[position:header_end].strip():
            body_start = position
            defects.append(Defect.NO_SEPARATOR)
    return Header(fields=tuple(fields), index=index, defects=tuple(dict.fromkeys(defects))), body_start


def with_line_feeds(original: bytes) -> bytes:
    """Return a mail whose lines end in LF or CRLF: one that has not a single LF ends them in CR alone."""
    if b"\n" in original or b"\r" not in original:
        return original
    return original.replace(b"\r", b"\n")


def opening(data: bytes) -> int:
    """Return where a mail's header begins: after empty lines and an mbox line that some server left before it."""
    start = match.end() if (match := _MBOX_LINE.match(data)) else 0
    return match.end() if (match := _OPENING.match(data, start, start + 1024)) else start


def _extent(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Return where the header ends, its last line end included, and where the body begins."""
    for empty in (b"\n", b"\r\n"):
        if data.startswith(empty, start) and start + len(empty) <= end:
            return start, start + len(empty)
    match = _EMPTY_LINE.search(data, start, end)
    return (match.start() + 1, match.end()) if match else (end, end)


def _goes_on(match: re.Match[bytes], defects: list[Defect]) -> bool:
    # Lines that are no fields stand before this one: noise within the header, or the text with no empty line before it.
    goes_on = _FAMILIAR.match(match[1]) is not None
    defects.append(Defect.STRAY_LINES if goes_on else Defect.NO_SEPARATOR)
    return goes_on


def _unfold(value: bytes, defects: list[Defect]) -> bytes:
    if len(value) > MAX_FIELD_BYTES:
        value = value[:MAX_FIELD_BYTES]
        defects.append(Defect.FIELD_CUT)
    if _LF in value:
        value = _FOLD.sub(b" ", value.replace(b"\r\n", b"\n"))
    if _CR in value:
        value = value.replace(b"\r", b" ")
        defects.append(Defect.BARE_CR)
    return value.replace(b"\0", b"") if _NUL in value else value
