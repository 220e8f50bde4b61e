"""Reading a backlog on several cores: processes that read one mail after another, each of which may be stopped.

A member of the crew reads mails as ``mailintake.parse.read`` does, a handful at a time. One that dies or takes too long
is stopped, and each mail of its handful is read by ``isolation.read_alone``, as odd mail is: no other mail is to blame.
A member also says what it would decide about a mail of whose sender and thread nothing is known, as is true of most.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import pickle
import queue
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from mailintake.domain.decision import Decision
from mailintake.domain.history import History
from mailintake.domain.message import Arrival, Message, Reading
from mailintake.parse.boundary import Boundary
from mailintake.parse.crossing import pack, unpack
from mailintake.parse.isolation import child_environment, read_alone

log = logging.getLogger(__name__)

# The length of what follows, in bytes.
FRAME = struct.Struct("!Q")
# What no handful of mails that are not odd should take; if it does, each is read in a process with limits.
PATIENCE_SECONDS = 20.0
# Handing over costs more than reading a small mail, so that several go at once.
HANDFUL = 10
HANDFUL_BYTES = 4_000_000
_LARGEST_ANSWER = 256 * 1024 * 1024

Task = tuple[bytes, Arrival]
# What is passed to a member must go through pickle: a judge is made anew from what it is made of.
Judge = Callable[[Message, History, datetime], Decision]
# What a mail says, and what it would be decided to be if nothing else were known; None where that was not asked.
Look = tuple[Reading, Decision | None]


class MemberLostError(Exception):
    """A member of the crew died, or did not answer in time."""


class Member:
    """One process that reads mails, one after another; used by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._made_with = b""

    def spawn(self) -> None:
        """Start the process, and do not wait for it. Raises MemberLostError."""
        try:
            # It ends by itself when its standard input does: also when this process is killed.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "mailintake.parse.crew_member"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                env=child_environment(),
                start_new_session=True,
            )
        except OSError as error:
            raise MemberLostError from error

    def start(self, boundary: Boundary, judge: Judge) -> None:
        """Tell the process what it reads and judges with; return when it is ready. Raises MemberLostError."""
        self._made_with = pack((boundary, judge))
        self._get_ready()

    def read(self, tasks: Sequence[Task], now: datetime) -> list[Look | None]:
        """Read mails; None stands for an odd one. Raises MemberLostError; the next call starts a new process."""
        process = self._process or self._get_ready()
        looks: list[Look | None] = self._ask(process, pack((tasks, now)))
        return looks

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def _get_ready(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self.spawn()
        assert self._process is not None  # noqa: S101 - it has been started
        self._ask(self._process, self._made_with)
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], frame: bytes) -> list[Look | None]:
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        assert process.stdout is not None  # noqa: S101
        try:
            # The member reads all of a frame before it answers, so that neither waits for the other.
            view = memoryview(FRAME.pack(len(frame)) + frame)
            while view:
                view = view[os.write(process.stdin.fileno(), view) :]
            answer: list[Look | None] = unpack(_receive(process.stdout.fileno()))
        except (OSError, EOFError, pickle.PickleError) as error:
            self.stop()
            raise MemberLostError from error
        return answer


@dataclass(frozen=True, kw_only=True, slots=True)
class _Handful:
    """Some mails that are read at once, and where their looks are to be put."""

    tasks: Sequence[Task]
    now: datetime
    looks: Future[list[Look]] = field(default_factory=Future)


class Crew:
    """As many members as there are cores; a context manager that ends them all.

    ``make_judge`` is called once, while the members start. ``read_here`` reads mail in this process where none of them
    can be started.
    """

    def __init__(
        self,
        boundary: Boundary,
        make_judge: Callable[[], Judge],
        read_here: Callable[[bytes, Arrival, datetime], Reading],
        *,
        members: int = 0,
    ) -> None:
        self._boundary = boundary
        self._make_judge = make_judge
        self._read_here = read_here
        # One for each core: this process mostly waits, for the mail server and for the disk.
        members = members or os.cpu_count() or 2
        self._members = [Member() for _ in range(members)]
        self._waiting: queue.SimpleQueue[_Handful | None] = queue.SimpleQueue()
        self._lost = itertools.count(1)
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        for member in self._members:
            # One that cannot be started now is tried once more when there is a judge.
            with contextlib.suppress(MemberLostError):
                member.spawn()
        try:
            judge = self._make_judge()
        except BaseException:
            self._dismiss()
            raise
        self._threads = [
            threading.Thread(target=self._work, args=(member, judge), name=f"crew {number}", daemon=True)
            for number, member in enumerate(self._members)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        self._dismiss()

    def read(self, tasks: Sequence[Task], now: datetime) -> list[Look]:
        """Read mails; the looks come in the order of the tasks. Nothing is raised."""
        handfuls = [_Handful(tasks=some, now=now) for some in _handfuls(tasks)]
        for handful in handfuls:
            self._waiting.put(handful)
        return [look for handful in handfuls for look in handful.looks.result()]

    def _dismiss(self) -> None:
        for member in self._members:
            member.stop()

    def _work(self, member: Member, judge: Judge) -> None:
        """Let one member read until there is no more."""
        read: Callable[[_Handful], list[Look]] = partial(self._read_handful, member)
        try:
            member.start(self._boundary, judge)
        except MemberLostError:
            log.warning("a process that reads mail could not be started")
            if next(self._lost) < len(self._members):
                # The others read its share.
                return
            read = self._read_handful_here
        while (handful := self._waiting.get()) is not None:
            try:
                handful.looks.set_result(read(handful))
            # Whoever waits for the mails is told.
            except BaseException as error:  # noqa: BLE001
                handful.looks.set_exception(error)

    def _read_handful_here(self, handful: _Handful) -> list[Look]:
        return [(self._read_here(*task, handful.now), None) for task in handful.tasks]

    def _read_handful(self, member: Member, handful: _Handful) -> list[Look]:
        looks: Sequence[Look | None]
        try:
            looks = member.read(handful.tasks, handful.now)
        except MemberLostError:
            looks = [None] * len(handful.tasks)
        return [
            look or (read_alone(original, arrival, self._boundary, handful.now), None)
            for look, (original, arrival) in zip(looks, handful.tasks, strict=True)
        ]


def _handfuls(tasks: Sequence[Task]) -> list[list[Task]]:
    handfuls: list[list[Task]] = [[]]
    size = 0
    for task in tasks:
        if len(handfuls[-1]) == HANDFUL or size > HANDFUL_BYTES:
            handfuls.append([])
            size = 0
        handfuls[-1].append(task)
        size += len(task[0])
    return handfuls


def _receive(descriptor: int) -> bytes:
    """Return the frame that comes. Raises EOFError where it does not come in time."""
    until = time.monotonic() + PATIENCE_SECONDS
    (length,) = FRAME.unpack(_take(descriptor, FRAME.size, until))
    if length > _LARGEST_ANSWER:
        raise EOFError
    return _take(descriptor, length, until)


def _take(descriptor: int, length: int, until: float) -> bytes:
    """Return so many bytes. Raises EOFError where they do not come in time."""
    taken = bytearray()
    while len(taken) < length:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        part = os.read(descriptor, min(length - len(taken), 1 << 20)) if ready else b""
        if not part:
            raise EOFError
        taken += part
    return bytes(taken)
