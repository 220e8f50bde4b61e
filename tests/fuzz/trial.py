"""One mail read as the service reads it, and what is wrong with how that went.

A mail that is not odd is read in this process, as in the service. An odd one is read here too, by the same reader under
the same limit of memory as in the child (to start a process for each would take a hundred times as long); of these
every ``ALONE_ONE_IN``-th is read by the child as well, and the two readings must be the same.
"""

from __future__ import annotations

import dataclasses
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mailmaking.reader import BOUNDARY, NOW, arrival

from mailintake.domain.message import Message, Reading, Unreadable
from mailintake.parse import read, read_unless_odd
from mailintake.parse.isolation import ChildLimits, read_alone

# What reading one mail of at most two million bytes may take.
MOST_SECONDS = 2.0  # of processor time
MOST_MEMORY = 130 * 1024 * 1024  # bytes above what the process held before
ALONE_ONE_IN = 100


@dataclass(kw_only=True, slots=True)
class Trial:
    """How the reading of one mail went."""

    is_odd: bool = False
    is_alone: bool = False  # read by the child too
    seconds: float = 0.0
    fault: str = ""  # "" where all is well


def confine() -> int:
    """Limit this process's memory as the child's is; return the most that it has held so far, in bytes."""
    memory = ChildLimits().memory
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return peak()


def peak() -> int:
    """Return the most that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def attempt(mail: bytes, before: int, *, is_sampled: bool) -> Trial:
    """Read a mail; ``before`` is what the process held at most so far, ``is_sampled`` lets the child read it if odd."""
    trial = Trial()
    began = time.process_time()
    try:
        reading = read_unless_odd(mail, arrival(mail), BOUNDARY, NOW)
        trial.is_odd = reading is None
        reading = reading or read(mail, arrival(mail), BOUNDARY, NOW)
        trial.seconds = time.process_time() - began
        if trial.is_odd and is_sampled:
            trial.is_alone = True
            alone = read_alone(mail, arrival(mail), BOUNDARY, NOW)
            trial.fault = "" if alone == reading else f"the child reads it differently: {_told(alone)}"
        trial.fault = trial.fault or _fault_of(reading, mail)
    # Whatever a reader lets out is what is looked for here.
    except BaseException as error:  # noqa: BLE001
        trial.fault = f"an exception escaped: {type(error).__name__}: {error}"
    if not trial.fault and trial.seconds > MOST_SECONDS:
        trial.fault = f"it took {trial.seconds:.1f} s of processor time"
    if not trial.fault and peak() - before > MOST_MEMORY:
        trial.fault = f"it took {(peak() - before) // 1024 // 1024} MB"
    return trial


def _fault_of(reading: Reading, mail: bytes) -> str:
    if isinstance(reading, Unreadable) and mail.strip():
        # The net below the readers caught it: nothing is lost, and yet a reader should have known.
        return f"held: {reading.reason}"
    if any("\0" in text or not _is_encodable(text) for text in _texts(reading)):
        return "a text of it cannot be stored"
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _told(reading: Reading) -> str:
    return "a message" if isinstance(reading, Message) else reading.reason
