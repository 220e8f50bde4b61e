"""The outbox's contract: one row for each kind, subject and recipient; claimed once; what is not known is seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes.kept_mail import NOW, SENDER, batch, kept, mail

from mailintake.domain.outbox import MailKind, OutboxMail, OutboxState

MINUTE = timedelta(minutes=1)
SOON = NOW + 15 * MINUTE
EMPTY = dict.fromkeys((state.value for state in OutboxState), 0)


def states(register: Any) -> list[OutboxState]:
    return [each.state for each in reversed(register.outbox((), 100))]


def claimed_final(register: Any, *mails: Any) -> None:
    register.queue(mails, NOW)
    for each in register.claim(NOW, SOON, 10):
        assert register.mark_final(each.id, NOW)


def test_an_intent_is_stored_once_whoever_queues_it_however_often(open_register):
    queued = [open_register(worker).queue([mail(1), mail(2), mail(1)], NOW) for worker in ("a", "b")]

    assert (queued, states(open_register())) == ([2, 0], [OutboxState.WAITING] * 2)


@pytest.mark.parametrize(
    "again",
    [
        mail(1, message_id="<mailintake.x@lulea.example>"),
        mail(1, message_id="<mailintake.x@lulea.example>", recipient=SENDER.upper()),
        mail(1, subject_key="message:other"),
    ],
)
def test_the_same_kind_subject_and_recipient_or_the_same_message_id_is_the_same_mail(register, again):
    register.queue([mail(1)], NOW)

    assert (register.queue([again], NOW), register.outbox((), 9)[0].mail) == (0, mail(1))


def test_a_queued_mail_comes_back_as_it_is(register):
    reminder = mail(1, MailKind.REMINDER, consultation=None, language="se", not_before=SOON, content=b"\x00\xff\r\n")
    register.queue([reminder], NOW)

    assert register.outbox((), 1) == [
        OutboxMail(
            id=1,
            mail=reminder,
            state=OutboxState.WAITING,
            attempts=0,
            next_attempt_at=SOON,
            sent_at=None,
            error="",
        )
    ]
    assert register.mail(1) == register.outbox((), 1)[0]


def test_an_answer_that_was_queued_before_is_left_as_it_is_when_its_mail_is_recorded(register):
    register.queue([mail(1)], NOW)
    register.record(batch(kept(1, answers=(mail(1, subject="Annat"),))))

    assert [each.mail for each in register.outbox((), 9)] == [mail(1)]


def test_what_is_due_is_claimed_oldest_first_and_counts_as_an_attempt(register):
    late, early = mail(1, not_before=NOW), mail(2, not_before=NOW - MINUTE)
    register.queue([late, early, mail(3, not_before=NOW + MINUTE)], NOW)

    claimed = register.claim(NOW, SOON, 10)

    assert [(each.mail, each.attempts, each.state) for each in claimed] == [
        (early, 1, OutboxState.CLAIMED),
        (late, 1, OutboxState.CLAIMED),
    ]


def test_no_more_is_claimed_than_was_asked_for_and_nothing_twice(register):
    register.queue([mail(number) for number in (1, 2, 3)], NOW)

    claims = [[each.id for each in register.claim(NOW, SOON, 2)] for _ in range(3)]

    assert claims == [[1, 2], [3], []]


def test_a_claimed_mail_is_made_final_once_and_by_its_claimer_only(open_register):
    mine, other = open_register("a"), open_register("b")
    mine.queue([mail(1)], NOW)
    before = mine.mark_final(1, NOW)
    mine.claim(NOW, SOON, 1)

    assert (before, other.mark_final(1, NOW), mine.mark_final(1, NOW), mine.mark_final(1, NOW)) == (
        False,
        False,
        True,
        False,
    )


def test_a_sent_mail_has_its_time_and_is_never_claimed_again(register):
    claimed_final(register, mail(1))
    register.mark_sent(1, NOW + MINUTE)
    register.mark_sent(1, NOW + 2 * MINUTE)

    [sent] = register.outbox((), 9)
    assert (sent.state, sent.sent_at, register.claim(SOON, SOON, 9)) == (OutboxState.SENT, NOW + MINUTE, [])
    assert register.counts() == EMPTY | {"sent": 1}


@pytest.mark.parametrize("is_final", [False, True])
def test_a_mail_that_is_put_off_waits_until_its_time(register, is_final):
    register.queue([mail(1)], NOW)
    register.claim(NOW, SOON, 1)
    if is_final:
        register.mark_final(1, NOW)
    register.put_off(1, NOW + MINUTE, "451 later", NOW)

    [waiting] = register.outbox((), 9)
    assert (waiting.state, waiting.error, waiting.attempts) == (OutboxState.WAITING, "451 later", 1)
    assert [[each.attempts for each in register.claim(at, SOON, 9)] for at in (NOW, NOW + MINUTE)] == [[], [2]]


@pytest.mark.parametrize(("how", "state"), [("fail", OutboxState.FAILED), ("suppress", OutboxState.SUPPRESSED)])
def test_a_mail_that_will_not_go_says_why(register, how, state):
    register.queue([mail(1)], NOW)
    register.claim(NOW, SOON, 1)
    getattr(register, how)(1, "550 no", NOW)

    [ended] = register.outbox((), 9)
    assert (ended.state, ended.error, register.claim(SOON, SOON, 9)) == (state, "550 no", [])


def test_a_mail_that_the_server_may_have_is_unknown_and_never_claimed_again(register):
    claimed_final(register, mail(1))
    register.mark_unknown(1, "connection lost", NOW)

    [unknown] = register.outbox((), 9)
    assert (unknown.state, unknown.error) == (OutboxState.UNKNOWN, "connection lost")
    assert register.claim(SOON, SOON, 9) == []


def test_a_mail_for_staff_that_the_server_may_have_waits_to_be_sent_again(register):
    claimed_final(register, mail(1, MailKind.DIGEST, is_for_staff=True))
    register.mark_unknown(1, "connection lost", NOW)

    [waiting] = register.outbox((), 9)
    assert (waiting.state, waiting.next_attempt_at) == (OutboxState.WAITING, NOW + MINUTE)


@pytest.mark.parametrize("how", ["put_off", "fail", "suppress", "mark_unknown"])
def test_another_process_cannot_change_a_claimed_mail(open_register, how):
    mine, other = open_register("a"), open_register("b")
    mine.queue([mail(1)], NOW)
    mine.claim(NOW, SOON, 1)
    if how == "put_off":
        other.put_off(1, SOON, "late", NOW)
    else:
        getattr(other, how)(1, "late", NOW)

    assert [(each.state, each.error) for each in mine.outbox((), 9)] == [(OutboxState.CLAIMED, "")]


def test_the_servers_250_stands_also_when_the_claim_was_lost_meanwhile(open_register):
    mine, other = open_register("a"), open_register("b")
    claimed_final(mine, mail(1))
    other.release(SOON, is_alone=False)
    before = states(mine)
    mine.mark_sent(1, SOON)

    assert (before, states(mine)) == ([OutboxState.UNKNOWN], [OutboxState.SENT])


def test_expired_claims_are_taken_back_each_as_far_as_it_had_come(register):
    register.queue([mail(1), mail(2), mail(3, MailKind.ALERT, is_for_staff=True), mail(4)], NOW)
    register.claim(NOW, SOON, 3)
    register.mark_final(2, NOW)
    register.mark_final(3, NOW)

    released = [register.release(at, is_alone=False) for at in (SOON - MINUTE, SOON, SOON)]

    assert (released, states(register)) == (
        [0, 3, 0],
        [OutboxState.WAITING, OutboxState.UNKNOWN, OutboxState.WAITING, OutboxState.WAITING],
    )
    assert register.counts() == EMPTY | {"waiting": 3, "unknown": 1}


def test_alone_a_process_takes_back_the_claims_of_others_at_once_but_not_its_own(open_register):
    mine, other = open_register("a"), open_register("b")
    mine.queue([mail(1), mail(2)], NOW)
    mine.claim(NOW, SOON, 1)
    other.claim(NOW, SOON, 1)

    assert mine.release(NOW, is_alone=True) == 1
    assert states(mine) == [OutboxState.CLAIMED, OutboxState.WAITING]


def test_the_next_due_time_is_that_of_the_earliest_that_waits(register):
    before = register.next_due_at()
    register.queue([mail(1, not_before=NOW), mail(2, not_before=SOON)], NOW)
    waiting = register.next_due_at()
    register.claim(NOW, SOON, 1)

    assert (before, waiting, register.next_due_at()) == (None, NOW, SOON)


def test_every_state_is_counted(register):
    register.queue([mail(number) for number in range(1, 8)], NOW)
    register.claim(NOW, SOON, 6)
    for outbox_id in (2, 3, 4):
        register.mark_final(outbox_id, NOW)
    register.mark_sent(3, NOW)
    register.mark_unknown(4, "lost", NOW)
    register.fail(5, "no", NOW)
    register.suppress(6, "no", NOW)

    assert register.counts() == dict.fromkeys(EMPTY, 1) | {"dropped": 0}


def test_mails_are_listed_newest_first_by_state(register):
    register.queue([mail(number) for number in range(1, 6)], NOW)
    register.claim(NOW, SOON, 3)
    register.fail(1, "no", NOW)
    register.suppress(2, "no", NOW)

    listed = [
        [each.id for each in register.outbox(chosen, limit)]
        for chosen, limit in [((), 2), (("waiting",), 9), (("failed", "suppressed", "claimed"), 2), (("sent",), 9)]
    ]

    assert listed == [[5, 4], [5, 4], [3, 2], []]


def test_what_happens_to_a_number_that_no_mail_has_changes_nothing(register):
    register.mark_sent(7, NOW)
    register.put_off(7, SOON, "", NOW)
    register.fail(7, "", NOW)

    assert (register.mark_final(7, NOW), register.outbox((), 9), register.counts()) == (False, [], EMPTY)
