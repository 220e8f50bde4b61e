from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from fakes.jobs import STOCKHOLM, new_mail

from mailintake.domain.digest import Digest
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.jobs.digest import DigestDesk, due, look, send_digest
from mailintake.jobs.reports import DigestCounts
from mailintake.register.memory import MemoryRepository
from mailintake.report.digest_days import DigestPlan, WhenQuiet

INSTALLED_AT = datetime(2018, 9, 14, 12, 0, tzinfo=UTC)
MONDAY = date(2018, 9, 17)
AT = datetime(2018, 9, 17, 5, 30, tzinfo=UTC)


class Composer:
    def digest(self, digest: Digest, recipient: str, now: datetime) -> NewMail:
        return new_mail(f"digest:{digest.day}", recipient, now, kind=MailKind.DIGEST, is_for_staff=True)


@pytest.fixture
def desk(register: MemoryRepository) -> DigestDesk:
    return DigestDesk(
        reports=register,
        calendar=register,
        outbox=register,
        composer=Composer(),  # type: ignore[arg-type]
        consultations=(),
        plan=DigestPlan(at=time(7, 30), days=frozenset(range(5)), holidays=frozenset(), zone=STOCKHOLM),
        recipients=("anna@kommun.example", "bo@kommun.example"),
        when_quiet=WhenQuiet.LINE,
        installed_at=INSTALLED_AT,
    )


def test_a_digest_is_due_once_a_day_and_goes_to_everyone(desk: DigestDesk) -> None:
    assert due(desk, AT - timedelta(seconds=1)) is None
    assert due(desk, AT) == MONDAY

    counts = send_digest(desk, MONDAY, AT)

    assert counts == DigestCounts(queued=2)
    assert due(desk, AT + timedelta(hours=5)) is None


def test_nothing_is_due_for_a_day_before_the_service_was_installed(desk: DigestDesk) -> None:
    assert due(desk, INSTALLED_AT + timedelta(hours=1)) is None


def test_a_digest_that_was_cut_off_before_its_claim_is_not_sent_twice(
    desk: DigestDesk, register: MemoryRepository
) -> None:
    register.queue([desk.composer.digest(look(desk, MONDAY, AT), desk.recipients[0], AT)], AT)

    assert send_digest(desk, MONDAY, AT) == DigestCounts(queued=1)


def test_after_days_of_standstill_one_digest_covers_them_and_says_that_it_is_late(desk: DigestDesk) -> None:
    send_digest(desk, MONDAY, AT)
    later = AT + timedelta(days=3, hours=2)

    day = due(desk, later)
    assert day == date(2018, 9, 20)
    digest = look(desk, day, later)

    assert digest.since == AT
    assert digest.is_delayed
    assert not look(desk, MONDAY, AT + timedelta(minutes=5)).is_delayed


def test_a_quiet_day_is_skipped_where_that_is_asked_for_and_stays_skipped(desk: DigestDesk) -> None:
    quiet = replace(desk, when_quiet=WhenQuiet.SKIP)

    assert send_digest(quiet, MONDAY, AT) == DigestCounts(quiet=1)
    assert due(quiet, AT + timedelta(hours=1)) is None
