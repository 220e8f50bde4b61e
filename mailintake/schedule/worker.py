"""A thread that does one job whenever it is woken, and outlives every failure of it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from mailintake.errors import MailintakeError

log = logging.getLogger(__name__)


class Worker:
    """One job in a thread of its own: woken as often as may be, done once at a time."""

    def __init__(self, name: str, job: Callable[[Worker], None]) -> None:
        self.name = name
        self._job = job
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._sign_of_life: float | None = None  # monotonic seconds; None: idle
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)

    def start(self) -> None:
        """Begin to wait for a wake."""
        self._thread.start()

    def wake(self) -> None:
        """Do the job as soon as may be; wakes that come while it is being done add up to one more time."""
        self._woken.set()

    def stop(self) -> None:
        """End after the step at hand."""
        self._stopping.set()
        self._woken.set()

    def join(self, seconds: float) -> bool:
        """Wait for the end; False where it has not come in time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def is_stopping(self) -> bool:
        """Whether the job should end after the step at hand."""
        return self._stopping.is_set()

    def is_woken(self) -> bool:
        """Whether somebody waits for the job to be done again, or to end."""
        return self._woken.is_set()

    def is_idle(self) -> bool:
        """Whether nothing is being done or waits to be done."""
        return not self._woken.is_set() and self._sign_of_life is None

    def take_wake(self) -> None:
        """Note that the wake has been seen."""
        if not self._stopping.is_set():
            self._woken.clear()

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until the service stops."""
        self.rest()
        self._stopping.wait(seconds)

    def show_life(self) -> None:
        """Tell the watchdog that a step has been done."""
        self._sign_of_life = time.monotonic()

    def rest(self) -> None:
        """Tell the watchdog that nothing is being done."""
        self._sign_of_life = None

    def seconds_without_life(self) -> float:
        """Return how long the step at hand has taken; 0 where none is being done."""
        last = self._sign_of_life
        return 0.0 if last is None else time.monotonic() - last

    def _loop(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait()
            # In this order, so that a worker which has something to do never looks idle.
            self.show_life()
            self.take_wake()
            if self._stopping.is_set():
                break
            try:
                self._job(self)
            except MailintakeError as error:
                log.warning("%s: %s", self.name, error)
            except Exception:
                # The one place where a fault of ours must not end the loop: it is told with its traceback, and the
                # next tick tries again.
                log.exception("%s failed: a fault of ours", self.name)
            finally:
                self.rest()
