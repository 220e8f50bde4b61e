from __future__ import annotations

from datetime import datetime

import pytest
from fakes.jobs import NOW, STARTED_AT, STOCKHOLM, Poll, bench
from fakes.mailbox import FakeMailbox

from mailintake.domain.ledger import Cursor
from mailintake.jobs.intake import poll
from mailintake.jobs.judging import Bench
from mailintake.jobs.place import Start, StartKind
from mailintake.jobs.reports import IntakeCounts
from mailintake.register.memory import MemoryRepository


@pytest.fixture
def register() -> MemoryRepository:
    return MemoryRepository(worker="a")


@pytest.fixture
def mailbox() -> FakeMailbox:
    return FakeMailbox()


@pytest.fixture
def tools(register: MemoryRepository) -> Bench:
    return bench(register)


@pytest.fixture
def started(register: MemoryRepository, mailbox: FakeMailbox) -> None:
    """The folder has been read before, when it was empty."""
    with mailbox.open("INBOX") as folder:
        register.start(mailbox.name, "INBOX", Cursor(uidvalidity=folder.uidvalidity, last_uid=0, started_at=STARTED_AT))


@pytest.fixture
def poll_inbox(mailbox: FakeMailbox, tools: Bench) -> Poll:
    def run(
        *, bench: Bench = tools, start: StartKind = StartKind.NOW, now: datetime = NOW, **more: object
    ) -> IntakeCounts:
        with mailbox.open("INBOX") as folder:
            return poll(folder, bench, start=Start(kind=start, zone=STOCKHOLM), now=now, **more)  # type: ignore[arg-type]

    return run
