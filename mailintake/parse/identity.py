"""What makes two copies of a mail the same mail: a hash over what a server leaves as it is when it delivers anew.

Trace fields differ between deliveries, line ends between servers. The Message-ID alone is not enough: two mails may
bear the same one, and neither may be lost.
"""

from __future__ import annotations

import hashlib

from mailintake.parse.headers import Header, opening, read_header, with_line_feeds

_FIELDS = ("message-id", "date", "from", "subject")
_CHUNK = 1 << 20


def content_hash(original: bytes) -> str:
    """Return the hash of a mail's content, as hexadecimal; never raises."""
    data = with_line_feeds(original)
    header, body_start = read_header(data, opening(data))
    return hash_of(header, data, body_start)


def hash_of(header: Header, data: bytes, body_start: int) -> str:
    """Return the hash of a mail whose header has been read."""
    pieces: list[bytes] = []
    for name in _FIELDS:
        for value in header.index.get(name, ()):
            # White space is where folding differs.
            words = b" ".join(value.split())
            pieces.append(b"%s %d %s" % (name.encode("ascii"), len(words), words))
    digest = hashlib.sha256(b"\n".join(pieces) + b"\n\n")
    end = _end_of_text(data, body_start)
    for start in range(body_start, end, _CHUNK):
        chunk = data[start : min(start + _CHUNK, end)]
        # A line end that is cut in two by the chunk's end loses its CR here, its LF stays in the next chunk.
        if chunk.endswith(b"\r") and data.startswith(b"\n", start + len(chunk)):
            chunk = chunk[:-1]
        digest.update(chunk.replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _end_of_text(data: bytes, start: int) -> int:
    # Servers add and drop empty lines at the end.
    end = len(data)
    while end > start:
        chunk_start = max(start, end - _CHUNK)
        kept = len(data[chunk_start:end].rstrip(b"\r\n"))
        if kept:
            return chunk_start + kept
        end = chunk_start
    return start
