"""Reading a mail alone: in a process of its own that is stopped when it takes too long or too much.

No input may stop the service. What the readers' own bounds do not hold, the operating system's do: processor time,
memory, files and the clock on the wall. A mail whose process is stopped is held with its bytes and the reason.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mailintake.domain.message import Arrival, Reading, Unreadable
from mailintake.parse.boundary import Boundary
from mailintake.parse.defects import Held
from mailintake.parse.serialisation import dump_request, load_reading

_PACKAGES = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildLimits:
    """What the process that reads one mail may use."""

    processor_seconds: int = 20
    wall_seconds: float = 30.0
    memory: int = 1024 * 1024 * 1024  # bytes of address space
    answer: int = 64 * 1024 * 1024  # bytes of JSON


def read_alone(
    original: bytes, arrival: Arrival, boundary: Boundary, now: datetime, *, limits: ChildLimits | None = None
) -> Reading:
    """Read a mail as ``mailintake.parse.read`` does, in a process of its own; nothing is raised."""
    limits = limits or ChildLimits()
    arguments = [str(limits.processor_seconds), str(limits.memory)]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, nothing of the mail is on the command line
            [sys.executable, "-P", "-m", "mailintake.parse.child", *arguments],
            input=dump_request(arrival, boundary, now) + original,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
            env=child_environment(),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return _held(original, arrival, now, Held.TOO_LONG.value)
    except (OSError, MemoryError) as error:
        return _held(original, arrival, now, f"{Held.BROKE_OFF.value} ({type(error).__name__}).")
    if child.returncode == 0 and len(child.stdout) <= limits.answer:
        try:
            return load_reading(child.stdout)
        except (ValueError, TypeError, RecursionError):
            return _held(original, arrival, now, f"{Held.BROKE_OFF.value} (it gave no answer).")
    return _held(original, arrival, now, _reason(child.returncode, child.stderr))


def _held(original: bytes, arrival: Arrival, now: datetime, reason: str) -> Unreadable:
    # Loaded here: a service that meets no odd mail never needs it for this.
    from mailintake.parse.reading import unreadable

    return unreadable(original, arrival, now, reason)


def _reason(status: int, errors: bytes) -> str:
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return Held.TOO_LONG.value
    if b"MemoryError" in errors:
        return Held.TOO_MUCH.value
    return f"{Held.BROKE_OFF.value} (status {status})."


def child_environment() -> dict[str, str]:
    """Return the environment of a process that reads mail."""
    # No secret of ours goes along, and Python finds this package wherever the service was started.
    return {
        "PYTHONPATH": _PACKAGES,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
    }
