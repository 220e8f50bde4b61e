"""Compound files for tests (MS-CFB), and what is kept in them: Word 97-2003 documents and Outlook messages."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NOBODY = 0xFFFFFFFF

Storage = Mapping[str, Any]  # name to bytes, or to another storage


@dataclass(kw_only=True)
class _Entry:
    """One entry of the directory."""

    name: str
    kind: int  # 5 root, 1 storage, 2 stream
    data: bytes = b""
    child: int = _NOBODY
    left: int = _NOBODY
    right: int = _NOBODY
    start: int = _END


@dataclass(kw_only=True)
class _Layout:
    """Sectors, and which of them follow each other."""

    size: int
    data: list[bytes] = field(default_factory=list)
    table: list[int] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        """Put content into sectors of its own; return the first."""
        start = len(self.data)
        pieces = [content[at : at + self.size].ljust(self.size, b"\0") for at in range(0, len(content), self.size)]
        self.data += pieces
        self.table += [start + number + 1 for number in range(len(pieces))]
        if pieces:
            self.table[-1] = _END
        return start if pieces else _END


def compound(storage: Storage) -> bytes:
    """A compound file that holds these streams and storages."""
    entries = [_Entry(name="Root Entry", kind=5)]
    _enter(entries, 0, storage)
    sectors, small = _Layout(size=_SECTOR), _Layout(size=_SMALL)
    for entry in entries:
        if entry.kind == 2:
            entry.start = (small if len(entry.data) < _CUTOFF else sectors).put(entry.data)
    entries[0].data = b"".join(small.data)
    entries[0].start = sectors.put(entries[0].data)
    small_table = sectors.put(_longs(small.table))
    directory = b"".join(map(_entry, entries))
    directory_start = sectors.put(directory + _entry(None) * (-len(entries) % 4))
    tables = 1
    while (len(sectors.data) + tables) * 4 > tables * _SECTOR:
        tables += 1
    first = len(sectors.data)
    table = [*sectors.table, *[_TABLE] * tables]
    table += [_FREE] * (tables * _SECTOR // 4 - len(table))
    head = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, directory_start, 0, _CUTOFF, small_table, bool(small.table), _END, 0)
    head += _longs([*range(first, first + tables), *[_FREE] * (109 - tables)])
    return head + b"".join(sectors.data) + _longs(table)


def doc(*paragraphs: str, is_wide: bool = True, note: str = "") -> bytes:
    """A Word 97-2003 document with these paragraphs, in UTF-16 or in Windows-1252; ``note`` is a footnote."""
    main = "".join(paragraph + "\r" for paragraph in paragraphs)
    words = (main + note).encode("utf-16-le" if is_wide else "cp1252")
    begin = 1024
    place = begin if is_wide else begin * 2 | 1 << 30
    pieces = struct.pack("<II", 0, len(main + note)) + struct.pack("<HIH", 0, place, 0)
    # A property modifier stands before the table of pieces, as Word writes it in quick saves.
    table = b"\x01\x02\x00\xff\xff" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    head = bytearray(begin)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, 0xC1, 0x0200)
    struct.pack_into("<H", head, 0x20, 14)
    struct.pack_into("<H", head, 0x3E, 22)
    struct.pack_into("<II", head, 0x4C, len(main), len(note))
    struct.pack_into("<H", head, 0x98, 0x5D)
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    return compound({"WordDocument": (bytes(head) + words).ljust(_CUTOFF, b"\0"), "1Table": table})


def msg(
    *,
    subject: str = "Yttrande",
    text: str = "",
    html: bytes = b"",
    rich: bytes = b"",
    sender: tuple[str, str] = ("Anna Åberg", "anna.aberg@luleaskidor.example"),
    attachments: Sequence[tuple[str, bytes | Storage]] = (),
    is_wide: bool = True,
) -> bytes:
    """A message that Outlook saved; an attachment that is a storage is a message within it."""
    return compound(message_storage(subject, text, html, rich, sender, attachments, is_wide=is_wide, is_top=True))


def message_storage(
    subject: str,
    text: str,
    html: bytes = b"",
    rich: bytes = b"",
    sender: tuple[str, str] = ("", ""),
    attachments: Sequence[tuple[str, bytes | Storage]] = (),
    *,
    is_wide: bool = True,
    is_top: bool = False,
) -> Storage:
    """A message as a storage: what a message within a message is."""
    texts = {0x0037: subject, 0x1000: text, 0x0C1A: sender[0], 0x5D01: sender[1]}
    storage: dict[str, bytes | Storage] = {
        f"__substg1.0_{tag:04X}{'001F' if is_wide else '001E'}": value.encode("utf-16-le" if is_wide else "cp1252")
        for tag, value in texts.items()
        if value
    }
    if html:
        storage["__substg1.0_10130102"] = html
    if rich:
        storage["__substg1.0_10090102"] = rich
    page = struct.pack("<HHIII", 0x0003, 0x3FFD, 6, 1252, 0)
    sent = struct.pack("<HHIQ", 0x0040, 0x0039, 6, 131_740_740_400_000_000)
    storage["__properties_version1.0"] = bytes(32 if is_top else 24) + page + sent
    for number, (name, content) in enumerate(attachments):
        holder: dict[str, bytes | Storage] = {"__properties_version1.0": bytes(8)}
        holder["__substg1.0_3707001F"] = name.encode("utf-16-le")
        holder["__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"] = content
        storage[f"__attach_version1.0_#{number:08X}"] = holder
    return storage


def _enter(entries: list[_Entry], parent: int, storage: Storage) -> None:
    numbers: list[int] = []
    for name in sorted(storage, key=lambda name: (len(name), name.upper())):
        content = storage[name]
        numbers.append(len(entries))
        is_stream = isinstance(content, bytes)
        entries.append(_Entry(name=name, kind=2 if is_stream else 1, data=content if is_stream else b""))
        if not is_stream:
            _enter(entries, numbers[-1], content)
    entries[parent].child = _balance(entries, numbers)


def _balance(entries: list[_Entry], numbers: Sequence[int]) -> int:
    """Link what lies in one storage as a tree; return the number of its root."""
    if not numbers:
        return _NOBODY
    middle = len(numbers) // 2
    root = entries[numbers[middle]]
    root.left, root.right = _balance(entries, numbers[:middle]), _balance(entries, numbers[middle + 1 :])
    return numbers[middle]


def _entry(entry: _Entry | None) -> bytes:
    if entry is None:
        return bytes(68) + _longs([_NOBODY] * 3) + bytes(48)
    name = entry.name.encode("utf-16-le") + b"\0\0"
    links = _longs([entry.left, entry.right, entry.child])
    size = struct.pack("<II", len(entry.data), 0)
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), entry.kind, 1)
        + links
        + bytes(36)
        + _longs([entry.start])
        + size
    )


def _longs(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)
