"""Calendar invitations (RFC 5545) as people read them: what, when, where, who asks, and their words."""

from __future__ import annotations

import re

MAX_CALENDAR = 200_000  # characters
_MAX_EVENTS = 20

_FOLD = re.compile(r"\n[ \t]")
_LINE = re.compile(r"([A-Za-z-]{1,40})((?:;[A-Za-z-]{1,40}=(?:\"[^\"\n]*+\"|[^\";:\n]++)*+)*+):(.*)")
_NAME = re.compile(r";CN=(?:\"([^\"\n]*)\"|([^\";:\n]*))", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_EVENTS = frozenset({"VEVENT", "VTODO"})


def calendar_text(source: str) -> str:
    """Return the events of a calendar as text, with a line of space between them."""
    events: list[str] = []
    event: dict[str, str] | None = None
    for line in _FOLD.sub("", source[:MAX_CALENDAR]).split("\n"):
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        name, parameters, value = match[1].upper(), match[2], match[3]
        if name == "BEGIN" and value.upper() in _EVENTS:
            event = {}
        elif name == "END" and value.upper() in _EVENTS and event is not None:
            events.append(_event_text(event))
            event = None
        elif event is not None:
            person = _NAME.search(parameters)
            event.setdefault(name, f"{person[1] or person[2] or ''} {value}".strip() if person else value)
    return "\n\n".join(filter(None, events[:_MAX_EVENTS]))


def _event_text(event: dict[str, str]) -> str:
    times = " – ".join(filter(None, (_moment(event.get(name, "")) for name in ("DTSTART", "DTEND"))))
    who = re.sub(r"(?i)mailto:(\S+)", r"<\1>", event.get("ORGANIZER", ""))
    words = [_unescaped(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")]
    return "\n".join(filter(None, (words[0], times, words[1], who, words[2])))


def _moment(value: str) -> str:
    match = _MOMENT.fullmatch(value)
    if match is None:
        return ""
    year, month, day, hour, minute, is_universal = match.groups()
    date = f"{year}-{month}-{day}"
    # The zone of a local time is the sender's, as it is in every invitation; only universal time says so.
    return f"{date} {hour}:{minute}{' UTC' if is_universal else ''}" if hour else date


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], value).strip()
