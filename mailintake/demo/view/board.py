"""The state of the story as it is seen: gathered from its events, one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from mailintake.demo.view.events import DayPassed, DeskWork, Event, MailArrived, MailJudged, MailSent, StaffDecided
from mailintake.domain.decision import Outcome
from mailintake.domain.ledger import Disposition
from mailintake.domain.outbox import MailKind

_KEPT = frozenset({Disposition.KEPT, Disposition.HELD})


@dataclass(kw_only=True, slots=True)
class Row:
    """One mail in the mailbox and what came of it so far."""

    arrived: MailArrived
    judged: MailJudged | None = None
    decided: StaffDecided | None = None
    sent: list[MailSent] = field(default_factory=list)

    @property
    def is_waiting_for_staff(self) -> bool:
        """Whether a person has yet to decide about it."""
        return self.judged is not None and self.judged.outcome is Outcome.REVIEW and self.decided is None

    @property
    def is_as_expected(self) -> bool:
        """Whether it was judged as the story expects."""
        judged, arrived = self.judged, self.arrived
        return judged is not None and (judged.label, judged.outcome) == (
            arrived.expected_label,
            arrived.expected_outcome,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The counters."""

    in_mailbox: int
    kept: int
    left: int
    review: int  # waiting for staff now
    answered: int
    reminded: int
    digests: int


@dataclass(kw_only=True, slots=True)
class Board:
    """Everything that has happened so far."""

    rows: dict[str, Row] = field(default_factory=dict)
    sent: list[MailSent] = field(default_factory=list)
    now: datetime | None = None
    notable: str = ""

    def take(self, event: Event) -> None:
        """Note what happened. An event about a mail that never arrived is an error of the caller: KeyError."""
        if isinstance(event, MailArrived):
            self.rows[event.key] = Row(arrived=event)
            self.now = event.at
        elif isinstance(event, MailJudged):
            self.rows[event.key].judged = event
        elif isinstance(event, StaffDecided):
            self.rows[event.key].decided = event
            self.now = event.at
        elif isinstance(event, MailSent):
            self.sent.append(event)
            if event.answers:
                self.rows[event.answers].sent.append(event)
        elif isinstance(event, DeskWork):
            self.now = event.at
            self.notable = f"Staff: {event.what}"
        elif isinstance(event, DayPassed):
            self.now = event.at
            self.notable = event.notable or self.notable

    def figures(self) -> Figures:
        """Return the counters as they stand."""
        judged = [row.judged for row in self.rows.values() if row.judged is not None]
        kinds = Counter(mail.kind for mail in self.sent)
        return Figures(
            in_mailbox=len(self.rows),
            kept=sum(one.disposition in _KEPT for one in judged),
            left=sum(one.disposition not in _KEPT for one in judged),
            review=sum(row.is_waiting_for_staff for row in self.rows.values()),
            answered=kinds[MailKind.ACKNOWLEDGEMENT],
            reminded=kinds[MailKind.REMINDER],
            digests=kinds[MailKind.DIGEST],
        )
