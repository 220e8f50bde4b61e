"""Promise the automatic answer that a mail is due, within the ladder of caps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from mailintake.domain.acknowledgement import (
    AnswerPolicy,
    Permission,
    Reason,
    may_acknowledge,
    recipient_of_answer,
    refuse,
)
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import AnswerCounts, History
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Message
from mailintake.domain.outbox import NewMail
from mailintake.jobs.ports.notify import Composer

ANSWERED_LABELS = frozenset({Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE, Label.QUESTION})


@dataclass(kw_only=True, slots=True)
class Tally:
    """Answers promised since the register was asked: the caps count them too, as the register does."""

    promised: list[frozenset[str]] = field(default_factory=list)  # whom each answers and where it goes, lower case
    by_domain: Counter[str] = field(default_factory=Counter)  # of where they go

    def promise(self, sender: str, recipient: str) -> None:
        """Count one answer to a sender, which goes to an address."""
        self.promised.append(frozenset({sender.lower(), recipient.lower()}))
        self.by_domain[_domain(recipient)] += 1

    def added_to(self, counts: AnswerCounts, sender: str, recipient: str) -> AnswerCounts:
        """Return the register's counts for a sender, and where an answer would go, with what was promised since."""
        mine = {sender.lower(), recipient.lower()}
        return replace(
            counts,
            to_sender_today=counts.to_sender_today + sum(not mine.isdisjoint(each) for each in self.promised),
            to_domain_this_hour=counts.to_domain_this_hour + self.by_domain[_domain(recipient)],
            this_hour=counts.this_hour + len(self.promised),
        )


def permission_for(
    message: Message, decision: Decision, history: History, policy: AnswerPolicy, tally: Tally
) -> Permission | None:
    """Return whether a mail may be answered now; None where staff decide what it is first."""
    if decision.outcome is Outcome.REVIEW:
        return None
    if decision.outcome is Outcome.LEAVE or decision.label not in ANSWERED_LABELS or decision.is_records_request:
        return refuse(Reason.NOT_FOR_US)
    answers = tally.added_to(history.answers, message.from_address, recipient_of_answer(message))
    return may_acknowledge(message, replace(history, answers=answers), policy)


def answer_to(
    message: Message,
    decision: Decision,
    registration: Registration | None,
    permission: Permission | None,
    *,
    composer: Composer,
    now: datetime,
) -> tuple[NewMail, ...]:
    """Return the answer that is promised: one mail, or none."""
    if permission is None or not permission.allowed:
        return ()
    return (composer.acknowledgement(message, decision, registration, permission.recipient, now),)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
