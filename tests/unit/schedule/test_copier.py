"""The thread that copies sent mail: a fault is told once, and what failed is tried again after a while."""

from __future__ import annotations

import logging

import pytest
from fakes.jobs import NOW, new_mail
from fakes.mailbox import FakeMailbox
from fakes.sent_box import FakeSentBox
from fakes.service import make_service

from mailintake.errors import FolderMissingError, MailboxUnavailableError, MailintakeError
from mailintake.schedule.backoff import LONGEST_SECONDS
from mailintake.schedule.copier import Copier


class PatientWorker:
    """A worker whose sleeps take no time."""

    def __init__(self) -> None:
        self.sleeps: list[float] = []

    def is_stopping(self) -> bool:
        return False

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)


@pytest.fixture
def box() -> FakeSentBox:
    return FakeSentBox()


@pytest.fixture
def copier(box: FakeSentBox) -> Copier:
    service = make_service(FakeMailbox(), sent_box=box)
    service.register.queue([new_mail("message:1", "anna@forening.example", NOW)], NOW)
    service.deliver()
    return Copier(service)


def run(copier: Copier) -> list[float]:
    worker = PatientWorker()
    copier(worker)  # type: ignore[arg-type]
    return worker.sleeps


def test_a_fault_that_lasts_is_told_once_and_again_when_it_is_another(
    copier: Copier, box: FakeSentBox, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[MailintakeError] = [FolderMissingError(), FolderMissingError(), MailboxUnavailableError()]
    with caplog.at_level(logging.WARNING):
        for box.opening in faults:
            run(copier)

    assert [record.getMessage() for record in caplog.records] == [
        "copies of sent mail: A folder named in the settings is not in the mailbox.",
        "copies of sent mail: The mail server did not answer as it should.",
    ]


def test_a_fault_that_is_over_is_told_when_it_comes_back(
    copier: Copier, box: FakeSentBox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for turn in range(3):
            box.opening = FolderMissingError() if turn % 2 == 0 else None
            run(copier)
            copier._service.register.queue([new_mail(f"message:{turn + 2}", "a@b.example", NOW)], NOW)
            copier._service.deliver()

    assert len(caplog.records) == 2


def test_what_may_pass_is_tried_soon_and_what_needs_a_person_seldom(copier: Copier, box: FakeSentBox) -> None:
    box.opening = MailboxUnavailableError()
    [soon] = run(copier)
    box.opening = FolderMissingError()
    [seldom] = run(copier)

    assert soon <= 1.0
    assert seldom == LONGEST_SECONDS


def test_where_all_is_well_nobody_waits(copier: Copier, box: FakeSentBox) -> None:
    assert (run(copier), len(box.mails)) == ([], 1)
