from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest
from fakes.consultations import lulea
from fakes.jobs import Poll, judge_plainly, mail, new_mail
from fakes.mailbox import FakeMailbox

from mailintake.domain.decision import Decision
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.reminder import SkipReason
from mailintake.jobs.due import objection_to
from mailintake.jobs.judging import Bench
from mailintake.jobs.remind import Prospect, approve, awaiting_approval, plans, prospects, remind
from mailintake.register.memory import MemoryRepository

LULEA = lulea()
FIRST_ROUND = datetime(2018, 9, 17, 7, 0, tzinfo=UTC)
INVITED = tuple(
    Organisation(id=0, consultation=LULEA.key, name=f"Förening {n}", is_invited=True, addresses=(f"f{n}@f{n}.example",))
    for n in range(3)
)


class Composer:
    def reminder(self, consultation, organisation, round_, recipient, now) -> NewMail:
        return new_mail(
            f"reminder:{consultation.key}:{round_.days_before}:{organisation.id}",
            recipient,
            now,
            kind=MailKind.REMINDER,
            consultation=consultation.key,
            organisation_id=organisation.id,
        )


@pytest.fixture
def invited(register: MemoryRepository) -> None:
    register.sync_invited(LULEA.key, INVITED, FIRST_ROUND - timedelta(days=90))


def _remind(register: MemoryRepository, now: datetime) -> tuple[int, int]:
    due = plans([LULEA], register, register, frozenset(), now)
    counts = remind(due, register, register, Composer(), now)  # type: ignore[arg-type]
    return counts.queued, counts.skipped


@pytest.mark.usefixtures("invited")
def test_each_silent_organisation_is_reminded_once_a_round_however_often_the_job_runs(
    register: MemoryRepository,
) -> None:
    assert _remind(register, FIRST_ROUND - timedelta(minutes=1)) == (0, 0)
    assert _remind(register, FIRST_ROUND) == (3, 0)
    assert _remind(register, FIRST_ROUND + timedelta(minutes=5)) == (0, 0)
    assert _remind(register, FIRST_ROUND + timedelta(days=11)) == (3, 0)


@pytest.mark.usefixtures("invited")
def test_a_round_that_was_cut_off_before_its_claim_queues_nothing_twice(register: MemoryRepository) -> None:
    due = plans([LULEA], register, register, frozenset(), FIRST_ROUND)
    _remind(register, FIRST_ROUND)

    again = remind(due, register, register, Composer(), FIRST_ROUND)  # type: ignore[arg-type]

    assert again.queued == 0


@pytest.mark.usefixtures("invited")
def test_a_round_that_was_missed_goes_out_late_but_not_after_the_deadline(register: MemoryRepository) -> None:
    assert _remind(register, FIRST_ROUND + timedelta(days=2)) == (3, 0)
    assert _remind(register, LULEA.deadline.ends_at) == (0, 0)


@pytest.mark.usefixtures("invited")
def test_what_is_queued_is_asked_again_at_the_moment_of_sending(register: MemoryRepository) -> None:
    _remind(register, FIRST_ROUND)
    queued = register.outbox([], 1)[0]
    one = {LULEA.key: LULEA}

    still_due = objection_to(queued, FIRST_ROUND, consultations=one, register=register)
    too_late = objection_to(queued, LULEA.deadline.ends_at, consultations=one, register=register)
    unknown = objection_to(queued, FIRST_ROUND, consultations={}, register=register)

    assert (still_due, too_late) == ("", "the deadline has passed")
    assert unknown == "its consultation is no longer in the settings"


class OneByOne(MemoryRepository):
    """A register that is never asked for all it has: a round of reminders is a question for each organisation."""

    def waiting(self) -> NoReturn:
        raise AssertionError

    def organisations(self, consultation: str) -> NoReturn:
        raise AssertionError


@pytest.mark.usefixtures("invited", "started")
@pytest.mark.parametrize(
    ("changed", "objection"),
    [
        ({}, "waits_for_staff"),
        ({"recipient": "old@f0.example"}, "bounced"),
        ({"organisation_id": 2, "recipient": "f1@f1.example"}, ""),
        ({"organisation_id": 99}, "its organisation is no longer on the list"),
        ({"organisation_id": None}, "its organisation is no longer on the list"),
    ],
)
def test_a_reminder_is_asked_about_by_its_own_organisation_alone(
    register: MemoryRepository,
    mailbox: FakeMailbox,
    tools: Bench,
    poll_inbox: Poll,
    changed: dict[str, object],
    objection: str,
) -> None:
    _remind(register, FIRST_ROUND)
    [queued] = [one for one in register.outbox([], 9) if one.mail.organisation_id == 1]

    def judge(message: Message, history: History, now: datetime) -> Decision:
        match = OrganisationMatch(name="Förening 0", matched_by="address", organisation_id=1)
        return replace(judge_plainly(message, history, now), organisation=match)

    mailbox.append("INBOX", mail("perhaps a comment", sender="f0@f0.example"))
    poll_inbox(bench=replace(tools, make_judge=lambda: judge))
    asked = replace(queued, mail=replace(queued.mail, **changed))

    told = objection_to(asked, FIRST_ROUND, consultations={LULEA.key: LULEA}, register=OneByOne(state=register.state))

    assert told == objection


