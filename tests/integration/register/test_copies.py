"""The outbox's contract on what went out: how much of it lately, and what is still to be copied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes.kept_mail import NOW, mail

from mailintake.domain.outbox import MailKind

MINUTE = timedelta(minutes=1)
SOON = NOW + 15 * MINUTE
LATER = NOW + timedelta(hours=1)
LONG_AGO = NOW - timedelta(days=30)


def send(register: Any, *mails: Any, at: Any = NOW) -> None:
    register.queue(mails, NOW)
    for each in register.claim(NOW, SOON, 10):
        register.mark_sent(each.id, at)


def claimed(register: Any, *, at: Any = NOW, limit: int = 10) -> list[tuple[int, bool]]:
    return [(each.mail.id, each.was_tried) for each in register.claim_uncopied(LONG_AGO, at, at + MINUTE, limit)]


def test_what_was_sent_is_to_be_copied_in_the_order_it_went(register):
    send(register, mail(1), at=NOW + MINUTE)
    send(register, mail(2), mail(3))

    assert register.has_uncopied(LONG_AGO, NOW)
    assert [claimed(register, limit=2), claimed(register)] == [[(2, False), (3, False)], [(1, False)]]
    assert not register.has_uncopied(LONG_AGO, NOW)


def test_a_claimed_mail_comes_as_it_is(register):
    send(register, mail(1))

    [each] = register.claim_uncopied(LONG_AGO, NOW, SOON, 1)

    assert (each.mail, each.was_tried) == (register.mail(1), False)


@pytest.mark.parametrize("state", ["waiting", "claimed", "final", "unknown", "failed", "suppressed", "dropped"])
def test_only_what_was_sent_is_to_be_copied(register, state):
    register.queue([mail(1)], NOW)
    if state == "dropped":
        register.drop(1, "Eva", NOW)
    elif state != "waiting":
        register.claim(NOW, SOON, 1)
    if state in {"final", "unknown"}:
        register.mark_final(1, NOW)
    ends = {
        "unknown": lambda: register.mark_unknown(1, "", NOW),
        "failed": lambda: register.fail(1, "", NOW),
        "suppressed": lambda: register.suppress(1, "", NOW),
    }
    ends.get(state, lambda: None)()

    assert (register.mail(1).state.value, claimed(register, at=LATER)) == (state, [])


def test_what_went_to_staff_or_long_ago_is_not_to_be_copied(register):
    send(register, mail(1, MailKind.DIGEST, is_for_staff=True))
    send(register, mail(2), at=LONG_AGO)

    assert (register.has_uncopied(LONG_AGO, NOW), claimed(register)) == (False, [])


def test_a_copy_that_was_made_is_not_made_again(open_register):
    first, second = open_register("a"), open_register("b")
    send(first, mail(1))
    claimed(first)
    first.mark_copied(1, NOW)

    assert (claimed(second, at=LATER), second.has_uncopied(LONG_AGO, LATER)) == ([], False)


def test_while_one_process_copies_a_mail_no_other_does(open_register):
    first, second = open_register("a"), open_register("b")
    send(first, mail(1), mail(2))

    assert [claimed(first, limit=1), claimed(second)] == [[(1, False)], [(2, False)]]


def test_a_claim_that_expired_may_have_been_carried_out(open_register):
    first, second = open_register("a"), open_register("b")
    send(first, mail(1))
    claimed(first)

    assert (claimed(second), claimed(second, at=NOW + MINUTE)) == ([], [(1, True)])
    # Even where its claim has passed to another, what has been done has been done.
    first.mark_copied(1, LATER)
    assert claimed(second, at=LATER) == []


def test_a_claim_that_was_given_back_was_not_tried(open_register):
    first, second = open_register("a"), open_register("b")
    send(first, mail(1), mail(2))
    claimed(first)
    second.unclaim_uncopied([1, 2])
    assert claimed(second) == []

    first.unclaim_uncopied([2])
    assert claimed(second) == [(2, False)]


def test_claims_of_copies_are_none_of_sending(register):
    send(register, mail(1))
    claimed(register)

    assert (register.release(LATER, is_alone=True), register.claim(LATER, LATER, 9)) == (0, [])
    assert register.sent_since(NOW, LATER) == 0


def test_what_went_out_lately_is_counted(register):
    send(register, mail(1))
    send(register, mail(2), mail(3), at=NOW + MINUTE)
    register.queue([mail(4)], NOW)

    assert [register.sent_since(NOW + minutes * MINUTE, LATER) for minutes in (-1, 0, 1)] == [3, 2, 0]


def test_what_other_processes_have_in_hand_counts_until_their_claim_ends(open_register):
    first, second = open_register("a"), open_register("b")
    first.queue([mail(1), mail(2)], NOW)
    for each in first.claim(NOW, SOON, 2)[:1]:
        first.mark_final(each.id, NOW)

    told = [first.sent_since(NOW, NOW), second.sent_since(NOW, NOW), second.sent_since(NOW, SOON)]
    assert told == [0, 2, 0]
