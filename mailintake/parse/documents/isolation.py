"""Reading a document apart from the service: in a process that is stopped when it takes too long or too much.

The process is started for the first document and kept while more come: see ``child``, which reads each document in a
process of its own. Nothing that a document does is raised here; what went wrong is a Finding.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace

from mailintake.parse.charset import clean
from mailintake.parse.documents.found import Finding, Found
from mailintake.parse.documents.frames import ANSWER, REQUEST, ReadingLimits, write_all
from mailintake.parse.isolation import child_environment

MAX_DOCUMENT = 48 * 1024 * 1024  # bytes
# What starting the process and handing over may take beside the reading itself.
_GRACE_SECONDS = 5.0


class ReadingRoom:
    """A process that reads documents, one after another; it may be used by several threads."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self._limits = limits or ReadingLimits()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, content: bytes, kind: str, patience: float) -> Found:
        """Read a document of a kind that there is a reader for; wait for so many seconds at the most."""
        if len(content) > MAX_DOCUMENT or patience <= 0:
            return Found(finding=Finding.STOPPED)
        with self._lock:
            began = time.monotonic()
            found = self._read(content, kind, patience)
            return replace(found, seconds=time.monotonic() - began)

    def stop(self) -> None:
        """End the process; the next document starts a new one."""
        process, self._process = self._process, None
        if process is None:
            return
        atexit.unregister(self.stop)
        # The one that reads a document goes with it: both are of a session of their own.
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # What was not yet written is of no use to anybody.
                with suppress(OSError):
                    pipe.close()

    def _read(self, content: bytes, kind: str, patience: float) -> Found:
        # One that was kept may have ended by itself meanwhile, as it does when nothing comes for a while.
        for _ in range(1 if self._process is None else 2):
            until = time.monotonic() + min(patience, self._limits.wall_seconds) + _GRACE_SECONDS
            try:
                return self._ask(content, kind, until)
            except TimeoutError:
                self.stop()
                break
            except (OSError, EOFError, ValueError, MemoryError):
                self.stop()
        return Found(finding=Finding.STOPPED)

    def _ask(self, content: bytes, kind: str, until: float) -> Found:
        process = self._process = self._process or self._start()
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        assert process.stdout is not None  # noqa: S101
        name = kind.encode("ascii")
        write_all(process.stdin.fileno(), REQUEST.pack(len(name), len(content)) + name)
        # The process takes in all of a document before it answers, so that neither waits for the other.
        write_all(process.stdin.fileno(), content)
        value, length = ANSWER.unpack(_take(process.stdout.fileno(), ANSWER.size, until))
        if length > self._limits.answer:
            raise EOFError
        body = _take(process.stdout.fileno(), length, until)
        finding = Finding(value)
        if finding is Finding.MAIL:
            return Found(finding=finding, mail=body)
        return Found(finding=finding, text=clean(body.decode("utf-8", "replace")))

    def _start(self) -> subprocess.Popen[bytes]:
        # It ends by itself when its standard input does: also when this process is killed.
        process = subprocess.Popen(  # noqa: S603 - our own module, nothing of the mail is on the command line
            [sys.executable, "-P", "-m", "mailintake.parse.documents.child", *self._limits.as_arguments()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=child_environment(),
            start_new_session=True,
        )
        atexit.register(self.stop)
        return process


def _take(descriptor: int, length: int, until: float) -> bytes:
    """Return so many bytes. Raises EOFError where there are fewer, TimeoutError where they do not come in time."""
    taken = bytearray()
    while len(taken) < length:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(descriptor, min(length - len(taken), 1 << 20))
        if not part:
            raise EOFError
        taken += part
    return bytes(taken)


# The one of this process.
_ROOM = ReadingRoom()


def read_apart(content: bytes, kind: str, patience: float) -> Found:
    """Read a document of a kind that there is a reader for, in the process that is kept for it; nothing is raised."""
    return _ROOM.read(content, kind, patience)
