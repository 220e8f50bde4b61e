from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Self

import pytest
from fakes.jobs import NOW, mail
from fakes.mailbox import FakeFolder, FakeMailbox
from fakes.notify import FakeTransport
from fakes.sent_box import FakeSentBox
from fakes.service import STAFF, make_service

from mailintake.bootstrap.service import Service
from mailintake.errors import FolderMissingError, StoreUnavailableError, TemplateError
from mailintake.register.memory import MemoryRepository
from mailintake.report.digest_days import WhenQuiet
from mailintake.schedule import runner as runner_module
from mailintake.schedule.runner import EXIT_STATUS_HUNG, HUNG_AFTER_SECONDS, Runner
from mailintake.schedule.timetable import Entry

SECONDS = 5.0


class HandTicker:
    """A ticker that ticks when a test says so."""

    def __init__(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        self.wakers: Mapping[str, Callable[[], None]] = {}
        self.begun = threading.Event()
        self.has_stopped = False

    def make(self, entries: tuple[Entry, ...], wakers: Mapping[str, Callable[[], None]]) -> HandTicker:
        self.entries, self.wakers = entries, wakers
        return self

    def start(self) -> None:
        self.begun.set()

    def nudge(self) -> None:
        pass

    def stop(self) -> None:
        self.has_stopped = True


class WaitingMailbox(FakeMailbox):
    """A mailbox at which one can wait: until somebody wakes the waiter."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = threading.Event()

    @contextmanager
    def open(self, folder: str) -> Iterator[FakeFolder]:
        with super().open(folder) as opened:
            opened.wait = _wait_until_woken  # type: ignore[method-assign]
            self.opened.set()
            yield opened


def _wait_until_woken(_seconds: float, is_woken: Callable[[], bool]) -> bool:
    while not is_woken():
        threading.Event().wait(0.002)
    return False


class Running:
    """A runner in a thread of its own."""

    def __init__(self, service: Service) -> None:
        self.ticker = HandTicker()
        self.runner = Runner(service, make_ticker=self.ticker.make)
        self.results: list[bool] = []
        self._thread = threading.Thread(target=lambda: self.results.append(self.runner.run()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self.ticker.begun.wait(SECONDS)
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        self.runner.stop()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()

    def settle(self) -> None:
        """Wait until nothing is being done."""
        _wait_for(self.runner.is_idle)


def _wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < until
        threading.Event().wait(0.002)


@pytest.fixture
def mailbox() -> WaitingMailbox:
    return WaitingMailbox()


def test_what_comes_is_answered_at_a_tick_of_the_poll(mailbox: WaitingMailbox) -> None:
    transport = FakeTransport()
    with Running(make_service(mailbox, transport=transport)) as running:
        assert mailbox.opened.wait(SECONDS)
        running.settle()
        mailbox.append("INBOX", mail("comment"), NOW)

        running.ticker.wakers["poll"]()

        _wait_for(lambda: len(transport.sent) == 1)
    assert transport.sent[0].recipient == "anna@forening.example"


def test_a_stop_ends_every_thread_and_gives_the_lease_back(mailbox: WaitingMailbox) -> None:
    register = MemoryRepository(worker="a")
    with Running(make_service(mailbox, register=register)) as running:
        assert mailbox.opened.wait(SECONDS)
        assert mailbox.name in register.state.leases

    assert running.results == [True]
    assert running.ticker.has_stopped
    assert register.state.leases == {}


def test_a_stop_that_comes_early_or_twice_is_taken(mailbox: WaitingMailbox) -> None:
    runner = Runner(make_service(mailbox), make_ticker=HandTicker().make)
    runner.stop()
    runner.stop()

    assert runner.run()


def test_without_the_lease_it_stands_by_and_takes_over_when_the_other_is_gone(mailbox: WaitingMailbox) -> None:
    other = MemoryRepository(worker="other", lease_seconds=3600)
    other.take(mailbox.name, NOW)
    mailbox.append("INBOX", mail("comment"), NOW)
    service = make_service(mailbox, register=MemoryRepository(worker="us", state=other.state))
    with Running(service) as running:
        running.ticker.wakers["reconcile"]()
        running.ticker.wakers["poll"]()
        _wait_for(lambda: all(worker.is_idle() for worker in running.runner._workers.values()))
        times_opened_while_standing_by = mailbox.times_opened

        other.give_back(mailbox.name)
        running.ticker.wakers["lease"]()

        assert mailbox.opened.wait(SECONDS)
        _wait_for(lambda: service.register.counts()["sent"] == 1)
    assert times_opened_while_standing_by == 0


def test_when_another_has_taken_over_it_reads_no_more(
    mailbox: WaitingMailbox, caplog: pytest.LogCaptureFixture
) -> None:
    register = MemoryRepository(worker="us")
    with Running(make_service(mailbox, register=register)) as running, caplog.at_level(logging.WARNING):
        assert mailbox.opened.wait(SECONDS)
        running.settle()
        register.state.leases[mailbox.name] = ("other", NOW + timedelta(hours=1))
        running.ticker.wakers["lease"]()
        _wait_for(lambda: "stands by" in caplog.text)
        mailbox.append("INBOX", mail("comment"), NOW)

        running.ticker.wakers["poll"]()

        _wait_for(lambda: not running.runner._holds_lease.is_set())
    assert register.state.leases[mailbox.name][0] == "other"
    assert register.state.ledger == {}


def test_a_lease_that_cannot_be_renewed_is_not_held(mailbox: WaitingMailbox, caplog: pytest.LogCaptureFixture) -> None:
    register = _AwayAtTimes(worker="us")
    with Running(make_service(mailbox, register=register)) as running, caplog.at_level(logging.WARNING):
        assert mailbox.opened.wait(SECONDS)
        running.settle()
        register.is_away = True
        running.ticker.wakers["lease"]()
        _wait_for(lambda: not running.runner._holds_lease.is_set())
        register.is_away = False
        running.ticker.wakers["lease"]()

        _wait_for(running.runner._holds_lease.is_set)
    assert "lease: The database did not answer as it should." in caplog.text


def test_a_digest_that_is_due_goes_out_at_once(mailbox: WaitingMailbox) -> None:
    transport = FakeTransport()
    with Running(make_service(mailbox, transport=transport, when_quiet=WhenQuiet.LINE)):
        _wait_for(lambda: len(transport.sent) == 1)

    assert [(sent.recipient, sent.subject_key) for sent in transport.sent] == [(STAFF, "digest:2018-09-20")]


def test_what_cannot_be_composed_ends_the_run_before_it_begins(mailbox: WaitingMailbox) -> None:
    def broken() -> None:
        raise TemplateError

    runner = Runner(make_service(mailbox, make_composer=broken), make_ticker=HandTicker().make)

    with pytest.raises(TemplateError):
        runner.run()

    assert mailbox.times_opened == 0


def test_a_thread_that_does_not_end_is_left(
    mailbox: WaitingMailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(runner_module, "STOP_SECONDS", 0.05)
    may_end = threading.Event()
    register = MemoryRepository(worker="us")
    service = make_service(mailbox, register=register)
    service.observers.append(lambda _judged: may_end.wait(SECONDS) and None)
    mailbox.append("INBOX", mail("comment"), NOW)
    with Running(service) as running, caplog.at_level(logging.WARNING):
        _wait_for(lambda: bool(register.state.ledger))

    assert running.results == [False]
    assert "stopped without waiting for: watch INBOX" in caplog.text
    assert mailbox.name in register.state.leases
    may_end.set()


def test_a_thread_without_a_sign_of_life_ends_the_process(
    mailbox: WaitingMailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(logging, "shutdown", lambda: None)
    runner = Runner(make_service(mailbox), make_ticker=HandTicker().make)
    workers = list(runner._workers.values())
    workers[0]._sign_of_life = time.monotonic() - HUNG_AFTER_SECONDS + 60
    runner._end_if_hung(workers)
    ended_too_early = list(ended)

    workers[0]._sign_of_life = time.monotonic() - HUNG_AFTER_SECONDS - 1
    runner._end_if_hung(workers)

    assert ended_too_early == []
    assert ended == [EXIT_STATUS_HUNG]
    assert f"no sign of life from {workers[0].name}" in caplog.text


class _AwayAtTimes(MemoryRepository):
    """A register that does not answer while it is away."""

    is_away = False

    def take(self, mailbox: str, now) -> bool:
        if self.is_away:
            raise StoreUnavailableError
        return super().take(mailbox, now)


def test_after_each_delivery_what_was_sent_is_copied() -> None:
    mailbox, box = WaitingMailbox(), FakeSentBox()
    service = make_service(mailbox, sent_box=box)
    mailbox.append("INBOX", mail("comment"), NOW)

    with Running(service) as running:
        assert mailbox.opened.wait(SECONDS)
        _wait_for(lambda: bool(box.mails))
        running.settle()

    assert box.message_ids == [sent.mail.message_id for sent in service.register.outbox(["sent"], 9)]


def test_a_folder_of_sent_mail_that_is_not_there_holds_no_answer_up(caplog: pytest.LogCaptureFixture) -> None:
    mailbox, transport = WaitingMailbox(), FakeTransport()
    box = FakeSentBox(opening=FolderMissingError("Sent is not there."))
    service = make_service(mailbox, transport=transport, sent_box=box)
    mailbox.append("INBOX", mail("comment"), NOW)

    with caplog.at_level(logging.WARNING), Running(service) as running:
        _wait_for(lambda: bool(caplog.records))
        running.settle()

    assert len(transport.sent) == 1
    assert [record.getMessage() for record in caplog.records] == ["copies of sent mail: Sent is not there."]
