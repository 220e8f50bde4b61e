"""The marks by which mail programs introduce an earlier mail: attributions, header blocks and dividing lines.

A mark is only believed where it is more than likely: "Den 5 juni skrev vi till kommunen:" is a sentence, with a time of
day or an address it is an attribution; "Från:, Till:, Datum:" can be a letterhead, with "Skickat:" or a time it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

_MAX_LINE = 500  # a longer line introduces nothing
_MAX_ATTRIBUTION_LINES = 6
_MAX_ATTRIBUTION = 400
_MAX_BLOCK_LINES = 12
_MAX_UNLABELLED = 4

_VERB = re.compile(
    r"\b(?:skrev|skriver|skreiv|wrote|writes|kirjoitti|schrieb|schreef|geschreven|escribió|escreveu|scritto|napisał\(a\)|"
    r"napisał|napisała|написал|написала|пише|пишет|čálii)\b|a écrit|写道",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_ADDRESS = re.compile(r"[<(\[]\s?(?:mailto:)?[^<>()\s@]{1,80}@[^<>()\s@]{1,80}[>)\]]")
_OPENING = re.compile(
    r"[-*_> ]*(?:(?:on|at|den|am|le|el|il|op|em|dnia|på|vid)\b|\d|"
    r"(?:mån|tis|ons|tors?|fre|lör|sön|man|tir|lør|søn|ma|ti|ke|to|pe|la|su|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|so)"
    r"\w{0,8}\b|"
    r"[^<>]{0,80}<[^<>\s@]+@)",
    re.IGNORECASE,
)

_LABELS = {
    "from": r"från|from|fra|lähettäjä|von|de|frå|sáddejeaddji",
    "sent": r"skickat|skickad|sent|sendt|lähetetty|gesendet|envoyé|enviado|verzonden",
    "date": r"datum|date|dato|päivämäärä|päiväys|pvm",
    "to": r"till|to|til|vastaanottaja|an|à|para|aan",
    "cc": r"kopia|cc|kopi|kopio|reply-to|svara till|svar till",
    "subject": r"ämne|subject|emne|aihe|betreff|objet|asunto|onderwerp",
}
_LABEL = re.compile(
    r"[ \t>]{0,6}\*?(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")[ \t]?\*?:\*?(?:[ \t]|$)",
    re.IGNORECASE,
)
_ANY_FROM = re.compile(rf"^[ \t]{{0,6}}\*?(?:{_LABELS['from']})[ \t]?\*?:", re.IGNORECASE | re.MULTILINE)

_ORIGINAL = (
    r"ursprungligt meddelande|ursprungligt brev|original message|original-?meddelande|opprinnelig melding|"
    r"oprindelig meddelelse|oprindelig besked|alkuperäinen viesti|ursprüngliche nachricht|mensaje original|"
    r"message d'origine|messaggio originale|oorspronkelijk bericht|svar på meddelande|reply message"
)
_FORWARDED = (
    r"forwarded message|forwarded by [^\n]{1,80}|vidarebefordrat meddelande|vidarebefordrat brev|vidaresänt meddelande|"
    r"vidarebefordrat mejl|videresendt melding|videresendt meddelelse|videresendt besked|edelleenlähetetty viesti|"
    r"välitetty viesti|weitergeleitete nachricht|message transféré|mensaje reenviado"
)
_BEGIN_FORWARDED = (
    r"begin forwarded message|vidarebefordrat brev|vidarebefordrat meddelande|börja vidarebefordrat meddelande|"
    r"start på videresendt (?:besked|melding)|aloita edelleenlähetetty viesti|"
    r"anfang der weitergeleiteten (?:nachricht|e-mail)"
)
_DIVIDER = re.compile(
    rf"^[ \t>*]*+(?:[-_=]{{2,}}+[ \t]*+(?:(?P<original>{_ORIGINAL})|(?P<forwarded>{_FORWARDED}))[ \t]*[-_=]{{2,}}\*?"
    rf"|(?P<begin>{_BEGIN_FORWARDED}):)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
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
    if _DIVIDER.search(text):
        marks.extend(_first_divider(lines))
    if _ANY_FROM.search(text):
        marks.extend(_first_block(lines))
    if len(marks) < 2:
        return marks
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found


def is_attribution(words: str) -> bool:
    """Whether a text reads as an attribution."""
    return _VERB.search(words) is not None and _DATE.search(words) is not None


def _attributions(lines: Sequence[str]) -> list[Mark]:
    marks: list[Mark] = []
    last_end = 0
    for number, line in enumerate(lines):
        if line and line[-1] in ":-：" and len(line) < _MAX_LINE:
            mark = _attribution_ending(lines, number, last_end)
            if mark is not None:
                marks.append(mark)
                last_end = mark.end
    return marks


def _attribution_ending(lines: Sequence[str], last: int, first: int) -> Mark | None:
    """Return the attribution that ends with a line, taking in as many lines above as it needs."""
    if lines[last][-1] == "-" and not (lines[last].endswith("---") and _VERB.search(lines[last])):
        return None
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
        match = _DIVIDER.match(line) if len(line) < _MAX_LINE else None
        if match is not None:
            kind = Kind.REPLIED if match["original"] else Kind.FORWARDED
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
        end, kinds = _end_of_labels(lines, number)
        if ("sent" in kinds or "timed" in kinds) and ("to" in kinds or "subject" in kinds):
            yield Mark(kind=Kind.REPLIED, start=number, end=end, is_certain=True)
            return


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
