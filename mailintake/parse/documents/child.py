"""The process that has documents read: ``python -m mailintake.parse.documents.child``.

It looks at no document itself. For each one it forks a process that reads just that one, within limits of processor
time, clock, memory and answer, with no way to open a file or a connection; so a document that crashes, stalls or takes
over its reader harms no other, and the libraries need not be loaded anew. It ends when its standard input does, or
when nothing has been asked of it for a while.
"""

from __future__ import annotations

import importlib
import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from mailintake.parse.documents import READERS
from mailintake.parse.documents.found import Finding, Found, LockedError
from mailintake.parse.documents.frames import ANSWER, REQUEST, ReadingLimits, write_all

Read = Callable[[bytes], Found]


def main(arguments: list[str]) -> int:
    """Have documents read until there are no more; return the exit status."""
    limits = ReadingLimits.of_arguments(arguments)
    while (request := _receive(limits.idle_seconds)) is not None:
        kind, content = request
        write_all(1, read_in_fork(load_reader(kind), content, limits))
    return 0


def load_reader(kind: str) -> Read:
    """Return what reads documents of a kind; it stays loaded, so that the next one finds it ready."""
    read: Read = importlib.import_module(f"mailintake.parse.documents.{READERS[kind]}").read
    return read


def read_in_fork(read: Read, content: bytes, limits: ReadingLimits) -> bytes:
    """Return the answer of a process that reads one document, or what became of it."""
    source, sink = os.pipe()
    process = os.fork()
    if process == 0:
        _close_all_but(sink, source)
        _read_and_exit(read, content, sink, limits)
    os.close(sink)
    answer = _take(source, limits.answer + 1)
    os.close(source)
    if len(answer) > limits.answer:
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return answer if _is_answer(answer) else ANSWER.pack(Finding.STOPPED.value, 0)


def _receive(patience: int) -> tuple[str, bytes] | None:
    """Return the kind of a document and the document; None when there are no more."""
    ready, _, _ = select.select([0], [], [], patience)
    head = _take(0, REQUEST.size) if ready else b""
    if len(head) < REQUEST.size:
        return None
    kind_length, length = REQUEST.unpack(head)
    kind = _take(0, kind_length).decode("ascii")
    content = _take(0, length)
    return (kind, content) if len(content) == length else None


def _read_and_exit(read: Read, content: bytes, sink: int, limits: ReadingLimits) -> None:
    try:
        _set_limits(limits)
        found = _found(read, content)
        body = found.mail or found.text.encode("utf-8", "replace")
        write_all(sink, ANSWER.pack(found.finding.value, len(body)) + body)
    finally:
        # Nothing of the process that was copied is to run to its end here; that there is no answer tells enough.
        os._exit(0)


def _close_all_but(sink: int, source: int) -> None:
    # Whoever asked hears nothing from this process but through the one above it.
    for descriptor in {0, 1, 2, source} - {sink}:
        with suppress(OSError):
            os.close(descriptor)


def _set_limits(limits: ReadingLimits) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_seconds, limits.processor_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    # What is open stays open; no file, pipe or connection can be opened any more.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)


def _found(read: Read, content: bytes) -> Found:
    try:
        return read(content)
    except LockedError:
        return Found(finding=Finding.LOCKED)
    except MemoryError:
        return Found(finding=Finding.STOPPED)
    # Whatever a library raises on a broken document, the mail is read all the same.
    except Exception:  # noqa: BLE001
        return Found(finding=Finding.DAMAGED)


def _is_answer(answer: bytes) -> bool:
    return len(answer) >= ANSWER.size and ANSWER.unpack_from(answer)[1] == len(answer) - ANSWER.size


def _take(descriptor: int, length: int) -> bytes:
    """Return so many bytes, or as many as come before the end."""
    taken = bytearray()
    while len(taken) < length and (part := os.read(descriptor, min(length - len(taken), 1 << 20))):
        taken += part
    return bytes(taken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
