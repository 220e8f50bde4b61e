"""What we know of our own edge, which decides which trace fields may be believed (RFC 5321, 4.4; RFC 8601, 5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Boundary:
    """Our addresses and the hosts that put trace fields on mail as it reaches us."""

    own_addresses: frozenset[str]  # in lower case
    authserv_ids: tuple[str, ...] = ()  # whose Authentication-Results are believed
    boundary_hosts: tuple[str, ...] = ()  # whose Received fields are believed: the names after "by"
