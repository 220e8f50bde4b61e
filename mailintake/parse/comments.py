"""Comments in structured header fields (RFC 5322, 3.2.2): what stands in parentheses, and says nothing to us."""

from __future__ import annotations

import re

_PARENTHESIS = re.compile(r"(?<!\\)([()])")


def without_comments(value: str) -> str:
    """Return a field's value without its comments, nested ones too; one that is not closed runs to the end."""
    if "(" not in value:
        return value
    kept: list[str] = []
    depth = 0
    for piece in _PARENTHESIS.split(value):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(piece)
    return " ".join(kept)
