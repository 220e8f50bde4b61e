"""How far a consultation has come: by its days, and by what staff have said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes.consultations import LULEA, STOCKHOLM, culture_plan, lulea

from mailintake.domain.consultation import ConsultationState, Deadline, Phase, with_states

ONE = replace(
    lulea(),
    opens=date(2018, 6, 20),
    deadline=Deadline(last_day=date(2018, 10, 1), zone=STOCKHOLM),
    closes=date(2019, 3, 30),
)
SECOND = timedelta(seconds=1)
# Midnight in Luleå, before and after summer time ends.
OPENS, LAST_DAY_ENDS, CLOSES = (
    datetime(2018, 6, 19, 22, tzinfo=UTC),
    datetime(2018, 10, 1, 22, tzinfo=UTC),
    datetime(2019, 3, 30, 23, tzinfo=UTC),
)
CLOSED_AT = datetime(2018, 9, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (OPENS - SECOND, Phase.UPCOMING),
        (OPENS, Phase.OPEN),
        (LAST_DAY_ENDS - SECOND, Phase.OPEN),
        (LAST_DAY_ENDS, Phase.ENDED),
        (CLOSES - SECOND, Phase.ENDED),
        (CLOSES, Phase.CLOSED),
    ],
)
def test_its_days_tell_how_far_it_has_come(now: datetime, phase: Phase) -> None:
    assert phase is ONE.phase(now)


def test_closed_by_staff_it_takes_no_answer_from_that_moment_on() -> None:
    closed = replace(ONE, closed_at=CLOSED_AT)
    moments = (CLOSED_AT - SECOND, CLOSED_AT)

    assert [closed.phase(at) for at in moments] == [Phase.OPEN, Phase.CLOSED]
    assert [closed.is_listening(at) for at in moments] == [True, False]
    assert [closed.is_open(at) for at in moments] == [True, False]
    assert closed.closed_on == date(2018, 9, 3)


def test_closing_it_late_does_not_make_it_listen_for_longer() -> None:
    closed = replace(ONE, closed_at=CLOSES + timedelta(days=9))

    assert [closed.is_listening(at) for at in (CLOSES - SECOND, CLOSES)] == [True, False]


def test_what_was_decided_outweighs_what_was_closed() -> None:
    assert replace(ONE, closed_at=CLOSED_AT, decided_on=date(2018, 12, 17)).phase(CLOSES) is Phase.DECIDED


def test_states_are_laid_over_the_consultations_they_are_of_and_others_stay() -> None:
    consultations = {LULEA: ONE, "kulturplan-2018": culture_plan()}
    states = [
        ConsultationState(consultation=LULEA, closed_at=CLOSED_AT, decided_on=date(2018, 12, 17)),
        ConsultationState(consultation="gone-2017", closed_at=CLOSED_AT),
    ]

    assert with_states(consultations, states) == {
        LULEA: replace(ONE, closed_at=CLOSED_AT, decided_on=date(2018, 12, 17)),
        "kulturplan-2018": culture_plan(),
    }
    assert consultations[LULEA] is ONE
