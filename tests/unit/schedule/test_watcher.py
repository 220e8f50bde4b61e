from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from fakes.jobs import NOW, mail
from fakes.mailbox import FakeFolder, FakeMailbox
from fakes.service import STAFF, make_service

from mailintake.bootstrap.service import Service
from mailintake.domain.outbox import MailKind
from mailintake.errors import FolderMissingError, LeaseLostError, MailboxUnavailableError, SignInError
from mailintake.schedule.backoff import LONGEST_SECONDS
from mailintake.schedule.watcher import ALERT_AFTER_SECONDS, PERMANENT_PAUSE_SECONDS, Watcher


class PatientWorker:
    """A worker whose sleeps take no time but on its own clock, and which stops after so many steps."""

    def __init__(self, *, steps: int) -> None:
        self.now = 0.0
        self.sleeps: list[float] = []
        self._steps_left = steps

    def is_stopping(self) -> bool:
        self._steps_left -= 1
        return self._steps_left < 0

    def is_woken(self) -> bool:
        return False

    def take_wake(self) -> None:
        pass

    def show_life(self) -> None:
        pass

    def rest(self) -> None:
        pass

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def mailbox() -> FakeMailbox:
    return FakeMailbox()


def _watch(
    service: Service, *, steps: int, holds_lease: bool = True, each_step_takes: float = 0.0
) -> tuple[PatientWorker, list[str]]:
    """Watch for so many steps; return the worker and what the watcher called for."""
    worker, calls = PatientWorker(steps=steps), []

    def holds() -> bool:
        worker.now += each_step_takes
        return holds_lease and "lease lost" not in calls

    watcher = Watcher(
        service,
        "INBOX",
        holds_lease=holds,
        on_queued=lambda: calls.append("queued"),
        on_lease_lost=lambda: calls.append("lease lost"),
        monotonic=worker.monotonic,
    )
    watcher(worker)  # type: ignore[arg-type]
    return worker, calls


def _alerts(service: Service) -> list[str]:
    return [sent.mail.subject for sent in service.register.outbox([], 100) if sent.mail.kind is MailKind.ALERT]


def test_what_is_new_is_read_and_the_delivery_is_woken(mailbox: FakeMailbox) -> None:
    service = make_service(mailbox)
    mailbox.append("INBOX", mail("comment"), NOW)

    worker, calls = _watch(service, steps=4)

    assert "queued" in calls
    assert service.register.counts()["waiting"] == 1
    assert mailbox.times_opened == 1
    assert worker.sleeps == []


def test_without_the_lease_nothing_is_opened(mailbox: FakeMailbox) -> None:
    worker, calls = _watch(make_service(mailbox), steps=3, holds_lease=False)

    assert mailbox.times_opened == 0
    assert worker.sleeps == [0.5] * 3
    assert calls == []


def test_a_lease_that_is_lost_while_it_reads_ends_the_reading(mailbox: FakeMailbox) -> None:
    mailbox.append("INBOX", mail("comment"))
    mailbox.fail_next(LeaseLostError())
    service = make_service(mailbox)

    worker, calls = _watch(service, steps=4)

    assert calls == ["lease lost"]
    assert mailbox.times_opened == 0
    assert set(worker.sleeps) == {0.5}


def test_each_failure_in_a_row_makes_the_pause_longer(mailbox: FakeMailbox) -> None:
    for _ in range(14):
        mailbox.fail_next()

    worker, _calls = _watch(make_service(mailbox), steps=14)

    bounds = [min(LONGEST_SECONDS, 2.0**number) for number in range(14)]
    assert all(bound / 2 <= pause <= bound for pause, bound in zip(worker.sleeps, bounds, strict=True))


def test_a_server_that_lets_in_and_then_fails_is_not_hammered() -> None:
    mailbox = _OpensOnly()

    worker, _calls = _watch(make_service(mailbox), steps=20)

    assert mailbox.times_opened == len(worker.sleeps)
    assert worker.sleeps[-1] >= 16


def test_after_a_good_poll_the_first_pause_is_short_again() -> None:
    # Opened at the seventh question; well for some, and then lost.
    mailbox = _FailsAt({1, 2, 3, 4, 5, 6, 12})

    worker, _calls = _watch(make_service(mailbox), steps=20)

    assert len(worker.sleeps) == 7
    assert worker.sleeps[5] >= 16
    assert worker.sleeps[6] <= 1.0


def test_a_short_outage_after_days_of_health_alerts_nobody() -> None:
    mailbox = _FailsAt({6, 12})
    service = make_service(mailbox)

    worker, _calls = _watch(service, steps=12, each_step_takes=86_400.0)

    assert worker.now > 5 * 86_400
    assert len(worker.sleeps) == 2
    assert _alerts(service) == []


def test_an_outage_of_a_quarter_of_an_hour_is_told_to_staff_once_a_day(mailbox: FakeMailbox) -> None:
    service = make_service(mailbox)
    for _ in range(20):
        mailbox.fail_next(MailboxUnavailableError("The mail server did not answer in time."))

    worker, _calls = _watch(service, steps=20)

    assert worker.now > ALERT_AFTER_SECONDS
    [alert] = _alerts(service)
    assert alert.startswith("mailbox-unreachable INBOX ")
    since = datetime.fromisoformat(alert.removeprefix("mailbox-unreachable INBOX "))
    assert ALERT_AFTER_SECONDS <= (NOW - since).total_seconds() <= ALERT_AFTER_SECONDS + LONGEST_SECONDS
    assert [sent.mail.recipient for sent in service.register.outbox([], 100)] == [STAFF]


@pytest.mark.parametrize("error", [SignInError(), FolderMissingError()])
def test_what_only_a_person_can_mend_is_tried_seldom_and_told(
    mailbox: FakeMailbox, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    for _ in range(5):
        mailbox.fail_next(error)  # type: ignore[arg-type]
    service = make_service(mailbox)

    with caplog.at_level(logging.ERROR):
        worker, _calls = _watch(service, steps=5)

    assert worker.sleeps == [PERMANENT_PAUSE_SECONDS] * 5
    assert [record.getMessage() for record in caplog.records if "watcher" in record.name] == [f"INBOX: {error}"] * 5
    assert len(_alerts(service)) == 1


class _OpensOnly(FakeMailbox):
    """A mailbox that lets in, and loses every connection at the first question."""

    @contextmanager
    def open(self, folder: str) -> Iterator[FakeFolder]:
        with super().open(folder) as opened:
            opened.is_lost = True
            yield opened


class _FailsAt(FakeMailbox):
    """A mailbox that is well but for some of the questions it is asked, by their number."""

    def __init__(self, questions: set[int]) -> None:
        super().__init__()
        self._questions = questions
        self._asked = 0

    def _fail_if_told(self) -> None:
        self._asked += 1
        if self._asked in self._questions:
            raise MailboxUnavailableError
