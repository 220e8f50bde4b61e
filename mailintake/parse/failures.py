"""Whether a failed delivery says that the address itself is dead (RFC 3463), so that it must not be written to again.

A full mailbox, a refused text or a server that was down says nothing of the address: in doubt it is not called dead.
"""

from __future__ import annotations

import re

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_MAX_REASON = 2000

# The recipient or its domain is not there, or has moved.
_DEAD = re.compile(
    "|".join(
        (
            r"user (?:is )?unknown",
            r"unknown (?:user|recipient|address|local.?part|mailbox)",
            r"no such (?:user|recipient|address|mailbox|person|domain|host|local)",
            r"(?:user|account|recipient|mailbox|address|person|domain)\S* (?:\S+ ){0,6}do(?:es)?(?: not|n.t) exist",
            r"(?:user|mailbox|account|address|recipient)\S* (?:\S+ )?(?:was )?not found",
            r"recipient (?:address )?not found|recipnotfound",
            r"not a (?:known|valid) (?:user|recipient|mailbox)",
            r"(?:invalid|bad) (?:user|recipient|mailbox|destination)",
            r"no valid recipients",
            r"mailbox (?:is )?(?:disabled|closed|inactive)",
            r"account (?:is |has been )?(?:closed|inactive|deactivated|terminated)",
            r"(?:has|have) moved|new address",
            r"no longer (?:here|works|employed|in use|active|valid|available)",
            r"(?:host|domain)(?: or domain)?(?: name)?(?: \S+)? not found",
            r"name or service not known|nxdomain|no mx record|null ?mx|unrout(?:e)?able",
            r"does not accept mail|accepts? no mail|does not handle mail",
            r"address not found|couldn.t be found",
            r"recipient(?: address)? rejected: (?:user unknown|undeliverable|access denied)",
            r"55\d[^\n]{0,60}mailbox unavailable|no smtp service|domain is not reachable|not accepting network",
            r"adressen (?:finns inte|hittades inte)|mottagaren (?:finns inte|hittades inte)",
        )
    ),
    re.IGNORECASE,
)
# It is there, and something else stopped the mail.
_OTHER = re.compile(
    "|".join(
        (
            r"too (?:large|big|many|much|fast)|size limit|exceed",
            r"spam|virus|malware|block|black ?list|reputation|policy|greylist|content|attachment",
            r"dmarc|\bspf\b|\bdkim\b|authenticat|unauthorized|not authorized|access denied|sender address",
            r"relay(?:ing)?\b.{0,20}\b(?:denied|not|prohibit)|not permitted to relay|\bptr\b|reverse dns|\brdns\b",
            r"try (?:again|later)|temporar|timed? ?-?out|connection (?:refused|reset|lost)|expired|could not connect",
            r"suspend|at a rate|rate limit|throttl|\btls\b|syntax error|loop|on hold|disabled recipient",
        )
    ),
    re.IGNORECASE,
)
_FULL = re.compile(r"quota|mailbox (?:is )?full|insufficient (?:system )?storage", re.IGNORECASE)
_SENDER = re.compile(r"sender(?: address| domain)?\b.{0,80}(?:does not exist|not found|unknown)", re.IGNORECASE)
_DEAD_STATUSES = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})


def most_telling_status(*texts: str) -> str:
    """Return the status code that says most: the first that is more than general (x.0.0); "" where there is none."""
    general = ""
    for text in texts:
        for match in STATUS.finditer(text[:_MAX_REASON]):
            if match[2] != "0":
                return match[0]
            general = general or match[0]
    return general


def is_permanent(status: str, reason: str) -> bool:
    """Whether a failure with this status and reason means that the address is dead."""
    reason = reason[:_MAX_REASON]
    if status.startswith("2.") or _FULL.search(reason) or _SENDER.search(reason):
        return False
    # Some servers say "user unknown" (4.1.1) and give up in the end; other passing codes are what they say.
    if status.startswith("4.") and not status.startswith("4.1."):
        return False
    if _DEAD.search(reason):
        return True
    return status in _DEAD_STATUSES and not _OTHER.search(reason)
