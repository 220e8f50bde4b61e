"""What people have decided: told in the order they did, to whoever learns from it, and whether there is more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, message, registration, unreadable

from mailintake.domain.comment import Role
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.history import AnswerCounts, History
from mailintake.domain.tray import HumanDecision

HOUR = timedelta(hours=1)
DOUBT = decision(outcome=Outcome.REVIEW)
SPAM = decision(Label.SPAM, Outcome.LEAVE)


def decide(register: Any, item_id: int, decided: Any = SPAM, **fields: Any) -> None:
    values: dict[str, Any] = {"registration": None, "answers": (), "by": "Eva", "now": NOW + HOUR}
    register.decide(item_id, decided, **(values | fields))


def undo(register: Any, item_id: int) -> None:
    register.undo(item_id, by="Per", now=NOW + 2 * HOUR)


def test_no_decision_of_a_machine_is_a_persons(register):
    register.record(batch(kept(1, None, DOUBT), kept(2, registration=registration(2))))

    assert (list(register.human_decisions()), register.human_decisions_mark()) == ([], 0)


def test_a_persons_decision_is_told_with_the_mail_and_who_made_it(register):
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1)

    assert list(register.human_decisions()) == [
        HumanDecision(message=message(1), history=History(), decision=SPAM, decided_by="Eva", decided_at=NOW + HOUR)
    ]


def test_decisions_are_told_in_the_order_they_were_made(register):
    register.record(batch(*(kept(uid, None, DOUBT) for uid in range(1, 5))))
    for item_id in (3, 1, 4, 2):
        decide(register, item_id)
    undo(register, 1)
    decide(register, 1)
    undo(register, 4)

    assert [each.message.sha256 for each in register.human_decisions()] == [message(n).sha256 for n in (3, 2, 1)]


def test_many_decisions_are_all_told(register):
    for first in range(1, 251, 50):
        register.record(batch(*(kept(uid, None, DOUBT) for uid in range(first, first + 50))))
    for item_id in range(1, 251):
        decide(register, item_id)

    assert [each.message.message_id for each in register.human_decisions()] == [
        message(uid).message_id for uid in range(1, 251)
    ]


def test_decisions_can_be_made_while_others_are_told(register):
    register.record(batch(kept(1, None, DOUBT), kept(2, None, DOUBT)))
    decide(register, 1)
    told = register.human_decisions()
    first = next(told)
    decide(register, 2)

    assert first.message == message(1)


def test_a_mail_that_could_not_be_read_teaches_nothing(register):
    register.record(batch(kept(1, unreadable(1), DOUBT), kept(2, None, DOUBT)))
    decide(register, 1)
    decide(register, 2)

    assert [each.message for each in register.human_decisions()] == [message(2)]


def test_what_was_known_before_the_mail_is_told_and_nothing_that_came_of_it(register):
    received = {uid: NOW + uid * HOUR for uid in (1, 2, 3, 4)}
    for uid in (1, 2):
        told = registration(uid, received_at=received[uid])
        register.record(
            batch(kept(uid, message(uid, received_at=received[uid]), registration=told, answers=(mail(uid),)))
        )
    answer = message(3, received_at=received[3], in_reply_to=(mail(2).message_id,))
    register.record(batch(kept(3, answer, DOUBT)))
    decided = decision(Label.SUPPLEMENT, joins=2, role=Role.ADDITION)
    joined = registration(3, joins=2, role=Role.ADDITION, kind=Label.SUPPLEMENT, received_at=received[3])
    decide(register, 3, decided, registration=joined)
    later = registration(4, received_at=received[4])
    register.record(batch(kept(4, message(4, received_at=received[4]), registration=later)))

    [told] = register.human_decisions()
    assert [comment.id for comment in told.history.comments_of_sender] == [2, 1]
    assert (told.history.replies_to.comment_id, told.history.replies_to.recipient) == (2, SENDER)
    assert (told.history.answers, told.history.referenced) == (AnswerCounts(), None)


def test_the_mark_changes_whenever_a_person_decides_or_undoes_and_never_else(register):
    marks = [register.human_decisions_mark()]

    def note() -> None:
        marks.append(register.human_decisions_mark())

    register.record(batch(kept(1, None, DOUBT)))
    note()
    decide(register, 1)
    note()
    undo(register, 1)
    note()
    decide(register, 1, decision(), registration=registration(1), answers=[mail(1)])
    note()
    register.claim(NOW + HOUR, NOW + 2 * HOUR, 1)
    note()

    assert marks == [0, 0, 1, 2, 3, 3]
