from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fakes.consultations import lulea
from fakes.jobs import new_mail

from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.jobs.due import objection_to
from mailintake.jobs.remind import plans, remind
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
    mail = register.outbox([], 1)[0]
    one = {LULEA.key: LULEA}

    still_due = objection_to(mail, FIRST_ROUND, consultations=one, organisations=register)
    too_late = objection_to(mail, LULEA.deadline.ends_at, consultations=one, organisations=register)
    unknown = objection_to(mail, FIRST_ROUND, consultations={}, organisations=register)

    assert (still_due, too_late) == ("", "the deadline has passed")
    assert unknown == "its consultation is no longer in the settings"
