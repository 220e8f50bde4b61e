"""Text that was taken for another character set on its way and sent on so: "fÃ¶rening" for "förening".

It is put right only where that is certain: all of its letters beyond ASCII, taken back, make up sound UTF-8.
"""

from __future__ import annotations

import re

_MAX_TIMES = 3
_LEAST_LETTERS = 3

# What the first byte of å, ä, ö, é and of dashes and quotation marks becomes.
_SIGNS = re.compile("Ã|â€|Â")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# Windows-1252 has no letter for five bytes; programs pass them through as they are.
_BACK = {ord(bytes([byte]).decode("cp1252", "replace")): byte for byte in range(0x80, 0x100)} | {
    byte: byte for byte in range(0x80, 0x100)
}
_BACK.pop(0xFFFD, None)


def repair(text: str) -> str:
    """Return a text as it was meant, in linear time; one that is sound, or not certainly broken, as it is."""
    for _ in range(_MAX_TIMES):
        if "Ã" not in text and "â€" not in text and "Â" not in text:
            return text
        repaired = _taken_back(text)
        if repaired is None:
            # A quote or a footer may have come another way than the rest.
            return _with_repaired_lines(text)
        text = repaired
    return text


def _with_repaired_lines(text: str) -> str:
    lines = text.split("\n")
    repaired = [_taken_back(line) if _SIGNS.search(line) else None for line in lines]
    letters = sum(len(line) - len(better) for line, better in zip(lines, repaired, strict=True) if better is not None)
    # One word that looks broken in a text that is sound may be what the text is about.
    if letters < _LEAST_LETTERS:
        return text
    return "\n".join(line if better is None else better for line, better in zip(lines, repaired, strict=True))


def _taken_back(text: str) -> str | None:
    """Return what the bytes of a text say as UTF-8; None where it is not certain that they were meant so."""
    pieces = _BEYOND_ASCII.findall(text)
    try:
        for piece in pieces:
            bytes(_BACK[ord(letter)] for letter in piece).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return _BEYOND_ASCII.sub(lambda match: bytes(_BACK[ord(letter)] for letter in match[0]).decode("utf-8"), text)
