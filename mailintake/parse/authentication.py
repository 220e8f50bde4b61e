"""What the boundary found of the sender's authentication (RFC 8601), believed only from the servers we name."""

from __future__ import annotations

import re

from mailintake.domain.message import Authentication
from mailintake.parse.comments import without_comments
from mailintake.parse.headers import Header

_RESULT = re.compile(r"([a-z0-9-]+)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)")
_PROPERTY = re.compile(r"\b(header\.d|header\.i|smtp\.mailfrom|smtp\.mfrom)\s*=\s*\"?([^\s;\"]+)")


def read_authentication(header: Header, authserv_ids: tuple[str, ...], from_address: str) -> Authentication:
    """Return what the topmost Authentication-Results of a server we trust says.

    A forged one stands below it, or bears another name, and counts for nothing.
    """
    trusted = {name.lower() for name in authserv_ids}
    for value in header.values("authentication-results") if trusted else ():
        words = without_comments(value.lower())
        name, _, results = words.partition(";")
        if (name.split() or [""])[0] in trusted:
            return _judge(results, from_address)
    return Authentication.UNKNOWN


def _judge(results: str, from_address: str) -> Authentication:
    domain = from_address.rpartition("@")[2]
    found: dict[str, set[str]] = {}
    aligned: set[str] = set()  # the methods that passed for the sender's own domain
    for statement in results.split(";"):
        match = _RESULT.match(statement.strip())
        if match is None:
            continue
        method, result = match[1], match[2]
        found.setdefault(method, set()).add(result)
        # A pass for somebody else's domain says nothing of this sender.
        is_own = any(_is_aligned(hit[1], domain) for hit in _PROPERTY.findall(statement))
        if method in {"dkim", "spf"} and result == "pass" and is_own:
            aligned.add(method)
    dmarc, spf = found.get("dmarc", set()), found.get("spf", set())
    if "fail" in dmarc or ("fail" in spf and "dkim" not in aligned):
        return Authentication.FAILED
    return Authentication.PASSED if "pass" in dmarc or aligned else Authentication.UNKNOWN


def _is_aligned(identity: str, domain: str) -> bool:
    other = identity.rpartition("@")[2].rstrip(".")
    if not domain or "." not in other:
        return False
    return other == domain or domain.endswith("." + other) or other.endswith("." + domain)
