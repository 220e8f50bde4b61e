"""Who is reminded and when: once for each round, never after an answer, never on a day off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from fakes.consultations import STOCKHOLM, lulea

from mailintake.domain.organisation import Organisation, Standing
from mailintake.domain.reminder import (
    ReminderRound,
    SkipReason,
    due_reminders,
    due_round,
    is_time_to_remind,
    rounds,
    skip_reason,
)

CONSULTATION = replace(lulea(), remind_days_before=(14, 3), remind_at=time(9, 0))  # by Monday 1 October 2018
NO_HOLIDAYS: frozenset[date] = frozenset()
SILENT = Organisation(
    id=1, consultation=CONSULTATION.key, name="Byaföreningen", is_invited=True, addresses=("by@forening.example",)
)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def _due_days(consultation=CONSULTATION, holidays=NO_HOLIDAYS):
    return [round_.due_at for round_ in rounds(consultation, holidays)]


def test_a_round_is_due_so_many_days_before_the_last_day_in_local_time():
    assert _due_days()[0] == _at("2018-09-17T09:00")


def test_a_round_on_a_weekend_goes_out_on_the_friday_before():
    # Three days before Monday 1 October is Friday; two is Saturday.
    saturday = replace(CONSULTATION, remind_days_before=(2,))

    assert _due_days(saturday) == [_at("2018-09-28T09:00")]


def test_a_round_on_a_holiday_goes_out_on_the_working_day_before():
    holiday = frozenset({date(2018, 9, 17)})

    assert _due_days(holidays=holiday)[0] == _at("2018-09-14T09:00")


def test_rounds_stand_in_order_of_time_however_they_are_written():
    shuffled = replace(CONSULTATION, remind_days_before=(3, 14))

    assert rounds(shuffled, NO_HOLIDAYS) == rounds(CONSULTATION, NO_HOLIDAYS)


def test_a_round_that_is_written_twice_is_one():
    doubled = replace(CONSULTATION, remind_days_before=(14, 14, 3))

    assert rounds(doubled, NO_HOLIDAYS) == rounds(CONSULTATION, NO_HOLIDAYS)


def test_only_the_round_nearest_the_deadline_is_the_last():
    assert [round_.is_last for round_ in rounds(CONSULTATION, NO_HOLIDAYS)] == [False, True]


def test_a_round_before_the_first_day_is_none():
    short = replace(CONSULTATION, opens=date(2018, 9, 20))

    assert [round_.days_before for round_ in rounds(short, NO_HOLIDAYS)] == [3]


def test_a_consultation_without_rounds_reminds_nobody():
    assert due_round(replace(CONSULTATION, remind_days_before=()), _at("2018-09-30T12:00"), NO_HOLIDAYS) is None


@pytest.mark.parametrize(
    ("now", "days_before"),
    [
        ("2018-09-17T08:59:59", None),
        ("2018-09-17T09:00", 14),
        ("2018-09-27T23:00", 14),  # missed, and sent late
        ("2018-09-28T09:00", 3),  # never added up
        ("2018-10-01T23:59:59", 3),
        ("2018-10-02T00:00", None),  # too late to help
    ],
)
def test_the_newest_round_is_due_until_the_deadline_has_passed(now, days_before):
    round_ = due_round(CONSULTATION, _at(now), NO_HOLIDAYS)

    assert (round_ and round_.days_before) == days_before


def test_a_round_is_due_at_its_local_hour_when_the_clock_has_changed():
    # The clock goes back on 28 October 2018: nine in the morning is an hour later in UTC than the day before.
    winter = replace(CONSULTATION, deadline=replace(CONSULTATION.deadline, last_day=date(2018, 11, 12)))

    assert _due_days(winter)[0].utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"is_invited": False}, SkipReason.NOT_INVITED),
        ({"standing": Standing.ANSWERED}, SkipReason.ANSWERED),
        ({"standing": Standing.DECLINED}, SkipReason.DECLINED),
        ({"has_opted_out": True}, SkipReason.OPTED_OUT),
        ({"has_mail_waiting": True}, SkipReason.WAITS_FOR_STAFF),
        ({"extended_to": date(2018, 10, 15)}, SkipReason.EXTENDED),
        ({"extended_to": date(2018, 10, 1)}, None),
        ({"addresses": ()}, SkipReason.NO_ADDRESS),
        ({"dead_addresses": frozenset({"by@forening.example"})}, SkipReason.BOUNCED),
        ({"addresses": ("by@forening.example", "ny@forening.example"),
          "dead_addresses": frozenset({"by@forening.example"})}, None),
        ({"is_invited": False, "standing": Standing.ANSWERED}, SkipReason.NOT_INVITED),
    ],
)  # fmt: skip
def test_who_need_not_or_cannot_be_reminded_is_skipped(changed, reason):
    assert skip_reason(replace(SILENT, **changed), CONSULTATION) == reason


def test_a_plan_tells_who_is_reminded_and_who_is_skipped_and_why():
    answered = replace(SILENT, id=2, standing=Standing.ANSWERED)

    plan = due_reminders(CONSULTATION, [SILENT, answered], _at("2018-09-28T09:00"), NO_HOLIDAYS)

    assert plan is not None
    assert plan.round == ReminderRound(
        consultation=CONSULTATION.key, days_before=3, due_at=_at("2018-09-28T09:00"), is_last=True
    )
    assert plan.due == (SILENT,)
    assert [(skipped.organisation.id, skipped.reason) for skipped in plan.skipped] == [(2, SkipReason.ANSWERED)]


def test_there_is_no_plan_before_the_first_round():
    assert due_reminders(CONSULTATION, [SILENT], _at("2018-09-01T12:00"), NO_HOLIDAYS) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2018-09-28T08:59:59", False),
        ("2018-09-28T09:00", True),
        ("2018-09-28T23:30", True),
        ("2018-09-29T03:00", False),  # a Saturday: Monday is left
        ("2018-09-29T12:00", False),
        ("2018-10-01T09:00", True),
    ],
)
def test_a_round_that_was_missed_waits_for_its_hour_on_a_working_day(now, expected):
    assert is_time_to_remind(CONSULTATION, _at(now), NO_HOLIDAYS) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2018-09-28T12:00", True), ("2018-09-29T08:59", False), ("2018-09-29T09:00", True), ("2018-09-30T10:00", True)],
)
def test_a_round_that_was_missed_goes_out_on_a_day_off_where_no_working_day_is_left(now, expected):
    by_sunday = replace(CONSULTATION, deadline=replace(CONSULTATION.deadline, last_day=date(2018, 9, 30)))

    assert is_time_to_remind(by_sunday, _at(now), NO_HOLIDAYS) is expected


def test_a_public_holiday_is_no_day_to_remind_on():
    assert not is_time_to_remind(CONSULTATION, _at("2018-09-28T09:00"), frozenset({date(2018, 9, 28)}))
