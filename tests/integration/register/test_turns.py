"""Whose turn it is: runs that are due once, the lease of a mailbox, and the circuit breaker."""

from __future__ import annotations

from datetime import date, timedelta

from fakes.kept_mail import MAILBOX, NOW, mail
from sqlalchemy import text

from mailintake.domain.outbox import MailKind

DAY = date(2018, 6, 21)
SECOND = timedelta(seconds=1)


def test_a_run_is_approved_by_the_first_who_says_so_and_by_nobody_before(open_register):
    first, second = open_register("a"), open_register("b")

    assert first.approver("reminder:lok:14", DAY) == ""
    assert [each.approve("reminder:lok:14", DAY, by="Eva", now=NOW) for each in (first, second)] == [True, False]
    assert second.approve("reminder:lok:14", DAY, by="Per", now=NOW + SECOND) is False
    assert [second.approver("reminder:lok:14", DAY), second.approver("reminder:lok:3", DAY)] == ["Eva", ""]
    assert first.verify() == []


def test_a_run_is_claimed_by_one_process_ever(open_register):
    first, second = open_register("a"), open_register("b")

    assert [first.claim_run("digest", DAY, NOW), second.claim_run("digest", DAY, NOW)] == [True, False]
    assert [first.claim_run("digest", DAY, NOW + 9 * SECOND), second.has_run("digest", DAY)] == [False, True]


def test_runs_of_another_kind_or_day_are_others(register):
    register.claim_run("digest", DAY, NOW)

    assert [register.has_run("reconcile", DAY), register.has_run("digest", date(2018, 6, 22))] == [False, False]
    assert [register.claim_run("reconcile", DAY, NOW), register.claim_run("digest", date(2018, 6, 22), NOW)] == [
        True
    ] * 2


def test_the_period_of_the_newest_digest_ends_when_it_was_claimed(register):
    before = register.last_digest_until()
    register.claim_run("digest", DAY, NOW)
    register.claim_run("digest", DAY - timedelta(days=1), NOW + SECOND)
    register.claim_run("reconcile", DAY + timedelta(days=1), NOW + 2 * SECOND)

    assert (before, register.last_digest_until()) == (None, NOW)


def test_a_digest_that_was_composed_before_its_day_was_claimed_ends_its_period_when_it_was_composed(register):
    digest = {"subject_key": f"digest:{DAY}", "is_for_staff": True}
    register.queue([mail(1, MailKind.DIGEST, created_at=NOW, **digest)], NOW)
    register.claim_run("digest", DAY, NOW + 60 * SECOND)

    assert register.last_digest_until() == NOW


def test_a_lease_is_held_by_one_process_and_renewed_by_it(open_register):
    mine, other = open_register("a"), open_register("b")
    taken = [mine.take(MAILBOX, NOW), other.take(MAILBOX, NOW), mine.take(MAILBOX, NOW + 14 * SECOND)]

    assert (taken, other.take(MAILBOX, NOW + 28 * SECOND), other.take(MAILBOX, NOW + 29 * SECOND)) == (
        [True, False, True],
        False,
        True,
    )
    assert mine.take(MAILBOX, NOW + 29 * SECOND) is False


def test_a_lease_lasts_as_long_as_was_said(open_register):
    open_register("a", lease_seconds=60).take(MAILBOX, NOW)

    other = open_register("b")
    assert [other.take(MAILBOX, NOW + seconds * SECOND) for seconds in (59, 60)] == [False, True]


def test_each_mailbox_has_its_own_lease(open_register):
    open_register("a").take(MAILBOX, NOW)

    assert open_register("b").take("other", NOW)


def test_a_lease_that_is_given_back_can_be_taken_at_once(open_register):
    mine, other = open_register("a"), open_register("b")
    mine.take(MAILBOX, NOW)
    other.give_back(MAILBOX)
    still_held = other.take(MAILBOX, NOW)
    mine.give_back(MAILBOX)

    assert (still_held, other.take(MAILBOX, NOW)) == (False, True)


def test_alone_a_process_takes_the_lease_of_a_dead_one_at_once(open_register):
    open_register("a").take(MAILBOX, NOW)
    alone = open_register("b", is_alone=True)

    assert alone.take(MAILBOX, NOW)


def test_a_process_that_finds_itself_alone_later_takes_over_too(open_register):
    open_register("a").take(MAILBOX, NOW)
    mine = open_register("b")
    before = mine.take(MAILBOX, NOW)
    mine.is_alone = True

    assert (before, mine.take(MAILBOX, NOW)) == (False, True)


def test_the_breaker_is_closed_until_a_machine_opens_it_and_a_person_closes_it(open_register):
    mine, other = open_register("a"), open_register("b")
    told = [mine.is_open()]
    mine.open("401 answers in one hour", NOW)
    mine.open("402 answers in one hour", NOW)
    told.append(other.is_open())
    other.close("Eva", NOW)
    other.close("Eva", NOW)
    told.append(mine.is_open())
    mine.open("again", NOW)

    assert (told, other.is_open(), other.verify()) == ([False, True, False], True, [])


def test_the_breaker_keeps_its_first_reason_and_logs_each_turn_once(open_sql):
    register = open_sql()
    for reason in ("401 answers in one hour", "402 answers in one hour"):
        register.open(reason, NOW)
    with register.store.read() as connection:
        stored = connection.scalar(text("SELECT reason FROM breaker"))
    for _ in range(2):
        register.close("Eva", NOW)
    with register.store.read() as connection:
        logged = connection.execute(text("SELECT kind, actor FROM event ORDER BY seq")).all()

    assert stored == "401 answers in one hour"
    assert [tuple(row) for row in logged] == [("breaker_opened", "machine"), ("breaker_closed", "Eva")]
