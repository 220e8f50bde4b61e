"""The header fields by which a mail says that a machine sent it or that it wants no answer (RFC 3834, 2369)."""

from __future__ import annotations

import re

from mailintake.domain.message import MachineSigns
from mailintake.parse import addresses
from mailintake.parse.comments import without_comments
from mailintake.parse.headers import Header

_SEPARATORS = re.compile(r"[,;\s\"]+")
_BULK = frozenset({"bulk", "list", "junk"})


def read_signs(header: Header) -> MachineSigns:
    """Return the signs of a header; names and keywords are compared without regard to case.

    Where a field stands more than once, what speaks for a machine counts.
    """
    return MachineSigns(
        auto_submitted=_auto_submitted(header),
        precedence=_precedence(header),
        list_fields=tuple(dict.fromkeys(name.rstrip() for name in header.index if name.startswith("list-"))),
        auto_response_suppress=_suppressed(header),
        return_path=_return_path(header),
    )


def keyword(value: str) -> str:
    """Return the keyword of a field in lower case, without comments and parameters."""
    return without_comments(value).partition(";")[0].strip().strip('"').lower()


def _auto_submitted(header: Header) -> str | None:
    keywords = [keyword(value) for value in _values(header, "auto-submitted")]
    return next((found for found in keywords if found != "no"), "no") if keywords else None


def _precedence(header: Header) -> str | None:
    keywords = [keyword(value) for value in _values(header, "precedence")]
    return next((found for found in keywords if found in _BULK), keywords[0]) if keywords else None


def _suppressed(header: Header) -> frozenset[str]:
    values = _values(header, "x-auto-response-suppress")
    return frozenset(token for value in values for token in _SEPARATORS.split(value.lower()) if token)


def _return_path(header: Header) -> str | None:
    """Return the topmost path, for the last server writes it; the null one wherever it stands."""
    paths = [addresses.read_path(value) for value in header.values("return-path")]
    if "" in paths or any(not addresses.read_path(value) for value in header.values("return-path ")):
        return ""
    return paths[0] if paths else None


def _values(header: Header, name: str) -> list[str]:
    # With a space before its colon (RFC 5322, 4.5) a field might be read in two ways; what it says here can only take
    # an answer away.
    return [*header.values(name), *header.values(f"{name} ")]
