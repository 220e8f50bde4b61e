"""The service: every job over the adapters that were chosen, for the commands, the scheduler and the demo alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from mailintake.bootstrap.correspondence import current_consultations, digest_desk
from mailintake.bootstrap.parts import Parts, Register
from mailintake.bootstrap.watch import Watch
from mailintake.domain.acknowledgement import AnswerPolicy
from mailintake.domain.alert import Alert
from mailintake.errors import LeaseLostError
from mailintake.jobs import intake
from mailintake.jobs.judging import Bench, Judge, Judged
from mailintake.jobs.reports import DigestCounts, IntakeCounts

if TYPE_CHECKING:
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.digest import Digest, Reconciliation
    from mailintake.domain.organisation import Organisation
    from mailintake.domain.outbox import OutboxMail, SendResult
    from mailintake.domain.reminder import ReminderPlan
    from mailintake.jobs.digest import DigestDesk
    from mailintake.jobs.inspect import Inspection
    from mailintake.jobs.ports.mailbox import OpenFolder
    from mailintake.jobs.ports.register import Ledger
    from mailintake.jobs.reports import CopyCounts, DeliveryCounts, ReminderCounts, RetentionCounts

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Service:
    """What can be done. Each method takes its moment from the clock of its parts, and loads the job that it does."""

    parts: Parts
    observers: list[Callable[[Judged], None]] = field(default_factory=list)
    delivery_observers: list[Callable[[OutboxMail, SendResult], None]] = field(default_factory=list)
    # What the judge was made of, and the judge.
    _judge: tuple[tuple[Mapping[str, Consultation], Mapping[str, tuple[Organisation, ...]], int], Judge] | None = None

    @property
    def register(self) -> Register:
        """The register."""
        return self.parts.register

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return self.parts.clock()

    def today(self) -> date:
        """Return the present day where the service is."""
        return self.now().astimezone(self.parts.zone).date()

    def consultations(self) -> Mapping[str, Consultation]:
        """Return the consultations as staff have left them."""
        return current_consultations(self.parts)

    def open_folder(self, folder: str) -> AbstractContextManager[OpenFolder]:
        """Open one folder of the mailbox."""
        return self.parts.mailbox.open(folder)

    def sync_invited(self) -> int:
        """Add what is new on the invited lists; return how many organisations were added."""
        return sum(
            self.register.sync_invited(key, organisations, self.now())
            for key, organisations in self.parts.invited.items()
        )

    def poll_folder(
        self,
        folder: OpenFolder,
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> IntakeCounts:
        """Take in what is new in an open folder."""
        now = self.now()
        counts = intake.poll(
            folder, self.bench(), start=self.parts.start, now=now, progress=progress, is_stopping=is_stopping
        )
        self.register.record_poll(now)
        return counts

    def poll(self, *, progress: Callable[[int, int], None] = lambda _done, _total: None) -> IntakeCounts:
        """Take in what is new in every folder."""
        counts = IntakeCounts()
        for name in self.parts.mailbox.folders:
            with self.open_folder(name) as folder:
                counts += self.poll_folder(folder, progress=progress)
        return counts

    def rehearse_poll(
        self, observe: Callable[[Judged], None], *, progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> IntakeCounts:
        """Judge what is new in every folder and store nothing."""
        from mailintake.jobs.rehearsal import RehearsedLedger

        bench = self.bench(RehearsedLedger(self.register), observe=observe)
        counts = IntakeCounts()
        for name in self.parts.mailbox.folders:
            with self.open_folder(name) as folder:
                counts += intake.poll(folder, bench, start=self.parts.start, now=self.now(), progress=progress)
        return counts

    def ingest(
        self,
        originals: Iterable[bytes],
        *,
        may_answer: bool = False,
        rehearse: Callable[[Judged], None] | None = None,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> IntakeCounts:
        """Take in mails given as bytes; answered only where ``may_answer``; stored only where it is no rehearsal."""
        from mailintake.jobs import ingest
        from mailintake.jobs.rehearsal import RehearsedLedger

        bench = self.bench() if rehearse is None else self.bench(RehearsedLedger(self.register), observe=rehearse)
        return ingest.ingest(originals, bench, may_answer=may_answer, now=self.now(), progress=progress)

    def inspect(self, original: bytes) -> Inspection:
        """Read and judge one mail on its own, and store nothing."""
        from mailintake.jobs.inspect import inspect
        from mailintake.jobs.rehearsal import RehearsedLedger

        return inspect(original, self.bench(RehearsedLedger(self.register)), self.now())

    def deliver(self, *, is_stopping: Callable[[], bool] = lambda: False) -> DeliveryCounts:
        """Send what is due."""
        from mailintake.bootstrap.sending import send_due

        return send_due(self.parts, self._watch, observe=self._observe_delivery, is_stopping=is_stopping)

    def copy_sent(self, *, is_stopping: Callable[[], bool] = lambda: False) -> CopyCounts:
        """Lay copies of what was sent into the folder that the settings name, if they do."""
        from mailintake.bootstrap.sending import copy_what_was_sent

        return copy_what_was_sent(self.parts, is_stopping=is_stopping)

    def reminders_due(self, *, at_any_time: bool = False) -> list[tuple[Consultation, ReminderPlan]]:
        """Return the rounds of reminders that go out now; ``at_any_time``: on days off and before their hour too."""
        from mailintake.jobs import remind

        consultations, register = self.consultations().values(), self.register
        return remind.plans(consultations, register, register, self.parts.holidays, self.now(), at_any_time=at_any_time)

    def remind(self, *, at_any_time: bool = False) -> ReminderCounts:
        """Queue the reminders that go out now; ``at_any_time``: on days off and before their hour too."""
        from mailintake.jobs import remind

        due = self.reminders_due(at_any_time=at_any_time)
        return remind.remind(due, self.register, self.register, self.parts.composer, self.now())

    def digest_due(self) -> date | None:
        """Return the day whose digest is due and has not been made."""
        from mailintake.jobs import digest

        return digest.due(self.digest_desk, self.now())

    def look_at_digest(self, day: date) -> Digest:
        """Return the digest of a day as it would be sent now."""
        from mailintake.jobs import digest

        return digest.look(self.digest_desk, day, self.now())

    def digest(self, day: date | None = None) -> DigestCounts:
        """Queue the digest that is due, or that of a given day; nothing where none is due."""
        from mailintake.jobs import digest

        now = self.now()
        day = day or digest.due(self.digest_desk, now)
        return digest.send_digest(self.digest_desk, day, now) if day else DigestCounts()

    def reconcile(self, *, is_rehearsal: bool = False) -> list[Reconciliation]:
        """Compare every folder with the ledger."""
        from mailintake.jobs import reconcile

        results = []
        for name in self.parts.mailbox.folders:
            with self.open_folder(name) as folder:
                result = reconcile.reconcile(
                    folder, self.register, self.register, self.now(), is_rehearsal=is_rehearsal
                )
            if result is not None:
                results.append(result)
        return results

    def retain(self) -> RetentionCounts:
        """Count what is due for a retention decision."""
        from mailintake.jobs import retain

        return retain.retain(self.register, months=self.parts.retention_months, now=self.now())

    def alert(self, alert: Alert) -> None:
        """Tell staff that something is wrong: once a day for each code."""
        now = self.now()
        log.error("alert %s", alert.code)
        self.register.queue([self.parts.composer.alert(alert, to, now) for to in self.parts.alert_to], now)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make sure that no other process works on the same database file, while this lasts.

        On a database that many processes may share it does nothing: there the mailbox lease decides. Raises
        StoreLockedError.
        """
        with self.parts.run_lock() as is_alone:
            self.register.is_alone = is_alone
            yield

    @contextmanager
    def leading(self) -> Iterator[None]:
        """Hold the mailbox lease while this lasts. Raises LeaseLostError where another process has it."""
        name = self.parts.mailbox.name
        if not self.register.take(name, self.now()):
            raise LeaseLostError("Another process reads this mailbox.", remedy="Stop it, or leave the work to it.")
        try:
            yield
        finally:
            self.register.give_back(name)

    @property
    def digest_desk(self) -> DigestDesk:
        """The tools of the digest."""
        return digest_desk(self.parts)

    @cached_property
    def _watch(self) -> Watch:
        parts = self.parts
        limit = parts.limits.breaker
        return Watch(parts.register, breaker=limit, zone=parts.zone, clock=parts.clock, alert=self.alert)

    def bench(self, ledger: Ledger | None = None, observe: Callable[[Judged], None] | None = None) -> Bench:
        """Return the tools with which mail is judged, as the register is now; over another ledger in a rehearsal."""
        parts = self.parts
        make_judge = cache(self._current_judge)
        return Bench(
            ledger=ledger or self.register,
            read=parts.read,
            read_alone=parts.read_alone,
            crew=lambda: parts.crew(make_judge),
            lone_crew=lambda: parts.lone_crew(make_judge),
            make_judge=make_judge,
            make_composer=parts.make_composer,
            policy=AnswerPolicy(
                own_addresses=parts.own_addresses, limits=parts.limits, is_breaker_open=self.register.is_open()
            ),
            secret=parts.secret,
            prefixes={key: consultation.reference_prefix for key, consultation in parts.consultations.items()},
            observe=observe or (self._observe if ledger is None else lambda _judged: None),
        )

    def _current_judge(self) -> Judge:
        """Return the judge that knows consultations and organisations as they are now, and what staff have decided.

        It is made anew only when any of it has changed.
        """
        consultations = self.consultations()
        organisations = {key: self.register.organisations(key) for key in consultations}
        known = (consultations, organisations, self.register.human_decisions_mark())
        if self._judge is None or self._judge[0] != known:
            decided = self.register.human_decisions()
            self._judge = (known, self.parts.make_judge(consultations, organisations, decided))
        return self._judge[1]

    def _observe(self, judged: Judged) -> None:
        for kept in judged.kept:
            log.info("kept %s: %s, %s, %s", kept.entry.ref, kept.entry.label, kept.entry.outcome, kept.entry.reason)
        self._watch.note(judged)
        for observer in self.observers:
            observer(judged)

    def _observe_delivery(self, mail: OutboxMail, result: SendResult) -> None:
        for observer in self.delivery_observers:
            observer(mail, result)
