"""What stands around a sender's words: the signature (RFC 3676, 4.3), the lines that phones add, and notices.

A notice is what an organisation puts below every mail (confidentiality, personal data, the environment), and what a
mail server puts above mail from outside. The words of both stand with each language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailintake.parse.languages import LANGUAGES

_MAX_SIGNATURE_LINES = 20
_MAX_UNMARKED_LINES = 3
_MAX_NOTICE_LINES = 15
_LEAST_NOTICE_LINE = 25  # characters: a name or a number in the lines above is shorter
_MAX_ENDINGS = 10  # lines of devices and notices, one below the other
_MAX_BANNER_LINES = 5
_MAX_SEARCHED = 400  # characters of a paragraph

_MARK = re.compile(r"--[ \t\xa0]?")
_RULE = re.compile(r"_{5,}")
_DEVICE = re.compile(
    r"\W{0,3}(?:" + "|".join(words for language in LANGUAGES for words in language.sent_from) + r")[^\n]{0,120}",
    re.IGNORECASE,
)
_DEVICE_WORD = re.compile(
    r"i-?phone|i-?pad|android|samsung|galaxy|huawei|honor|oneplus|xiaomi|redmi|motorola|pixel|sony|xperia|nokia|"
    r"mobil|telefon|phone|puhelime|surfplatta|läsplatta|tablet|handy|"
    r"outlook|windows phone|e-post för windows|mail för windows|mail for windows|windows 1[01]|windows-mail|yahoo|"
    r"gmail|proton|blackberry|"
    r"laitteesta|ipadistä|ipadista|iphonesta|sähköposti|app\b|appen\b|telia|bluemail|k-9|spark|aquamail|nine\b|webmail|"
    r"fåordig|stavfel|brevity|terseness|typos|spelling|mac\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\W{0,5}(?:" + "|".join(words for language in LANGUAGES for words in language.notices) + r")",
    re.IGNORECASE | re.DOTALL,
)
_BANNER = re.compile(
    r"(?:" + "|".join(words for language in LANGUAGES for words in language.banners) + r")", re.IGNORECASE | re.DOTALL
)


def signature_start(lines: Sequence[str], *, has_words_above: bool) -> int:
    """Return the first line of the signature at the end of a text; ``len(lines)`` where there is none.

    A mark with much below it divides a text rather than ends it. A mail is all signature only where a phone sent it.
    """
    start = _ending_start(lines, len(lines))
    marked = _marked_start(lines[:start])
    start = _ending_start(lines, marked) if marked < start else start
    if has_words_above or any(lines[:start]):
        return start
    return start if _is_device(next(filter(None, lines), "")) else len(lines)


def banner_end(lines: Sequence[str]) -> int:
    """Return the line after the notice that a mail server put above a text; 0 where there is none."""
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    end = start
    while end < len(lines) and lines[end] and not _RULE.fullmatch(lines[end]):
        end += 1
    if not 0 < end - start <= _MAX_BANNER_LINES or not _BANNER.match(
        " ".join(line[:_MAX_SEARCHED] for line in lines[start:end])[:_MAX_SEARCHED]
    ):
        return 0
    while end < len(lines) and (not lines[end] or _RULE.fullmatch(lines[end])):
        end += 1
    # A mail of nothing but a notice says something by it.
    return end if end < len(lines) else 0


def is_mark(line: str) -> bool:
    """Whether a line does nothing but set a signature off."""
    return _MARK.fullmatch(line) is not None or _RULE.fullmatch(line) is not None


def _ending_start(lines: Sequence[str], end: int) -> int:
    """Return where the lines of devices and the notices begin that a text ends with."""
    for _ in range(_MAX_ENDINGS):
        earlier = _notice_start(lines, _device_start(lines, end))
        if earlier == end:
            break
        end = _mark_above(lines, earlier)
    return end


def _mark_above(lines: Sequence[str], start: int) -> int:
    above = start - 1
    while above >= 0 and not lines[above]:
        above -= 1
    return above if above >= 0 and is_mark(lines[above]) else start


def _marked_start(lines: Sequence[str]) -> int:
    below = 0
    found = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line:
            continue
        if below and (_MARK.fullmatch(line) or (below <= _MAX_UNMARKED_LINES and _RULE.fullmatch(line))):
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


def _notice_start(lines: Sequence[str], end: int) -> int:
    """Return where the paragraph begins that ends a text, if it is a notice, with the rule above it."""
    last = end - 1
    while last >= 0 and not lines[last]:
        last -= 1
    first = last
    while first > 0 and lines[first - 1] and last - first < _MAX_NOTICE_LINES:
        first -= 1
    if last < 0:
        return end
    # A notice may follow the signature's last line with no empty line between.
    for start in range(first, last + 1):
        if start > first and len(lines[start]) < _LEAST_NOTICE_LINE:
            continue
        words = " ".join(line[:_MAX_SEARCHED] for line in lines[start : last + 1])
        if _NOTICE.match(words[:_MAX_SEARCHED]):
            return start
    return end


def _is_device(line: str) -> bool:
    return len(line) < 160 and _DEVICE.match(line) is not None and _DEVICE_WORD.search(line) is not None
