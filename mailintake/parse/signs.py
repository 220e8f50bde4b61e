"""The header fields by which a mail says that a machine sent it or that it wants no answer (RFC 3834, 2369)."""

from __future__ import annotations

import re

from mailintake.domain.message import MachineSigns
from mailintake.parse import addresses
from mailintake.parse.comments import without_comments
from mailintake.parse.headers import Header

_SEPARATORS = re.compile(r"[,;\s]+")


def read_signs(header: Header) -> MachineSigns:
    """Return the signs of a header; names and keywords are compared without regard to case."""
    return MachineSigns(
        auto_submitted=_auto_submitted(header),
        precedence=keyword(header.value("precedence")) if header.has("precedence") else None,
        list_fields=tuple([name for name in header.index if name.startswith("list-")]),
        auto_response_suppress=_suppressed(header),
        return_path=addresses.read_path(header.value("return-path")) if header.has("return-path") else None,
    )


def keyword(value: str) -> str:
    """Return the keyword of a field in lower case, without comments and parameters."""
    return without_comments(value).partition(";")[0].strip().strip('"').lower()


def _auto_submitted(header: Header) -> str | None:
    keywords = [keyword(value) for value in header.values("auto-submitted")]
    if not keywords:
        return None
    # Where there are several, one that says no takes nothing from one that says yes.
    return next((found for found in keywords if found != "no"), "no")


def _suppressed(header: Header) -> frozenset[str]:
    values = header.values("x-auto-response-suppress")
    return frozenset(token for value in values for token in _SEPARATORS.split(value.lower()) if token)
