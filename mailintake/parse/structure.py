"""The parts of a mail (RFC 2045, 2046): where each lies in the mail's bytes, within limits, in one pass a level.

Parts are offsets into one buffer: nothing is copied until a part's content is asked for, and a part that is not asked
for costs nothing. A boundary is looked for as it stands, so no part can make the search run back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailintake.parse import transfer
from mailintake.parse.defects import Defect
from mailintake.parse.headers import Header, read_header
from mailintake.parse.parameters import Parameters, read, read_type

MAX_PARTS = 500
MAX_DEPTH = 30
MAX_DECODED = 60 * 1024 * 1024
MAX_TEXT = 2_500_000
MAX_PATIENCE = 12.0
_MAX_BOUNDARY = 1000
_MAX_MISSES = 1000
_LINE_FEED = 0x0A

_DELIMITER_REST = re.compile(rb"(--)?[ \t]{0,200}\r?(?:\n|\Z)")
_GUESSED_BOUNDARY = re.compile(rb"(?:^|\n)--([^\r\n]{1,200})\r?\n(?=[Cc]ontent-)")


@dataclass(kw_only=True, slots=True)
class Allowance:
    """What may still be read of one mail, and what was found wrong with it; shared by all of its parts."""

    parts: int = MAX_PARTS
    decoded: int = MAX_DECODED  # bytes
    text: int = MAX_TEXT  # bytes that are read as text
    patience: float = MAX_PATIENCE  # seconds of the clock that its documents may take
    defects: list[Defect] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Part:
    """One part: a leaf, or one that holds others. Two parts are equal only if they are the same."""

    header: Header
    media_type: str  # as declared, in lower case
    parameters: dict[str, str]  # of the Content-Type
    disposition: Parameters
    data: bytes  # the buffer it lies in
    start: int  # where its encoded content begins
    end: int
    children: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        """The name its sender gave it, as written; "" where there is none."""
        return self.disposition.named.get("filename") or self.parameters.get("name", "")

    @property
    def is_attached(self) -> bool:
        """Whether the sender says that it is an attachment (RFC 2183, 2.2): any word but inline says so."""
        return self.disposition.value not in ("", "inline")

    def leaves(self) -> Iterator[Part]:
        """Yield the parts that hold no others, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def content(self, allowance: Allowance) -> bytes:
        """Return the decoded content, as much of it as is allowed."""
        size = min(self.end - self.start, allowance.decoded)
        if size < self.end - self.start:
            allowance.defects.append(Defect.TOO_LARGE)
        encoding = self.header.value("content-transfer-encoding")
        content, is_sound = transfer.decode(memoryview(self.data)[self.start : self.start + size], encoding)
        if not is_sound:
            allowance.defects.append(Defect.BAD_ENCODING)
        allowance.decoded -= len(content)
        return content


def read_structure(header: Header, data: bytes, start: int, allowance: Allowance) -> Part:
    """Return the root part of a mail whose header has been read and whose body begins at ``start``."""
    return _Walk(data, allowance).part(header, (start, len(data)), "text/plain", depth=0)


class _Walk:
    """Reads the parts of one buffer, from the outermost inwards."""

    def __init__(self, data: bytes, allowance: Allowance) -> None:
        self._data = data
        self._allowance = allowance
        self._note = allowance.defects.append

    def part(self, header: Header, region: tuple[int, int], default_type: str, *, depth: int) -> Part:
        """Return the part whose content lies in a region, with the parts that it holds."""
        content_type = read_type(header.value("content-type"))
        disposition = read(header.value("content-disposition"))
        if not (content_type.is_sound and disposition.is_sound):
            self._note(Defect.BAD_PARAMETER)
        media_type = content_type.value or default_type
        children: tuple[Part, ...] = ()
        if media_type.startswith("multipart/"):
            if depth < MAX_DEPTH:
                children = self._children(media_type, content_type.named.get("boundary", ""), region, depth)
            else:
                self._note(Defect.TOO_DEEP)
            # What stands there is shown rather than lost.
            media_type = media_type if children else "text/plain"
        return Part(
            header=header,
            media_type=media_type,
            parameters=content_type.named,
            disposition=disposition,
            data=self._data,
            start=region[0],
            end=region[1],
            children=children,
        )

    def _children(self, media_type: str, declared: str, region: tuple[int, int], depth: int) -> tuple[Part, ...]:
        boundary = declared.rstrip()[:_MAX_BOUNDARY].encode("utf-8", "replace")
        if not boundary:
            self._note(Defect.NO_BOUNDARY)
            match = _GUESSED_BOUNDARY.search(self._data, *region)
            if match is None:
                return ()
            boundary = match[1].rstrip()
        default_type = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
        children: list[Part] = []
        for start, end in self._regions(boundary, region):
            if self._allowance.parts == 0:
                self._note(Defect.TOO_MANY_PARTS)
                break
            self._allowance.parts -= 1
            header, body_start = read_header(self._data, start, end)
            self._allowance.defects.extend(header.defects)
            children.append(self.part(header, (body_start, end), default_type, depth=depth + 1))
        if not children:
            self._note(Defect.NO_PARTS)
        return tuple(children)

    def _regions(self, boundary: bytes, region: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield where each part lies between the delimiter lines (RFC 2046, 5.1.1)."""
        begun = -1
        for line_start, next_line, is_last in _delimiters(self._data, b"--" + boundary, *region):
            if begun >= 0:
                # The line end before a delimiter belongs to the delimiter.
                end = line_start - 1
                end -= self._data[end - 1 : end] == b"\r"
                yield begun, max(begun, end)
            begun = next_line
            if is_last:
                return
        if begun >= 0:
            self._note(Defect.NOT_CLOSED)
            if begun < region[1]:
                yield begun, region[1]


def _delimiters(data: bytes, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield where each delimiter line begins, where the next line does, and whether it is the last."""
    position = start
    misses = 0
    while (hit := data.find(mark, position, end)) >= 0:
        position = hit + len(mark)
        delimiter = _DELIMITER_REST.match(data, position, end)
        if delimiter is None or (hit != start and data[hit - 1] != _LINE_FEED):
            misses += 1
            if misses > _MAX_MISSES:
                yield from _compiled_delimiters(data, mark, position, end)
                return
            continue
        position = delimiter.end()
        yield hit, position, bool(delimiter[1])


def _compiled_delimiters(data: bytes, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    # Worth its making only where a sender has strewn what looks like a delimiter all over the mail.
    for match in re.compile(rb"\n" + re.escape(mark) + _DELIMITER_REST.pattern).finditer(data, start - 1, end):
        yield match.start() + 1, match.end(), bool(match[1])
