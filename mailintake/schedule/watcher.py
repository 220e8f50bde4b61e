"""Watch one folder: poll it, wait for a hint of new mail, poll it again; reconnect with growing pauses."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from datetime import timedelta

from mailintake.bootstrap.service import Service
from mailintake.domain.alert import Alert, AlertCode
from mailintake.errors import LeaseLostError, PermanentError, TemporaryError
from mailintake.jobs.ports.mailbox import OpenFolder
from mailintake.schedule.backoff import pause_seconds
from mailintake.schedule.worker import Worker

log = logging.getLogger(__name__)

# A refused sign-in is not tried often: many servers lock an account that is knocked at.
PERMANENT_PAUSE_SECONDS = 300.0
# A mailbox that has been out of reach this long is told to staff.
ALERT_AFTER_SECONDS = 900.0


class Watcher:
    """The job of one folder's thread: it ends only when the service stops."""

    def __init__(
        self,
        service: Service,
        folder: str,
        *,
        holds_lease: Callable[[], bool],
        on_queued: Callable[[], None],
        on_lease_lost: Callable[[], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._folder = folder
        self._holds_lease = holds_lease
        self._on_queued = on_queued
        self._on_lease_lost = on_lease_lost
        self._monotonic = monotonic
        # Since the folder was last read to its end:
        self._failures = 0
        self._down_since: float | None = None  # when it first failed

    def __call__(self, worker: Worker) -> None:
        """Watch until the worker is stopped."""
        while not worker.is_stopping():
            if not self._holds_lease():
                worker.take_wake()
                worker.sleep(0.5)
                self._note_well()
                continue
            try:
                with self._service.open_folder(self._folder) as folder:
                    log.info("watching %s", self._folder)
                    self._watch(folder, worker)
            except LeaseLostError as error:
                log.warning("%s: %s", self._folder, error)
                self._on_lease_lost()
            except TemporaryError as error:
                log.warning("%s: %s", self._folder, error)
                self._note_failure()
                worker.sleep(pause_seconds(self._failures, random.random()))  # noqa: S311 - a pause is no secret
            except PermanentError as error:
                log.error("%s: %s", self._folder, error)  # noqa: TRY400 - the line says it all
                self._note_failure()
                worker.sleep(PERMANENT_PAUSE_SECONDS)

    def _watch(self, folder: OpenFolder, worker: Worker) -> None:
        while not worker.is_stopping() and self._holds_lease():
            # In this order, so that a watcher which has something to read never looks idle.
            worker.show_life()
            worker.take_wake()
            counts = self._service.poll_folder(
                folder, progress=lambda _done, _total: self._step(worker), is_stopping=worker.is_stopping
            )
            self._note_well()
            if counts.queued:
                self._on_queued()
            worker.rest()
            folder.wait(self._service.parts.poll_seconds, worker.is_woken)

    def _step(self, worker: Worker) -> None:
        worker.show_life()
        # In a backlog the first answers go out while the rest is still being read.
        self._on_queued()

    def _note_well(self) -> None:
        self._failures = 0
        self._down_since = None

    def _note_failure(self) -> None:
        now = self._monotonic()
        self._failures += 1
        self._down_since = now if self._down_since is None else self._down_since
        if now - self._down_since >= ALERT_AFTER_SECONDS:
            since = self._service.now() - timedelta(seconds=now - self._down_since)
            self._service.alert(Alert(code=AlertCode.MAILBOX_UNREACHABLE, folder=self._folder, unread_since=since))
