"""What becomes of the answer to a mail whose decision a person takes back: dropped unsent, or never said twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, registration

from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.inquiry import Inquiry
from mailintake.domain.outbox import OutboxState

HOUR = timedelta(hours=1)
DOUBT = decision(outcome=Outcome.REVIEW)
NONE_OF_OURS = decision(Label.UNRELATED, Outcome.LEAVE)


def decide(register: Any, item_id: int, decided: Decision, *, hours: int = 1, **fields: Any) -> None:
    values: dict[str, Any] = {"registration": None, "answers": (), "by": "Eva", "now": NOW + hours * HOUR}
    register.decide(item_id, decided, **(values | fields))


def undo(register: Any, *, hours: int = 2) -> None:
    register.undo(1, by="Per", now=NOW + hours * HOUR)


@pytest.fixture
def registered(register) -> Any:
    """A doubtful mail that a person has registered as a comment; its answer waits."""
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1, decision(), registration=registration(1), answers=[mail(1)])
    return register


@pytest.mark.parametrize("is_claimed", [False, True])
def test_an_answer_that_nobody_has_yet_is_dropped(registered, is_claimed):
    if is_claimed:
        registered.claim(NOW, NOW + 9 * HOUR, 1)
    undo(registered)

    assert registered.acknowledgement(1).state is OutboxState.DROPPED
    assert (registered.mark_final(1, NOW), registered.claim(NOW + 9 * HOUR, NOW + 9 * HOUR, 9)) == (False, [])


def _sent(register: Any) -> None:
    register.mark_final(1, NOW)
    register.mark_sent(1, NOW)


@pytest.mark.parametrize(
    ("became", "state"),
    [
        (_sent, OutboxState.SENT),
        (lambda register: register.mark_final(1, NOW), OutboxState.FINAL),
        (lambda register: register.mark_unknown(1, "lost", NOW), OutboxState.UNKNOWN),
        (lambda register: register.fail(1, "no", NOW), OutboxState.FAILED),
        (lambda register: register.suppress(1, "no", NOW), OutboxState.SUPPRESSED),
    ],
)
def test_an_answer_that_may_have_gone_stays_and_no_second_one_is_ever_promised(registered, became, state):
    registered.claim(NOW, NOW + 9 * HOUR, 1)
    became(registered)
    undo(registered)
    decide(registered, 1, decision(), registration=registration(1), answers=[mail(1)], hours=3)

    assert [(each.id, each.state) for each in registered.outbox((), 9)] == [(1, state)]
    assert registered.acknowledgement(1).state is state


def test_decided_anew_the_sender_gets_the_answer_that_follows_from_that(registered):
    undo(registered)
    again = mail(1, content=b"Subject: Avst\r\n\r\n.\r\n", created_at=NOW + 3 * HOUR, not_before=NOW + 3 * HOUR)
    decide(registered, 1, decision(), registration=registration(1), answers=[again], hours=3)

    [row] = registered.outbox((), 9)
    assert (row.id, row.mail, row.state) == (1, again, OutboxState.WAITING)
    assert [each.id for each in registered.claim(NOW + 4 * HOUR, NOW + 9 * HOUR, 9)] == [1]


def test_an_answer_that_was_dropped_by_hand_is_not_let_go_by_a_decision(registered):
    registered.drop(1, "Per", NOW)
    undo(registered)
    decide(registered, 1, decision(), registration=registration(1), answers=[mail(1)], hours=3)

    assert registered.acknowledgement(1).state is OutboxState.DROPPED


def test_an_answer_that_staff_let_go_after_all_is_sent_once(registered):
    undo(registered)
    registered.resend(1, "Per", NOW + 3 * HOUR)
    decide(registered, 1, decision(), registration=registration(1), answers=[mail(1)], hours=4)

    assert [each.id for each in registered.claim(NOW + 5 * HOUR, NOW + 9 * HOUR, 9)] == [1]
    assert registered.claim(NOW + 10 * HOUR, NOW + 11 * HOUR, 9) == []


def test_an_answer_of_the_machine_waits_on_when_a_person_has_only_corrected_its_mail(register):
    question = decision(Label.QUESTION)
    register.record(batch(kept(1, None, question, answers=(mail(1),))))
    decide(register, 1, decision(), registration=registration(1), answers=[mail(1)])
    undo(register)

    assert register.acknowledgement(1).state is OutboxState.WAITING
    assert [each.id for each in register.waiting()] == [1]


def test_an_answer_of_the_machine_that_is_being_sent_is_not_broken_off(register):
    register.record(batch(kept(1, None, decision(Label.QUESTION), answers=(mail(1),))))
    decide(register, 1, decision(), registration=registration(1), answers=[mail(1)])
    register.claim(NOW, NOW + 9 * HOUR, 1)
    undo(register)

    assert register.mark_final(1, NOW + 2 * HOUR)


def test_an_answer_that_the_undone_decision_dropped_waits_again(register):
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))
    decide(register, 1, NONE_OF_OURS)
    between = register.acknowledgement(1).state
    undo(register)

    assert (between, register.acknowledgement(1).state) == (OutboxState.DROPPED, OutboxState.WAITING)
    assert [each.id for each in register.claim(NOW + 2 * HOUR, NOW + 9 * HOUR, 9)] == [1]


def test_an_answer_of_a_decision_undone_before_does_not_come_back_with_another_one(registered):
    undo(registered)
    decide(registered, 1, NONE_OF_OURS, hours=3)
    undo(registered, hours=4)

    assert registered.acknowledgement(1).state is OutboxState.DROPPED


def test_an_answer_that_was_taken_back_is_none_that_the_sender_has_had(registered):
    def count() -> int:
        inquiry = Inquiry(content_hash="", answers_to=(), references=(), sender=SENDER)
        return registered.ask([inquiry], NOW)[0].history.answers.to_sender_today

    told = [count()]
    undo(registered)
    told.append(count())
    registered.resend(1, "Per", NOW + 3 * HOUR)
    told.append(count())

    assert told == [1, 0, 1]


def test_a_mail_without_an_answer_has_none(register):
    register.record(batch(kept(1, None, DOUBT)))

    assert register.acknowledgement(1) is None
