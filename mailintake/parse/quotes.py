"""A mail's text taken apart: the sender's own new words, what is quoted of earlier mail, and the signature.

Every line goes to one of the three, in one pass, and in doubt it stays with the words: a quote that nobody is said to
have written, or one in the middle of the sender's own text, may be a citation which that text is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from mailintake.parse.quote_marks import RULE, Kind, Mark, answers_within, find_marks, is_attribution
from mailintake.parse.signatures import banner_end, is_mark, signature_start

MAX_LOOKED_AT = 300_000  # characters; what stands below is taken for the sender's own words as it is
_MAX_FORWARDS = 3  # a mail passed on within a mail passed on …; deeper ones are quoted
_MAX_CONTEXT = 6  # lines of what is answered that are kept with an answer as they stand
_CUT_CONTEXT = 3  # lines that are kept of more
_MAX_ANNOUNCEMENT = 300  # characters: who says more than that the answers stand below has answered above

_QUOTE = re.compile(r"[ \t]{0,3}>|[A-Z]{1,3}>(?: |$)")
_QUOTE_MARK = re.compile(r"^[ \t]*> ?")
_BLANK_RUN = "\n" * 5
_BLANK_RUNS = re.compile(r"\n{6,}")
_FORWARD_SUBJECT = re.compile(r"\s*(?:vb|fwd?|vl|wg|tr|vidarebefordrat)\s*:", re.IGNORECASE)
_REPLY_SUBJECT = re.compile(r"\s*(?:sv|re|aw|svar|antw?|odp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The three kinds of lines in a mail."""

    text: str
    quoted: str = ""
    signature: str = ""


class _Owner(Enum):
    """Whose a line is."""

    SENDER = auto()
    EARLIER = auto()
    SIGNATURE = auto()


def split_words(text: str, subject: str = "") -> Words:
    """Take a mail's text apart; the subject tells whether it passes on a mail or answers one."""
    end = text.find("\n", MAX_LOOKED_AT) if len(text) > MAX_LOOKED_AT else -1
    text, rest = (text[:end], text[end:]) if end >= 0 else (text, "")
    lines = [line.rstrip() for line in text.split("\n")]
    text = "\n".join(lines)
    if _BLANK_RUN in text:
        text = _BLANK_RUNS.sub(_BLANK_RUN, text)
        lines = text.split("\n")
    begin = banner_end(lines)
    if begin:
        banner, lines = lines[:begin], lines[begin:]
        text = "\n".join(lines)
    else:
        banner = []
    marks = find_marks(text, lines)
    if not marks and ">" not in text:
        start = signature_start(lines, has_words_above=False) if not rest else len(lines)
        own, quoted, signature = lines[:start], [], lines[start:]
    else:
        split = _Split(lines, marks, subject)
        split.settle()
        own, quoted, signature = (split.owned_by(owner) for owner in _Owner)
    return Words(text=_join([*own, rest]).lstrip(" "), quoted=_join(quoted), signature=_unmarked([*banner, *signature]))


def is_reply_subject(subject: str) -> bool:
    """Whether a subject says that the mail answers another."""
    return _REPLY_SUBJECT.match(subject) is not None


