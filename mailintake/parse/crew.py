"""Reading a backlog on several cores: processes that read one mail after another, each of which may be stopped.

A member of the crew reads mails as ``mailintake.parse.read`` does, a handful at a time. One that dies or takes too long
is stopped, and each mail of its handful is read by ``isolation.read_alone``, as odd mail is: no other mail is to blame.
"""

from __future__ import annotations

import os
import pickle
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from types import TracebackType
from typing import Self

from mailintake.domain.message import Arrival, Reading
from mailintake.parse.boundary import Boundary
from mailintake.parse.isolation import child_environment, read_alone

# The length of what follows, in bytes.
FRAME = struct.Struct("!Q")
# What no handful of mails that are not odd should take; if it does, each is read in a process with limits.
PATIENCE_SECONDS = 20.0
# Handing over costs more than reading a small mail, so that several go at once.
HANDFUL = 20
HANDFUL_BYTES = 4_000_000
_LARGEST_ANSWER = 256 * 1024 * 1024

Task = tuple[bytes, Arrival]


class MemberLostError(Exception):
    """A member of the crew died, or did not answer in time."""


class Member:
    """One process that reads mails, one after another; used by one thread at a time."""

    def __init__(self, boundary: Boundary) -> None:
        self._boundary = boundary
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, tasks: Sequence[Task], now: datetime) -> list[Reading | None]:
        """Read mails; None stands for an odd one. Raises MemberLostError; the next call starts a new process."""
        process = self._process or self._start()
        try:
            self._send(process, pickle.dumps((tasks, now)))
            answer: list[Reading | None] = pickle.loads(self._receive(process))  # noqa: S301 - our own code wrote it
        except (OSError, EOFError, pickle.PickleError) as error:
            self.stop()
            raise MemberLostError from error
        return answer

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

    def _start(self) -> subprocess.Popen[bytes]:
        # It ends by itself when its standard input does: also when this process is killed.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mailintake.parse.crew_member"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=child_environment(),
            start_new_session=True,
        )
        self._process = process
        self._send(process, pickle.dumps(self._boundary))
        return process

    def _send(self, process: subprocess.Popen[bytes], frame: bytes) -> None:
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        # The member reads all of a frame before it answers, so that neither waits for the other.
        view = memoryview(FRAME.pack(len(frame)) + frame)
        while view:
            view = view[os.write(process.stdin.fileno(), view) :]

    def _receive(self, process: subprocess.Popen[bytes]) -> bytes:
        assert process.stdout is not None  # noqa: S101 - it was started with pipes
        until = time.monotonic() + PATIENCE_SECONDS
        (length,) = FRAME.unpack(_take(process.stdout.fileno(), FRAME.size, until))
        if length > _LARGEST_ANSWER:
            raise EOFError
        return _take(process.stdout.fileno(), length, until)


class Crew:
    """As many members as there are cores to spare; a context manager that ends them all."""

    def __init__(self, boundary: Boundary, *, members: int = 0) -> None:
        # One core is left to judging and storing.
        self._size = members or max(1, (os.cpu_count() or 2) - 1)
        self._boundary = boundary
        self._members: list[Member] = []
        self._mine = threading.local()
        self._threads = ThreadPoolExecutor(max_workers=self._size, thread_name_prefix="crew")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for member in self._members:
            member.stop()

    def read(self, tasks: Sequence[Task], now: datetime) -> list[Reading]:
        """Read mails; the readings come in the order of the tasks. Nothing is raised."""
        handfuls = self._threads.map(lambda handful: self._read_handful(handful, now), _handfuls(tasks))
        return [reading for handful in handfuls for reading in handful]

    def _read_handful(self, tasks: Sequence[Task], now: datetime) -> list[Reading]:
        try:
            readings = self._member().read(tasks, now)
        except MemberLostError:
            readings = [None] * len(tasks)
        return [
            reading or read_alone(original, arrival, self._boundary, now)
            for reading, (original, arrival) in zip(readings, tasks, strict=True)
        ]

    def _member(self) -> Member:
        """Return the member of this thread."""
        member: Member | None = getattr(self._mine, "member", None)
        if member is None:
            member = self._mine.member = Member(self._boundary)
            self._members.append(member)
        return member


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
