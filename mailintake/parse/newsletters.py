"""Whether a mail reads as a newsletter: how to leave it (marknadsföringslagen 19 §), and where else to read it."""

from __future__ import annotations

_END = 500  # characters
_TOP = 800

# Without their first letter, which may be a capital.
_LEAVE = (
    *("renumer", "vregistr", "vanmäl", "nte längre vill", "nsubscr", "pt out", "o longer wish", "tilau", "vmeld"),
    *("eld deg", "fmeld", "rameld", "bmeld", "bbestell"),
)
_ELSEWHERE = (
    *(
        "webbläsare",
        "webbversion",
        "visas inte korrekt",
        "visas mejlet",
        "view this email",
        "view in browser",
        "in your browser",
    ),
    *(
        "web version",
        "view online",
        "nettleser",
        "selaime",
        "browser",
        "nyhetsbrev",
        "newsletter",
        "uutiskirje",
        "nyhedsbrev",
    ),
)


def is_newsletter(text: str, *, is_bulk: bool) -> bool:
    """Whether a text is a newsletter's; ``is_bulk`` says that its header calls it one of many."""
    if not any(map(text[-_END:].__contains__, _LEAVE)):
        return False
    return is_bulk or any(map(text[:_TOP].lower().__contains__, _ELSEWHERE))