@pytest.mark.usefixtures("invited", "started")
def test_an_organisation_whose_mail_waits_for_staff_is_not_reminded(
    register: MemoryRepository, mailbox: FakeMailbox, tools: Bench, poll_inbox: Poll
) -> None:
    waiting = register.organisations(LULEA.key)[0]

    def judge(message: Message, history: History, now: datetime) -> Decision:
        match = OrganisationMatch(name=waiting.name, matched_by="address", organisation_id=waiting.id)
        return replace(judge_plainly(message, history, now), organisation=match)

    mailbox.append("INBOX", mail("perhaps a comment", sender="f0@f0.example"))
    poll_inbox(bench=replace(tools, make_judge=lambda: judge))

    [(_, plan)] = plans([LULEA], register, register, frozenset(), FIRST_ROUND)

    assert [(one.organisation.id, one.reason) for one in plan.skipped] == [(waiting.id, SkipReason.WAITS_FOR_STAFF)]
    assert len(plan.due) == 2


APPROVED = replace(LULEA, must_approve_reminders=True)


def _go(register: MemoryRepository, now: datetime) -> int:
    due = plans([APPROVED], register, register, frozenset(), now)
    return remind(due, register, register, Composer(), now).queued  # type: ignore[arg-type]


def _look(register: MemoryRepository, now: datetime) -> list[Prospect]:
    return prospects([APPROVED], register, register, frozenset(), now)


@pytest.mark.usefixtures("invited")
def test_a_round_that_must_be_approved_waits_until_a_person_has(register: MemoryRepository) -> None:
    [before] = _look(register, FIRST_ROUND)
    held = _go(register, FIRST_ROUND)

    assert approve(before, register, by="Eva", now=FIRST_ROUND)
    [after] = _look(register, FIRST_ROUND)

    assert (held, before.is_due, before.waits_for_approval) == (0, True, True)
    assert (after.approved_by, after.waits_for_approval) == ("Eva", False)
    assert _go(register, FIRST_ROUND + timedelta(hours=1)) == 3


@pytest.mark.usefixtures("invited")
def test_a_round_may_be_approved_before_it_is_due_and_goes_out_on_its_day(register: MemoryRepository) -> None:
    days_before = FIRST_ROUND - timedelta(days=5)
    [coming] = _look(register, days_before)

    assert approve(coming, register, by="Eva", now=days_before)
    assert not approve(coming, register, by="Per", now=days_before)
    assert (_go(register, days_before), _go(register, FIRST_ROUND)) == (0, 3)
    assert (coming.is_due, coming.plan.round.days_before) == (False, 14)


@pytest.mark.usefixtures("invited")
def test_to_approve_one_round_lets_no_other_go(register: MemoryRepository) -> None:
    [first] = _look(register, FIRST_ROUND)
    approve(first, register, by="Eva", now=FIRST_ROUND)
    _go(register, FIRST_ROUND)
    last_round = FIRST_ROUND + timedelta(days=11)

    [second] = _look(register, last_round)

    assert (second.plan.round.days_before, second.waits_for_approval) == (3, True)
    assert _go(register, last_round) == 0


@pytest.mark.usefixtures("invited")
def test_after_a_round_has_gone_out_the_next_one_is_shown_and_after_the_last_none(register: MemoryRepository) -> None:
    _remind(register, FIRST_ROUND)
    [coming] = _look(register, FIRST_ROUND)
    _remind(register, FIRST_ROUND + timedelta(days=11))

    assert (coming.is_due, coming.plan.round.days_before) == (False, 3)
    assert _look(register, FIRST_ROUND + timedelta(days=11)) == []


@pytest.mark.usefixtures("invited")
def test_staff_are_told_of_a_round_that_waits_for_them_a_week_before_it_is_due(register: MemoryRepository) -> None:
    def waiting(now: datetime) -> list[int]:
        rounds = awaiting_approval([APPROVED, replace(LULEA, key="automatic")], register, frozenset(), now)
        return [round_.days_before for round_ in rounds]

    assert waiting(FIRST_ROUND - timedelta(days=7, minutes=1)) == []
    assert waiting(FIRST_ROUND - timedelta(days=7)) == [14]
    assert waiting(FIRST_ROUND + timedelta(days=5)) == [14, 3]
    [due] = _look(register, FIRST_ROUND)
    approve(due, register, by="Eva", now=FIRST_ROUND)
    assert waiting(FIRST_ROUND) == []
