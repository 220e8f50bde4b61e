"""Processes that read mutants side by side, watched by one that stops those which hang and starts them anew."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from fuzz import trial, whole
from fuzz.mutations import mutant

_TELL_SECONDS = 1.0
# Starting a process and loading all there is takes its time on a busy machine.
_START_SECONDS = 120.0
_NOT_BEGUN = -1

_PROCESSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A mutant that was not read as it should be."""

    number: int
    what: str


@dataclass(kw_only=True, slots=True)
class Count:
    """What has been read, of one worker or of all."""

    read: int = 0
    odd: int = 0
    alone: int = 0
    slowest: float = 0.0  # seconds of processor time
    size: int = 0  # bytes
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add what another has read."""
        self.read += other.read
        self.odd += other.odd
        self.alone += other.alone
        self.slowest = max(self.slowest, other.slowest)
        self.size += other.size
        self.faults += other.faults


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What is to be read."""

    seed: str
    mutants: int
    until: float  # time.monotonic() at which no more are begun
    workers: int = 0
    attempt: Callable[..., trial.Trial] = trial.attempt
    # A worker that has not finished one mail for so long hangs: the limit of processor time is far below it.
    patience_seconds: float = 60.0

    @property
    def stride(self) -> int:
        """How many workers share the numbers."""
        return self.workers or os.cpu_count() or 2


def read_all(run: Run) -> Iterator[Count]:
    """Read the mutants on all cores; yield what has been read so far, about once a second."""
    count = Count()
    hands = [_Hand(run, first) for first in range(run.stride)]
    try:
        while any(hand.is_busy for hand in hands):
            busy = {hand.ear: hand for hand in hands if hand.is_busy}
            for ear in wait(list(busy), timeout=_TELL_SECONDS):
                count.add(busy[ear].hear())  # type: ignore[index]
            for hand in busy.values():
                count.add(hand.look())
            yield count
    finally:
        for hand in hands:
            hand.stop()


class _Hand:
    """One worker as its watcher sees it."""

    def __init__(self, run: Run, first: int) -> None:
        self._run = run
        # The first of its numbers that it has not told of.
        self._next = first
        # The number of the mutant that the worker is at.
        self._at: Any = _PROCESSES.Value("q", _NOT_BEGUN, lock=False)
        self.is_busy = True
        self._start()

    def hear(self) -> Count:
        """Take what the worker tells."""
        try:
            told = self.ear.recv()
        except (EOFError, OSError):
            return self._replace("it ended the process that read it")
        if told is None:
            self.is_busy = False
            return Count()
        count: Count = told
        self._next += count.read * self._run.stride
        if count.faults:
            # A fault may have left the process larger than it was: the next mutants get a new one.
            self.stop()
            self._start()
        return count

    def look(self) -> Count:
        """Stop the worker where it hangs."""
        if self._at.value != self._seen:
            self._seen, self._since = self._at.value, time.monotonic()
        patience = _START_SECONDS if self._seen == _NOT_BEGUN else self._run.patience_seconds
        if not self.is_busy or time.monotonic() - self._since < patience:
            return Count()
        return self._replace(f"it hangs: no end after {self._run.patience_seconds:g} s")

    def stop(self) -> None:
        """End the worker."""
        self._process.kill()
        self._process.join()
        self.ear.close()

    def _start(self) -> None:
        self.ear, mouth = _PROCESSES.Pipe(duplex=False)
        self._seen, self._since = _NOT_BEGUN, time.monotonic()
        self._at.value = _NOT_BEGUN
        self._process = _PROCESSES.Process(target=_work, args=(self._run, self._next, self._at, mouth), daemon=True)
        self._process.start()
        mouth.close()

    def _replace(self, what: str) -> Count:
        number = max(self._at.value, self._next)
        self.stop()
        # Those before it were read, and were not told of any more.
        read = (number - self._next) // self._run.stride + 1
        self._next = number + self._run.stride
        self._start()
        return Count(read=read, faults=[Fault(number=number, what=what)])


def _work(run: Run, first: int, at: Any, mouth: Connection) -> None:
    """Read every stride-th mutant from the first on, and tell now and then how many."""
    mails = whole.own() + whole.real()
    trial.attempt(mails[0], 0, is_sampled=False)
    before = trial.confine()
    count, told_at = Count(), time.monotonic()
    for number in range(first, run.mutants, run.stride):
        now = time.monotonic()
        if now >= run.until:
            break
        if count.faults or now - told_at > _TELL_SECONDS:
            mouth.send(count)
            count, told_at = Count(), now
        at.value = number
        mail = mutant(run.seed, number, mails)
        done = run.attempt(mail, before, is_sampled=number // run.stride % trial.ALONE_ONE_IN == 0)
        count.read += 1
        count.odd += done.is_odd
        count.alone += done.is_alone
        count.slowest = max(count.slowest, done.seconds)
        count.size += len(mail)
        if done.fault:
            count.faults.append(Fault(number=number, what=done.fault))
    mouth.send(count)
    mouth.send(None)
    mouth.close()
