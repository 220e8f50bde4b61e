"""A comment gets its diary number, and its sender is told where our answer has reached them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes.kept_mail import NOW, SENDER, batch, kept, mail, message, registration

from mailintake.domain.ledger import Settlement
from mailintake.domain.outbox import MailKind, OutboxState
from mailintake.errors import NotFoundError

LATER = NOW + timedelta(days=1)


def _notice(number: int = 100, **fields):
    return mail(number, MailKind.REGISTERED, **({"subject_key": "registered:LÖK-1:KS 2018/1"} | fields))


@pytest.fixture
def registered(register) -> int:
    """One comment, whose answer waits to be sent."""
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))
    return register.comment(registration(1).reference).id


def test_a_comment_keeps_the_number_that_a_person_set_and_what_is_told_of_it_waits(register, registered) -> None:
    register.set_diary_number(registered, "KS 2018/1", mails=[_notice()], by="Eva", now=LATER)

    assert register.comment(registration(1).reference).diary_number == "KS 2018/1"
    assert [(each.mail.kind, each.state) for each in register.outbox([], 9)] == [
        (MailKind.REGISTERED, OutboxState.WAITING),
        (MailKind.ACKNOWLEDGEMENT, OutboxState.WAITING),
    ]
    assert register.verify() == []


def test_a_notice_that_was_queued_before_is_not_queued_again(register, registered) -> None:
    for _ in range(2):
        register.set_diary_number(registered, "KS 2018/1", mails=[_notice()], by="Eva", now=LATER)

    assert len(register.outbox([], 9)) == 2


def test_no_number_is_set_for_a_comment_that_is_not_there(register, registered) -> None:
    with pytest.raises(NotFoundError):
        register.set_diary_number(registered + 1, "KS 2018/1", mails=[_notice()], by="Eva", now=LATER)

    assert [each.mail.kind for each in register.outbox([], 9)] == [MailKind.ACKNOWLEDGEMENT]


def test_the_answer_that_may_have_reached_the_sender_is_found_and_no_notice_is_taken_for_it(
    register, registered
) -> None:
    register.set_diary_number(registered, "KS 2018/1", mails=[_notice()], by="Eva", now=LATER)

    found = register.arrived_acknowledgement(registered)

    assert (found.mail.kind, found.mail.recipient) == (MailKind.ACKNOWLEDGEMENT, SENDER)
    assert register.arrived_acknowledgement(registered + 1) is None


def test_an_answer_that_failed_has_reached_nobody(register, registered) -> None:
    [answer] = register.outbox([], 9)
    register.fail(answer.id, "550 no such user", LATER)

    assert register.arrived_acknowledgement(registered) is None


def test_an_answer_that_came_back_has_reached_nobody(register, registered) -> None:
    [answer] = register.outbox([], 9)
    register.mark_sent(answer.id, LATER)
    proof = Settlement(message_id=answer.mail.message_id, has_arrived=False, proof="5.1.1 no such user")
    register.record(batch(kept(2, message(2), settlements=(proof,)), now=LATER))

    assert register.arrived_acknowledgement(registered) is None
