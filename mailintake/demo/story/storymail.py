"""One mail of the story: when it comes, who writes it with what, what it answers and what should become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from mailintake.demo.mailcraft import Letter, craft, delivery_report, read_earlier, read_receipt, subject_of
from mailintake.demo.story.ours import stand_in
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.outbox import MailKind

# Finds the newest mail of ours of a kind to an address, whole as it was sent; None where none was sent.
Find = Callable[[MailKind, str], bytes | None]


class NothingToAnswerError(LookupError):
    """The mail of ours that a story mail answers was never sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OurMail:
    """A mail of ours that a story mail answers or reports."""

    kind: MailKind
    recipient: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounce:
    """A story mail is a delivery report on the mail of ours that it answers."""

    status: str  # enhanced status code (RFC 3463)
    diagnostic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadReceipt:
    """A story mail is a receipt that the mail of ours that it answers was read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryMail:
    """A mail that arrives while the story is played."""

    letter: Letter  # without what it answers: that is known when the story is played
    answers: OurMail | StoryMail | None
    report: Bounce | ReadReceipt | None
    expected_label: Label
    expected_outcome: Outcome
    gloss: str  # what it is about, in one English line

    @property
    def key(self) -> str:
        """Its name in the story."""
        return self.letter.key

    @property
    def at(self) -> datetime:
        """When it arrives, aware, in Swedish time."""
        return self.letter.at

    @property
    def sender(self) -> str:
        """The address that it comes from."""
        return self.letter.sender.address

    def build(self, find: Find = stand_in) -> bytes:
        """Return the mail's bytes as they lie in the mailbox.

        ``find`` gives the mail of ours that it answers; the one that stands in for it makes the same bytes always.
        Raises NothingToAnswerError where ``find`` gives none: nobody answers a mail that never came.
        """
        earlier = self._earlier(find)
        if isinstance(self.report, Bounce):
            return delivery_report(self.letter, earlier, status=self.report.status, diagnostic=self.report.diagnostic)
        if isinstance(self.report, ReadReceipt):
            return read_receipt(self._answering(earlier), earlier)
        return craft(self._answering(earlier))

    def subject(self, find: Find = stand_in) -> str:
        """Return the subject as the mail bears it: an answer's is made of the mail it answers. Raises as ``build``."""
        return subject_of(self._answering(self._earlier(find)))

    def _answering(self, earlier: bytes) -> Letter:
        return replace(self.letter, answers=read_earlier(earlier)) if earlier else self.letter

    def _earlier(self, find: Find) -> bytes:
        """Return the mail that this one answers, empty where it answers none."""
        if self.answers is None:
            return b""
        if isinstance(self.answers, StoryMail):
            return self.answers.build(find)
        sent = find(self.answers.kind, self.answers.recipient)
        if sent is None:
            raise NothingToAnswerError(f"{self.key}: no {self.answers.kind} was sent to {self.answers.recipient}")
        return sent
