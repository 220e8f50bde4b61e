"""The code pages of Windows and DOS, by number: what Word, WordPad and Outlook write letters in.

All of them are looked up at once, for a document is read where no file can be opened any more.
"""

from __future__ import annotations

import codecs

WESTERN = 1252
UTF_8 = 65001
_NUMBERED = (437, 850, 865, 932, 936, 949, 950, *range(1250, 1259))
_NAMES = {number: f"cp{number}" for number in _NUMBERED}
_NAMES |= {10000: "mac-roman", 20127: "cp1252", 28591: "cp1252", 28605: "iso-8859-15", UTF_8: "utf-8"}
_CODECS = {number: codecs.lookup(name) for number, name in _NAMES.items()}
_WIDE = codecs.lookup("utf-16-le")


def is_known(page: int) -> bool:
    """Whether there is a code page of this number."""
    return page in _CODECS


def name_of(page: int) -> str:
    """Return what mail calls a code page; Windows-1252 for one that is not known."""
    return _NAMES.get(page, _NAMES[WESTERN])


def decode(data: bytes, page: int) -> str:
    """Return the text of bytes in a code page; in Windows-1252 where it is not known."""
    return _CODECS.get(page, _CODECS[WESTERN]).decode(data, "replace")[0]


def decode_wide(data: bytes) -> str:
    """Return the text of bytes in UTF-16."""
    return _WIDE.decode(data, "replace")[0]
