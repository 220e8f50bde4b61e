"""Where a sender's signature begins: the mark of RFC 3676, 4.3, and the lines that phones add."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAX_SIGNATURE_LINES = 20
_MAX_UNMARKED_LINES = 3

_MARK = re.compile(r"--[ \t\xa0]?")
_RULE = re.compile(r"_{5,}")
_DEVICE = re.compile(
    r"\*?(?:(?:skickat|skickad|skickades|sänt) (?:från|med|via) |hämta outlook |sent (?:from|with|via) |get outlook |"
    r"sendt (?:fra|med) |hent outlook |last ned outlook |lähetetty |hanki outlook |von meine[mr] .{1,60} gesendet|"
    r"gesendet (?:von|mit) |outlook für |envoyé de |sáddejuvvon )[^\n]{0,120}",
    re.IGNORECASE,
)
_DEVICE_WORD = re.compile(
    r"i-?phone|i-?pad|android|samsung|galaxy|huawei|sony|xperia|nokia|mobil|telefon|phone|puhelime|surfplatta|tablet|"
    r"outlook|e-post för windows|mail för windows|mail for windows|windows 10|yahoo|gmail|proton|blackberry|laitteesta|"
    r"ipadistä|iphonesta|app\b|telia|bluemail|k-9",
    re.IGNORECASE,
)


def signature_start(lines: Sequence[str], *, has_words_above: bool) -> int:
    """Return the first line of the signature at the end of a text; ``len(lines)`` where there is none.

    A mark with much below it divides a text rather than ends it. A mail is all signature only where a phone sent it.
    """
    start = _marked_start(lines)
    while (earlier := _device_start(lines, start)) < start:
        start = earlier
    if has_words_above or any(lines[:start]):
        return start
    return start if _is_device(next(filter(None, lines), "")) else len(lines)


def is_mark(line: str) -> bool:
    """Whether a line does nothing but set a signature off."""
    return _MARK.fullmatch(line) is not None or _RULE.fullmatch(line) is not None


def _marked_start(lines: Sequence[str]) -> int:
    below = 0
    found = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line:
            continue
        marks = (_MARK, _RULE) if below <= _MAX_UNMARKED_LINES else (_MARK,)
        if below and any(mark.fullmatch(line) for mark in marks):
            found = number
        below += 1
        if below > _MAX_SIGNATURE_LINES:
            break
    return found


def _device_start(lines: Sequence[str], end: int) -> int:
    for number in range(end - 1, -1, -1):
        if lines[number]:
            return number if _is_device(lines[number]) else end
    return end


def _is_device(line: str) -> bool:
    return len(line) < 160 and _DEVICE.match(line) is not None and _DEVICE_WORD.search(line) is not None
