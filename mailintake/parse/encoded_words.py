"""Encoded words in header values (RFC 2047), read as tolerantly as senders write them.

Broken mailers split a letter's bytes over two words, leave spaces inside a word or name a character set nobody knows:
the words are joined before they are decoded, and what cannot be decoded for certain stays readable.
"""

from __future__ import annotations

import binascii
import re

from mailintake.parse import charset

# A question mark within a word should be encoded, and often is not.
_PAYLOAD = r"(?:[^?=]++|=(?!\?[^=])|\?(?!=))*+"
_WORD = rf"=\?[^?\s]{{1,80}}\?[bBqQ]\?{_PAYLOAD}\?="
WORD = re.compile(rf"=\?([^?\s]{{1,80}})\?([bBqQ])\?({_PAYLOAD})\?=")
RUN = re.compile(rf"{_WORD}(?:\s*+{_WORD})*+")

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]+")


def decode(value: str) -> str:
    """Return a header value as people read it, on one line; never raises."""
    value = decode_runs(value)
    return _UNPRINTABLE.sub(" ", value).strip() if _UNPRINTABLE.search(value) else value.strip()


def decode_runs(value: str) -> str:
    """Return a value with the text of its encoded words in their place, whatever characters that has."""
    return RUN.sub(lambda run: decode_run(run[0]), value) if "=?" in value else value


def decode_run(run: str) -> str:
    """Return the text of encoded words that follow each other with nothing but white space between."""
    pieces: list[tuple[str, bytes]] = []
    for name, encoding, payload in WORD.findall(run):
        label = name.partition("*")[0].lower()
        data = _payload(payload, encoding)
        if pieces and pieces[-1][0] == label:
            pieces[-1] = (label, pieces[-1][1] + data)
        else:
            pieces.append((label, data))
    return "".join(charset.decode(data, label)[0] for label, data in pieces)


def _payload(payload: str, encoding: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    data = _NOT_BASE64.sub(b"", data)
    # One letter left over carries no whole byte.
    data = data[: len(data) - 1] if len(data) % 4 == 1 else data
    return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
