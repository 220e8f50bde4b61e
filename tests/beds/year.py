"""A service that lives through a simulated time: its process ends and begins again, and its clock is set.

Real are the settings, the register in SQLite, the parser, the judge, the composer and every job; the mailbox and the
way out are the fakes that keep the same contracts as the adapters. The jobs are done one after the other, in the order
in which a start wakes them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from fakes.mailbox import FakeMailbox
from fakes.notify import FakeTransport, Fate

from mailintake.bootstrap import open_service
from mailintake.bootstrap.parts import Parts
from mailintake.bootstrap.service import Service
from mailintake.domain.outbox import OutboxState
from mailintake.review import desk

# So many starts read the settings and open the database anew; the others have a new service over what was read.
_STARTS_FROM_NOTHING = 20
_FIVE_MINUTES = timedelta(minutes=5)


class PowerCut(BaseException):
    """The process ends here and now; nobody may catch it."""


class SetClock:
    """The clock of the machine: time as it is, and what it is set wrong by; it may be the last thing that is read."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)
        self.set_by = timedelta()
        self.reads_left = 0  # 0: any number

    def __call__(self) -> datetime:
        if self.reads_left:
            self.reads_left -= 1
            if not self.reads_left:
                raise PowerCut
        return self.now + self.set_by


class DoomedRegister:
    """A register whose process ends at the so-manyth step: before one of its operations or after it."""

    def __init__(self, register: Any, steps: int) -> None:
        self._register = register
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._register, name)
        if not callable(value):
            return value

        def operation(*arguments: Any, **named: Any) -> Any:
            self._step()
            result = value(*arguments, **named)
            self._step()
            return result

        return operation

    def _step(self) -> None:
        self._steps -= 1
        if self._steps == 0:
            raise PowerCut


class Machine:
    """Where the service runs, with the mailbox and the way out, which outlive it."""

    def __init__(self, config: Path, begins_at: datetime) -> None:
        self.clock = SetClock(begins_at)
        self.mailbox = FakeMailbox()
        self.way_out = FakeTransport()
        self.is_way_out_open = True
        self.has_mail = False
        self.environment: dict[str, str] = {}
        self.starts = 0
        self.cuts = 0
        # The moments, by its own clock, at which the service has looked whether a digest is due.
        self.looked_at: list[datetime] = []
        # Whether mails of ours waited for a person when a digest was made or passed over.
        self.had_trouble: dict[datetime, bool] = {}
        self._config = config
        self._make_composer: Callable[[], Any] | None = None
        self._parts: Parts | None = None
        self._service: Service | None = None
        self._alone: AbstractContextManager[None] | None = None

    @property
    def is_up(self) -> bool:
        """Whether the process lives."""
        return self._service is not None

    @property
    def service(self) -> Service:
        """The service that runs."""
        assert self._service is not None
        return self._service

    def start(self) -> None:
        """Begin a process, which looks at everything once."""
        if self._parts is None or self.starts % _STARTS_FROM_NOTHING == 0:
            self._open()
        assert self._parts is not None
        # Of what a process holds in memory nothing is left but what is read from files and the connection.
        register: Any = copy(self._parts.register)
        register.worker = f"process {self.starts}"
        self._service = Service(parts=replace(self._parts, register=register))
        self._alone = self._service.alone()
        self._alone.__enter__()
        self.starts += 1
        self._service.sync_invited()
        self.has_mail = True
        self.tick("deliver")

    def set_up(self, environment: dict[str, str]) -> None:
        """Change a setting; the next start knows it."""
        self.environment = environment
        self._parts = None

    def end(self) -> None:
        """End the process."""
        self.clock.reads_left = 0
        if self._alone is not None:
            self._alone.__exit__(None, None, None)
        self._service = self._alone = None

    def tick(self, *jobs: str, register_steps: int = 0, clock_reads: int = 0) -> None:
        """Do what the timetable says; the process ends at a step of the register's or at a reading of the clock."""
        service = self.service
        if register_steps:
            doomed: Any = DoomedRegister(service.register, register_steps)
            service = Service(parts=replace(service.parts, register=doomed))
        self.clock.reads_left = clock_reads
        try:
            self._do(service, jobs)
        except PowerCut:
            self.cuts += 1
            self.end()
        else:
            self.clock.reads_left = 0

    def settle(self) -> None:
        """Staff look at what is unknown: they ask the other side, and have it sent only where it did not arrive."""
        arrived = {mail.message_id for mail in self.way_out.sent}
        for mail in self.service.register.outbox([OutboxState.UNKNOWN], 100):
            settle = desk.drop_mail if mail.mail.message_id in arrived else desk.send_unknown
            settle(self.service, mail.id, by="Karin")

    def receive(self, content: bytes) -> None:
        """Let a mail arrive."""
        self.mailbox.append("INBOX", content, self.clock.now)
        self.has_mail = True

    def _open(self) -> None:
        if self._parts is not None:
            self._parts.register.store.dispose()  # type: ignore[attr-defined]
        parts = open_service(self._config, clock=self.clock, environ=self.environment).parts
        # Read once for all processes: what templates say depends on nothing that changes, and reading them takes long.
        self._make_composer = self._make_composer or parts.make_composer
        self._parts = replace(
            parts,
            mailbox=self.mailbox,
            make_transport=lambda: self.way_out,
            make_composer=self._make_composer,
        )

    def _do(self, service: Service, jobs: tuple[str, ...]) -> None:
        # A poll without mail and a delivery of nothing change nothing: they are done at a start, which takes back what
        # a dead process held, and where there is something.
        if self.has_mail:
            service.poll()
            self.has_mail = False
        if "reconcile" in jobs:
            service.reconcile()
            service.retain()
        service.remind()
        now = service.now()
        if any(service.digest().as_dict().values()):
            counts = service.register.counts()
            self.had_trouble[now] = bool(counts["unknown"] or counts["failed"])
        self.looked_at.append(now)
        due_at = service.register.next_due_at()
        if "deliver" in jobs or (due_at is not None and due_at <= service.now()):
            self.way_out.fates = [] if self.is_way_out_open else [Fate.AWAY]
            service.deliver()


def ticks(begins_at: datetime, ends_at: datetime, times: Collection[time]) -> list[datetime]:
    """Return the moments at which the jobs are woken: at these local times of every day; twice in a doubled hour."""
    moments = []
    moment = begins_at.astimezone(UTC)
    while moment < ends_at:
        if moment.astimezone(begins_at.tzinfo).time() in times:
            moments.append(moment)
        moment += _FIVE_MINUTES
    return moments
