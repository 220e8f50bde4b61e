from __future__ import annotations

from datetime import timedelta

import pytest
from fakes.jobs import CONSULTATION, NOW, Poll, mail
from fakes.mailbox import FakeMailbox

from mailintake.domain.comment import CommentStatus, Role
from mailintake.domain.decision import Label
from mailintake.domain.outbox import OutboxState
from mailintake.errors import NotFoundError, StoreConflictError, UsageError
from mailintake.jobs.decide import Verdict, decide, undo
from mailintake.jobs.judging import Bench
from mailintake.register.memory import MemoryRepository

BY = "Karin Lindmark"
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("started")


@pytest.fixture
def doubtful(poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository) -> int:
    mailbox.append("INBOX", mail("perhaps a comment"))
    poll_inbox()
    return register.waiting()[0].id


def _deliver(register: MemoryRepository) -> None:
    for each in register.claim(NOW, NOW + HOUR, 9):
        register.mark_final(each.id, NOW)
        register.mark_sent(each.id, NOW)


def test_an_undone_decision_leaves_the_mail_waiting_and_its_answer_unsent(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)

    undone = undo(register, doubtful, by="Bo", now=NOW + HOUR)

    assert (undone.before.decision.label, undone.before.decided_by, undone.item.decided_by) == (
        Label.COMMENT, BY, "machine",
    )  # fmt: skip
    assert undone.is_waiting
    assert undone.is_recalled
    assert [comment.status for comment in register.comments(CONSULTATION)] == [CommentStatus.UNDONE]
    assert register.claim(NOW + HOUR, NOW + 2 * HOUR, 9) == []


def test_decided_anew_the_mail_has_the_same_reference_and_its_sender_one_answer(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    first, _ = decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)
    undo(register, doubtful, by=BY, now=NOW + HOUR)

    again, why = decide(register, tools, doubtful, Verdict(label=Label.DECLINE, by=BY), NOW + 2 * HOUR)

    assert first.comment is not None
    assert again.comment is not None
    assert (again.comment.reference, again.comment.kind) == (first.comment.reference, "decline")
    assert why == "The sender may get an automatic answer."
    assert [one.state for one in register.outbox([], 10)] == [OutboxState.WAITING]


def test_an_answer_in_a_thread_that_was_taken_back_may_be_promised_again(
    register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    [acknowledged] = register.outbox([], 9)
    mailbox.append("INBOX", mail("perhaps a comment", answers=acknowledged.mail.message_id))
    poll_inbox()
    [item] = register.waiting()
    told = []
    for hours in range(3):
        told.append(decide(register, tools, item.id, Verdict(label=Label.SUPPLEMENT, by=BY), NOW + hours * HOUR)[1])
        undo(register, item.id, by=BY, now=NOW + hours * HOUR)

    assert told == ["The sender may get an automatic answer."] * 3


def test_an_answer_that_was_sent_stays_and_there_is_no_second_one(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)
    _deliver(register)

    undone = undo(register, doubtful, by=BY, now=NOW + HOUR)
    decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW + 2 * HOUR)

    assert undone.acknowledgement is not None
    assert (undone.acknowledgement.state, undone.acknowledgement.sent_at) == (OutboxState.SENT, NOW)
    assert not undone.is_recalled
    assert [one.state for one in register.outbox([], 10)] == [OutboxState.SENT]


def test_what_the_machine_had_done_is_done_again_and_waits_for_nobody(
    register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    before = register.comments(CONSULTATION)
    decide(register, tools, 1, Verdict(label=Label.UNRELATED, by=BY), NOW)

    undone = undo(register, 1, by=BY, now=NOW + HOUR)

    assert register.comments(CONSULTATION) == before
    assert (undone.is_waiting, undone.is_recalled) == (False, False)
    assert [one.state for one in register.outbox([], 10)] == [OutboxState.WAITING]


def test_an_answer_that_had_been_dropped_by_hand_is_not_told_as_taken_back(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    decide(register, tools, doubtful, Verdict(label=Label.COMMENT, by=BY), NOW)
    register.drop(1, BY, NOW)

    assert not undo(register, doubtful, by=BY, now=NOW).is_recalled


def test_there_is_nothing_to_undo_where_no_person_has_decided(
    doubtful: int, register: MemoryRepository, tools: Bench
) -> None:
    with pytest.raises(StoreConflictError):
        undo(register, doubtful, by=BY, now=NOW)
    decide(register, tools, doubtful, Verdict(label=Label.SPAM, by=BY), NOW)
    undo(register, doubtful, by=BY, now=NOW)
    with pytest.raises(StoreConflictError):
        undo(register, doubtful, by=BY, now=NOW)
    with pytest.raises(NotFoundError):
        undo(register, 4711, by=BY, now=NOW)


@pytest.mark.parametrize("name", ["", " ", "machine", "Machine "])
def test_nobody_decides_or_undoes_in_the_name_of_the_machine(
    doubtful: int, register: MemoryRepository, tools: Bench, name: str
) -> None:
    with pytest.raises(UsageError, match="--by NAME"):
        decide(register, tools, doubtful, Verdict(label=Label.SPAM, by=name), NOW)
    decide(register, tools, doubtful, Verdict(label=Label.SPAM, by=BY), NOW)
    with pytest.raises(UsageError, match="--by NAME"):
        undo(register, doubtful, by=name, now=NOW)

    assert register.item(doubtful).decided_by == BY


def test_a_supplement_that_is_undone_leaves_its_comment(
    doubtful: int, register: MemoryRepository, tools: Bench, poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    decide(register, tools, doubtful, Verdict(label=Label.SUPPLEMENT, role=Role.WITHDRAWAL, by=BY), NOW)
    between = [comment.status for comment in register.comments(CONSULTATION)]

    undo(register, doubtful, by=BY, now=NOW)

    assert (between, [comment.status for comment in register.comments(CONSULTATION)]) == (
        [CommentStatus.WITHDRAWN],
        [CommentStatus.STANDING],
    )
