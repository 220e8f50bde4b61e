"""The marks by which mail programs introduce an earlier mail: attributions, header blocks and dividing lines.

A mark is only believed where it is more than likely: "Den 5 juni skrev vi till kommunen:" is a sentence, with a time of
day or an address it is an attribution; "Från:, Till:, Datum:" can be a letterhead, with "Skickat:" or a time it is not.
The words of the marks stand with each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from mailintake.parse.languages import LANGUAGES

_MAX_LINE = 500  # a longer line introduces nothing
_MAX_ATTRIBUTION_LINES = 6
_MAX_ATTRIBUTION = 400
_MAX_BLOCK_LINES = 12
_MAX_UNLABELLED = 4
_MAX_LABELS_ABOVE = 4
_KINDS = ("from", "sent", "date", "to", "cc", "subject")


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(patterns))


_WROTE = _any_of(verb for language in LANGUAGES for verb in language.wrote)
_VERB = re.compile(rf"\b(?:{_WROTE})(?!\w)", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_ADDRESS = re.compile(r"[<(\[]\s?(?:mailto:)?[^<>()\s@]{1,80}@[^<>()\s@]{1,80}[>)\]]")
_CITES = re.compile(
    rf"[ \t>]*(?:{_any_of(word for language in LANGUAGES for word in language.cites)}) [^\n:]{{1,200}}:", re.IGNORECASE
)
_OPENING = re.compile(
    r"[-*_> ]*(?:(?:on|at|den|am|le|el|il|op|em|dnia|w dniu|dne|pe|på|vid)\b|\d|"
    r"(?:mån|tis|ons|tors?|fre|lör|sön|man|tir|lør|søn|ma|ti|ke|to|pe|la|su|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|so)"
    r"\w{0,8}\b|"
    r"[^<>]{0,80}<[^<>\s@]+@)",
    re.IGNORECASE,
)
# "cc" is the same everywhere.
_LABELS = {
    kind: _any_of(language.labels[kind] for language in LANGUAGES if kind in language.labels)
    + ("|cc|bcc" if kind == "cc" else "")
    for kind in _KINDS
}
_LABEL = re.compile(
    r"[ \t>]{0,6}\*{0,2}(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")[ \t]{0,9}\*{0,2}[:：]"
    r"\*{0,2}(?:[ \t]|$)",
    re.IGNORECASE,
)
_ANY_FROM = re.compile(
    rf"^[ \t]{{0,6}}\*{{0,2}}(?:{_LABELS['from']})[ \t]{{0,9}}\*{{0,2}}[:：]", re.IGNORECASE | re.MULTILINE
)
_ORIGINAL = _any_of(title for language in LANGUAGES for title in language.original)
_FORWARDED = _any_of(title for language in LANGUAGES for title in language.forwarded)
_BEGINS = _any_of(title for language in LANGUAGES for title in language.begins)
_DIVIDER = re.compile(
    rf"[ \t>*]*+(?:[-_=]{{2,}}+[ \t]*+(?:(?P<original>{_ORIGINAL})|(?P<forwarded>{_FORWARDED}))[ \t]*[-_=]{{2,}}\*?"
    rf"|(?P<begin>{_BEGINS}):|-{{3,}}+[^\n]{{3,200}}?\b(?P<wrote>{_WROTE})\b:?[ \t]*-{{3,}}"
    r")[ \t]*$",
    re.IGNORECASE,
)
_DIVIDER_ENDS = "-_=*:"
# GroupWise: what it answers stands between these angles.
_ANGLES = re.compile(r">>> [^\n]{6,200} >>>")
_WITHIN = re.compile(_any_of(words for language in LANGUAGES for words in language.within), re.IGNORECASE)
RULE = re.compile(r"[ \t]*[-_=*]{5,}[ \t]*")


class Kind(Enum):
    """What a mark says of what follows it."""

    ATTRIBUTION = auto()  # somebody wrote this
    REPLIED = auto()  # the mail that is answered
    FORWARDED = auto()  # the mail that is passed on


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """The lines that introduce an earlier mail."""

    kind: Kind
    start: int  # its first line
    end: int  # the line after its last
    is_certain: bool  # it introduces a mail whatever follows


def find_marks(text: str, lines: Sequence[str]) -> list[Mark]:
    """Return the marks of a text, in order, none within another, up to the first that introduces a whole mail."""
    marks = _attributions(lines)
    marks.extend(_first_divider(lines))
    if (":" in text or "：" in text) and _ANY_FROM.search(text):
        marks.extend(_first_block(lines))
    if len(marks) < 2:
        return marks
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind is Kind.ATTRIBUTION)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
        # "Original message" with "Anna wrote:" below it is one mark.
        if len(found) > 1 and _introduces(found[-2], found[-1], lines):
            found[-2:] = [replace(found[-2], end=found[-1].end)]
    return found


def is_attribution(words: str) -> bool:
    """Whether a text reads as an attribution."""
    return _VERB.search(words) is not None and _DATE.search(words) is not None


def answers_within(words: str) -> bool:
    """Whether a text says that its answers stand in the text of the mail that is answered."""
    return _WITHIN.search(words) is not None


def _introduces(divider: Mark, attribution: Mark, lines: Sequence[str]) -> bool:
    return (
        divider.kind is Kind.REPLIED
        and attribution.kind is Kind.ATTRIBUTION
        and not any(line.strip("> ") for line in lines[divider.end : attribution.start])
    )


def _attributions(lines: Sequence[str]) -> list[Mark]:
    marks: list[Mark] = []
    last_end = 0
    for number, line in enumerate(lines):
        if line and line[-1] in ":-：>" and len(line) < _MAX_LINE:
            mark = _attribution_ending(lines, number, last_end)
            if mark is not None:
                marks.append(mark)
                last_end = mark.end
    return marks


def _attribution_ending(lines: Sequence[str], last: int, first: int) -> Mark | None:
    """Return the attribution that ends with a line, taking in as many lines above as it needs."""
    if lines[last][-1] == ">":
        is_angles = _ANGLES.fullmatch(lines[last]) is not None and _DATE.search(lines[last]) is not None
        return Mark(kind=Kind.ATTRIBUTION, start=last, end=last + 1, is_certain=True) if is_angles else None
    if lines[last][-1] == "-" and not (lines[last].endswith("---") and _VERB.search(lines[last])):
        return None
    if _CITES.fullmatch(lines[last]):
        return Mark(
            kind=Kind.ATTRIBUTION, start=last, end=last + 1, is_certain=_ADDRESS.search(lines[last]) is not None
        )
    words = ""
    uncertain: Mark | None = None
    for start in range(last, max(first - 1, last - _MAX_ATTRIBUTION_LINES), -1):
        line = lines[start]
        if line.startswith(">") and not (start == last and len(line) < 40):
            break
        words = f"{line.strip()} {words}"
        if len(words) > _MAX_ATTRIBUTION:
            break
        if not line or line.startswith(">") or not _DATE.search(words) or (start < last and line[-1] in ".?!"):
            continue
        has_address = _ADDRESS.search(words) is not None
        if not (_VERB.search(words) or (has_address and words.rstrip().endswith(">:"))):
            continue
        is_certain = _OPENING.match(line) is not None and (has_address or _TIME.search(words) is not None)
        mark = Mark(kind=Kind.ATTRIBUTION, start=start, end=last + 1, is_certain=is_certain)
        if is_certain:
            return mark
        uncertain = uncertain or mark
    return uncertain


def _first_divider(lines: Sequence[str]) -> Iterator[Mark]:
    for number, line in enumerate(lines):
        match = _DIVIDER.match(line) if line and line[-1] in _DIVIDER_ENDS and len(line) < _MAX_LINE else None
        if match is not None:
            kind = Kind.FORWARDED if match["forwarded"] or match["begin"] else Kind.REPLIED
            end, _ = _end_of_labels(lines, number + 1)
            yield Mark(kind=kind, start=number, end=max(end, number + 1), is_certain=True)
            return


def _first_block(lines: Sequence[str]) -> Iterator[Mark]:
    for number, line in enumerate(lines):
        if ":" not in line[:40] or line.startswith(">") or len(line) > _MAX_LINE:
            continue
        match = _LABEL.match(line)
        if match is None or match.lastgroup != "from":
            continue
        start = _start_of_labels(lines, number)
        end, kinds = _end_of_labels(lines, start)
        if ("sent" in kinds or "timed" in kinds) and ("to" in kinds or "subject" in kinds):
            yield Mark(kind=Kind.REPLIED, start=start, end=end, is_certain=True)
            return


def _start_of_labels(lines: Sequence[str], number: int) -> int:
    """Return the first line of a block whose sender stands on a line: some programs put the date or subject first."""
    start = number
    while start > max(0, number - _MAX_LABELS_ABOVE) and _is_label(lines[start - 1]):
        start -= 1
    return start


def _is_label(line: str) -> bool:
    match = _LABEL.match(line) if ":" in line[:40] and len(line) <= _MAX_LINE else None
    return match is not None and match.lastgroup in {"sent", "date", "subject", "to"}


def _end_of_labels(lines: Sequence[str], start: int) -> tuple[int, set[str]]:
    """Return the line after the last label of a block, and the kinds of its labels."""
    kinds: set[str] = set()
    end = start
    unlabelled = 0
    for number in range(start, min(len(lines), start + _MAX_BLOCK_LINES)):
        line = lines[number]
        match = _LABEL.match(line[:_MAX_LINE])
        if match is not None and match.lastgroup not in kinds:
            kind = match.lastgroup or ""
            kinds.add(kind)
            # A time may stand on the label's line alone: a letterhead has a date at the most.
            if kind in {"sent", "date"} and _TIME.search(line):
                kinds.add("timed")
            end, unlabelled = number + 1, 0
            continue
        unlabelled += 1 if line.strip("> ") else 0
        # An empty line ends a block that has its labels; a long field goes on over some lines.
        if unlabelled > _MAX_UNLABELLED or (not line.strip("> ") and len(kinds) > 2):
            break
    return end, kinds
