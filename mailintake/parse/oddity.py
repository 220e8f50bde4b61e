"""Which mail is odd enough to be read in a process of its own: a cheap look at its bytes, in one pass.

The readers are bounded, so this is a second wall: it looks for what hostile mail needs (much text, long lines, many
parts, deep nesting, strange character sets), not for what it means. Attachments' base64 is not text and does not count.
"""

from __future__ import annotations

import re

from mailintake.parse.headers import Header, opening, read_header
from mailintake.parse.structure import Allowance, Part, read_structure

MAX_SMALL = 64 * 1024  # bytes: a mail this small is odd only by its header
MAX_TEXT = 1024 * 1024  # bytes of text, mails within mails included
MAX_FILE = 40 * 1024 * 1024  # bytes of attachments
MAX_HEADER = 64 * 1024  # bytes
MAX_LINE = 16 * 1024  # bytes in one header field
MAX_PARTS = 100
MAX_DEPTH = 12

_STRANGE_SIGNS = (b"punycode", b"idna", b"undefined", b"\0")
# Each begins with letters, so that a header is searched for it as fast as for a word.
_STRANGE_PATTERNS = (re.compile(rb"unicode.escape"), re.compile(rb"rot.?13"))


def is_odd(original: bytes) -> bool:
    """Whether a mail is to be read by ``isolation.read_alone``; never raises."""
    return open_unless_odd(original) is None


def open_unless_odd(original: bytes) -> tuple[Header, int] | None:
    """Return a mail's header and where its body begins; None where the mail is odd. Never raises."""
    if len(original) > MAX_FILE or b"\n" not in original[:MAX_HEADER]:
        return None
    header, body_start = read_header(original, opening(original))
    # A header that is no longer than a line may be has no line that is too long.
    if body_start > MAX_HEADER or (body_start > MAX_LINE and any(len(value) > MAX_LINE for _, value in header.fields)):
        return None
    if _names_strange_charset(original[:body_start]):
        return None
    is_small = len(original) <= MAX_SMALL and original.count(b"\n--") <= MAX_PARTS
    return (header, body_start) if is_small or _is_plain(header, original, body_start) else None


def _names_strange_charset(header: bytes) -> bool:
    lowered = header.lower()
    return any(map(lowered.__contains__, _STRANGE_SIGNS)) or any(each.search(lowered) for each in _STRANGE_PATTERNS)


def _is_plain(header: Header, original: bytes, body_start: int) -> bool:
    allowance = Allowance()
    root = read_structure(header, original, body_start, allowance)
    return not allowance.defects and _depth(root) <= MAX_DEPTH and _text_size(root) <= MAX_TEXT


def _depth(part: Part) -> int:
    return 1 + max(map(_depth, part.children), default=0)


def _text_size(root: Part) -> int:
    size = 0
    parts = 0
    for part in root.leaves():
        parts += 1
        encoding = part.header.value("content-transfer-encoding").strip().lower()
        is_text = part.media_type.startswith(("text/", "message/")) or encoding != "base64"
        size += part.end - part.start if is_text else 0
    return size if parts <= MAX_PARTS else MAX_TEXT + 1
