"""Run the service until it is told to stop: the threads, the ticker that wakes them, and the watchdog."""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Mapping

from mailintake.bootstrap.service import Service
from mailintake.schedule.copier import Copier
from mailintake.schedule.timetable import Entry, Ticker, TickerLike, timetable
from mailintake.schedule.watcher import Watcher
from mailintake.schedule.worker import Worker

log = logging.getLogger(__name__)

MakeTicker = Callable[[tuple[Entry, ...], Mapping[str, Callable[[], None]]], TickerLike]

HEARTBEAT_SECONDS = 2.0
STOP_SECONDS = 4.0
# No single step takes this long: a thread that shows no sign of life has been hung by a mail. The process ends, is
# started again by its supervisor, and reads that mail alone in a child that can be killed.
HUNG_AFTER_SECONDS = 600.0
EXIT_STATUS_HUNG = 70


class Runner:
    """All threads of one process. Another ticker than the clock's can be given, to play time that is not real."""

    def __init__(self, service: Service, *, make_ticker: MakeTicker = Ticker) -> None:
        self._service = service
        self._make_ticker = make_ticker
        self._holds_lease = threading.Event()
        # Of what threads wait for, only this may be given something by a signal handler that interrupts the waiting.
        self._stopped: queue.SimpleQueue[None] = queue.SimpleQueue()
        deliver = Worker("deliver", self._deliver)
        self._workers = {
            "deliver": deliver,
            "copies": Worker("copies", Copier(service)),
            "remind": Worker("remind", self._then_deliver(lambda: service.remind().queued)),
            "digest": Worker("digest", self._then_deliver(lambda: service.digest().queued)),
            "reconcile": Worker("reconcile", self._if_leader(service.reconcile)),
            "retain": Worker("retain", self._if_leader(service.retain)),
            "lease": Worker("lease", lambda _worker: self._renew_lease()),
        }
        self._watchers = [
            Worker(
                f"watch {folder}",
                Watcher(
                    service,
                    folder,
                    holds_lease=self._holds_lease.is_set,
                    on_queued=deliver.wake,
                    on_lease_lost=self._holds_lease.clear,
                ),
            )
            for folder in service.parts.mailbox.folders
        ]

    def run(self) -> bool:
        """Do the job until ``stop`` is called; return False where a thread does not end in time and must be left."""
        service = self._service
        # A fault in a template or a rule ends the run here, and not when the first comment has come.
        service.bench().get_ready()
        service.sync_invited()
        self._renew_lease()
        entries = timetable(
            zone=service.parts.zone,
            poll_seconds=service.parts.poll_seconds,
            lease_seconds=service.parts.lease_renewal_seconds,
        )
        wakers = {name: worker.wake for name, worker in self._workers.items()}
        ticker = self._make_ticker(entries, {**wakers, "poll": self._poke_watchers})
        everyone = [*self._watchers, *self._workers.values()]
        for worker in everyone:
            worker.start()
        for worker in everyone:
            worker.wake()
        ticker.start()
        log.info("running, folders: %d", len(self._watchers))
        while not self._is_stopped_within(HEARTBEAT_SECONDS):
            ticker.nudge()
            self._end_if_hung(everyone)
        ticker.stop()
        return self._end(everyone)

    def is_idle(self) -> bool:
        """Whether no job is being done or waits to be done, and no folder is being read."""
        return all(worker.is_idle() for worker in (*self._workers.values(), *self._watchers))

    def stop(self) -> None:
        """End the run; safe to call from a signal handler and more than once."""
        self._stopped.put(None)

    def _is_stopped_within(self, seconds: float) -> bool:
        try:
            self._stopped.get(timeout=seconds)
        except queue.Empty:
            return False
        return True

    def _end(self, everyone: list[Worker]) -> bool:
        for worker in everyone:
            worker.stop()
        until = time.monotonic() + STOP_SECONDS
        late = [worker.name for worker in everyone if not worker.join(max(0.0, until - time.monotonic()))]
        if late:
            # Whatever they were doing is taken up from the tables at the next start.
            log.warning("stopped without waiting for: %s", ", ".join(late))
        elif self._holds_lease.is_set():
            self._service.register.give_back(self._service.parts.mailbox.name)
        log.info("stopped")
        return not late

    def _end_if_hung(self, everyone: list[Worker]) -> None:
        hung = [worker.name for worker in everyone if worker.seconds_without_life() > HUNG_AFTER_SECONDS]
        if hung:
            log.critical("no sign of life from %s: ending the process, to be started again", ", ".join(hung))
            logging.shutdown()
            os._exit(EXIT_STATUS_HUNG)

    def _poke_watchers(self) -> None:
        for watcher in self._watchers:
            watcher.wake()

    def _renew_lease(self) -> None:
        mailbox = self._service.parts.mailbox.name
        try:
            is_held = self._service.register.take(mailbox, self._service.now())
        except Exception:
            # Unknown is not held: another process may have it.
            self._holds_lease.clear()
            raise
        if is_held and not self._holds_lease.is_set():
            log.info("this process reads the mailbox")
            self._holds_lease.set()
        elif not is_held:
            if self._holds_lease.is_set():
                log.warning("another process reads the mailbox now; this one stands by")
            self._holds_lease.clear()

    def _deliver(self, worker: Worker) -> None:
        if self._service.deliver(is_stopping=worker.is_stopping).sent:
            self._workers["copies"].wake()

    def _then_deliver(self, job: Callable[[], int]) -> Callable[[Worker], None]:
        def run(_worker: Worker) -> None:
            if job():
                self._workers["deliver"].wake()

        return run

    def _if_leader(self, job: Callable[[], object]) -> Callable[[Worker], None]:
        def run(_worker: Worker) -> None:
            if self._holds_lease.is_set():
                job()

        return run
