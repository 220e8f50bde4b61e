from __future__ import annotations

import pytest
from fakes.consultations import lulea
from fakes.jobs import CONSULTATION, NOW, Poll, mail
from fakes.mailbox import FakeMailbox

from mailintake.domain.comment import Role
from mailintake.domain.decision import Label, Outcome
from mailintake.errors import NotFoundError, StoreConflictError, UsageError
from mailintake.jobs.decide import Verdict, decide
from mailintake.jobs.judging import Bench
from mailintake.register.memory import MemoryRepository

BY = "Karin Lindmark"

pytestmark = pytest.mark.usefixtures("started")


@pytest.fixture
def doubtful(poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository) -> int:
    mailbox.append("INBOX", mail("perhaps a comment"))
    poll_inbox()
    return register.waiting()[0].id


def test_a_doubtful_mail_that_a_person_calls_a_comment_is_registered_and_answered(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    item, why = decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)

    assert item.comment is not None
    assert (item.decided_by, item.decision.label, item.decision.outcome) == (BY, Label.COMMENT, Outcome.ACT)
    assert why == "The sender may get an automatic answer."
    assert [one.mail.recipient for one in register.outbox([], 10)] == ["anna@forening.example"]
    assert register.waiting() == []


def test_a_doubtful_mail_that_a_person_calls_unrelated_is_neither_registered_nor_answered(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    item, _ = decide(register, tools, doubtful, Verdict(label=Label.UNRELATED, by=BY), NOW)

    assert item.comment is None
    assert register.outbox([], 10) == []
    assert register.comments(CONSULTATION) == ()


def test_a_decision_of_a_person_is_not_made_twice(doubtful: int, register: MemoryRepository, tools: Bench) -> None:
    decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)

    with pytest.raises(StoreConflictError):
        decide(register, tools, doubtful, Verdict(label=Label.UNRELATED, by="Bo"), NOW)

    assert len(register.outbox([], 10)) == 1


def test_a_supplement_joins_the_comment_that_is_named(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    [comment] = register.comments(CONSULTATION)

    item, _ = decide(
        register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, role=Role.CORRECTION, joins=comment.id, by=BY), NOW
    )

    assert item.comment == comment
    assert len(register.comments(CONSULTATION)) == 1


def test_a_supplement_to_nothing_is_refused_with_what_to_do(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    with pytest.raises(UsageError, match="no earlier comment"):
        decide(register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, by=BY), NOW)


def test_lateness_is_asked_anew_for_the_consultation_that_a_person_names(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    late = lulea()

    item, _ = decide(register, tools, doubtful, Verdict(label=Label.UNRELATED, consultation=late, by=BY), NOW)

    assert item.decision.is_late is late.is_late(item.reading.received_at)


def test_a_mail_that_could_not_be_read_cannot_be_registered_but_can_be_put_aside(
    register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("unreadable"))
    poll_inbox()
    [item] = register.waiting()

    with pytest.raises(UsageError, match="could not be read"):
        decide(register, tools, item.id, Verdict(label=Label.COMMENT, by=BY), NOW)
    decide(register, tools, item.id, Verdict(label=Label.SPAM, by=BY), NOW)

    assert register.waiting() == []


def test_an_item_that_is_not_there_is_said_so(register: MemoryRepository, tools: Bench) -> None:
    with pytest.raises(NotFoundError):
        decide(register, tools, 4711, Verdict(label=Label.SPAM, by=BY), NOW)