class _Split:
    """One text, and for each of its lines whose it is: the sender's until something says otherwise."""

    def __init__(self, lines: list[str], marks: list[Mark], subject: str, depth: int = 0) -> None:
        self.lines = lines
        self.owners = [_Owner.SENDER] * len(lines)
        self._subject = subject
        self._depth = depth
        self._is_led = False  # the text opens with a quote that somebody is said to have written
        self._quotes = [">" in line and _QUOTE.match(line) is not None for line in lines]
        self._marks = marks
        for mark in marks:
            self._quotes[mark.start : mark.end] = [False] * (mark.end - mark.start)

    def owned_by(self, owner: _Owner) -> list[str]:
        """Return the lines of one owner, in order."""
        return [line for line, its in zip(self.lines, self.owners, strict=True) if its is owner]

    def settle(self) -> None:
        """Decide for every line."""
        has_words = False
        seen = 0
        for mark in self._marks:
            has_words = has_words or any(map(self._is_word, range(seen, mark.start)))
            seen = mark.start
            if self._take(mark, has_words=has_words):
                break
        self._give_trailing_quotes()
        self._give_signature()
        self._give_trailing_quotes()
        if self._is_led or self._first_word() is None:
            self._give_other_quotes()
        elif self._marks:
            # What stands above the first mark is the sender's own citation.
            first = self._marks[0].start
            self._shorten_quotes([run for run in self._kept_runs() if run[0] > first])

    def _take(self, mark: Mark, *, has_words: bool) -> bool:
        """Give away what a mark introduces, knowing whether the sender's words stand above; True if nothing is left."""
        is_before_quote = self._is_before_quote(mark.end)
        is_marked = mark.kind is Kind.ATTRIBUTION or (is_before_quote and not has_words)
        if mark.kind is Kind.FORWARDED or not is_marked:
            self._take_mail(mark, has_words=has_words)
            return True
        if is_before_quote:
            self._is_led = self._is_led or not has_words
        elif not mark.is_certain:
            return False
        elif has_words:
            self._give(mark.start, len(self.lines))
            return True
        self._give(mark.start, mark.end)
        return False

    def _take_mail(self, mark: Mark, *, has_words: bool) -> None:
        start = mark.start
        while start and (not self.lines[start - 1] or RULE.fullmatch(self.lines[start - 1])):
            start -= 1
        above = sum(map(len, self.lines[:start]))
        if has_words and above < _MAX_ANNOUNCEMENT and answers_within("\n".join(self.lines[:start])):
            # Which of the words below are the sender's cannot be told, so that all are kept.
            self._give(start, mark.end)
            return
        if self._depth == _MAX_FORWARDS or not self._passes_on(mark, has_words=has_words):
            self._give(start, len(self.lines))
            return
        # The mail that is passed on is what the sender has to say: only its header and its own quotes are given away.
        self._give(start, mark.end)
        below = self.lines[mark.end :]
        if self.lines[mark.start].lstrip().startswith(">"):
            below = [_QUOTE_MARK.sub("", line, count=1) for line in below]
        inner = _Split(below, find_marks("\n".join(below), below), "", self._depth + 1)
        inner.settle()
        self.lines[mark.end :] = inner.lines
        self.owners[mark.end :] = inner.owners
        # The quotes in there have been dealt with.
        self._quotes[mark.end :] = [False] * len(inner.lines)

    def _passes_on(self, mark: Mark, *, has_words: bool) -> bool:
        is_reply = is_reply_subject(self._subject)
        if not has_words:
            return mark.kind is Kind.FORWARDED or not is_reply
        if _FORWARD_SUBJECT.match(self._subject):
            return True
        return mark.kind is Kind.FORWARDED and bool(self._subject.strip()) and not is_reply

    def _give_trailing_quotes(self) -> None:
        first = self._first_word()
        for number in range(len(self.lines) - 1, -1 if first is None else first, -1):
            if self.owners[number] is _Owner.SENDER and self.lines[number]:
                if not self._quotes[number] or first is None:
                    return
                self.owners[number] = _Owner.EARLIER

    def _give_signature(self) -> None:
        own: list[int] = []
        for number, owner in enumerate(self.owners):
            if owner is _Owner.SENDER:
                own.append(number)
                # Words below a quote are an answer to it, whatever stands above.
                if self._quotes[number]:
                    own.clear()
        first = self._first_word()
        has_words_above = bool(own) and first is not None and first < own[0]
        start = signature_start([self.lines[number] for number in own], has_words_above=has_words_above)
        for number in own[start:]:
            self.owners[number] = _Owner.SIGNATURE

    def _give_other_quotes(self) -> None:
        """Give away the quotes that somebody is said to have written, in a mark or within the quote itself."""
        runs = self._kept_runs()
        if len(runs) > 1 and self._first_word() is not None:
            # Answers between the quotes: each keeps the end of what it answers.
            self._shorten_quotes(runs)
            return
        quoted = [number for run in runs for number in run]
        if self._is_led or any(is_attribution(self.lines[number][:500]) for number in quoted):
            for number in quoted:
                self.owners[number] = _Owner.EARLIER

    def _kept_runs(self) -> list[list[int]]:
        """Return the quotes that nobody has been given yet, as runs of lines with no words between."""
        runs: list[list[int]] = []
        is_going_on = False
        for number, is_quote in enumerate(self._quotes):
            if self.owners[number] is not _Owner.SENDER:
                continue
            if is_quote:
                if not is_going_on:
                    runs.append([])
                runs[-1].append(number)
                is_going_on = True
            elif self.lines[number]:
                is_going_on = False
        return runs

    def _shorten_quotes(self, runs: list[list[int]]) -> None:
        """Keep of long quotes the last lines: what an answer answers."""
        for run in runs:
            said = [number for number in run if self.lines[number].strip("> \t")]
            if len(said) > _MAX_CONTEXT:
                for number in run:
                    if number < said[-_CUT_CONTEXT]:
                        self.owners[number] = _Owner.EARLIER

    def _first_word(self) -> int | None:
        return next(filter(self._is_word, range(len(self.lines))), None)

    def _is_word(self, number: int) -> bool:
        return bool(self.lines[number]) and self.owners[number] is _Owner.SENDER and not self._quotes[number]

    def _is_before_quote(self, start: int) -> bool:
        following = next((number for number in range(start, len(self.lines)) if self.lines[number]), None)
        return following is not None and self._quotes[following]

    def _give(self, start: int, end: int) -> None:
        self.owners[start:end] = [_Owner.EARLIER] * (end - start)


def _join(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n")


def _unmarked(lines: list[str]) -> str:
    """Return a signature without the line that sets it off."""
    return _join(line for line in lines if not is_mark(line))
