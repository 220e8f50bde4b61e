"""Programs as they are started by a user: how long they take, and how much memory they hold (Linux's /proc)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Skip, WrongResult

# The command as it is installed beside this Python.
MAILINTAKE = Path(sys.executable).with_name("mailintake")
_ROOT = Path(__file__).parent.parent
_PROC = Path("/proc")
_SAMPLE_SECONDS = 0.005


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """A program that ended well."""

    seconds: float  # from before it was started until it had ended
    output: str
    errors: str
    peak_bytes: int  # of it and its children together, the most that was seen; 0 where it was not watched


def run(command: Sequence[str | Path], *, is_watched: bool = False) -> Finished:
    """Run a program to its end; WrongResult where it fails. ``is_watched`` looks at its memory all the while."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=_ROOT, env=_environment()
    ) as process:
        peak = _watch(process) if is_watched else 0
        output, errors = process.communicate()
        seconds = time.perf_counter() - started
    if process.returncode:
        raise WrongResult(f"{' '.join(map(str, command[:4]))}: {errors.strip() or output.strip()}")
    return Finished(seconds=seconds, output=output, errors=errors, peak_bytes=peak)


def need_proc() -> None:
    """Skip where memory cannot be read."""
    if not _PROC.is_dir():
        raise Skip("memory is read from /proc, which this system has not")


def held_bytes(pid: int) -> int:
    """Return what a process and its children hold in memory at this moment (VmRSS; shared pages counted in each)."""
    return sum(_memory(each, "VmRSS:") for each in (pid, *_descendants(pid)))


def own_peak_bytes() -> int:
    """Return the most that this process has held (VmHWM; ``ru_maxrss`` counts the parent's memory at the fork too)."""
    return _memory(os.getpid(), "VmHWM:")


def _watch(process: subprocess.Popen[str]) -> int:
    """Return the highest memory seen until the process ends. Its output must fit into a pipe."""
    peak = 0
    while process.poll() is None:
        # Each process's own highest mark: a peak between two looks is seen all the same.
        peak = max(peak, sum(_memory(each, "VmHWM:") for each in (process.pid, *_descendants(process.pid))))
        time.sleep(_SAMPLE_SECONDS)
    return peak


def _memory(pid: int, field: str) -> int:
    try:
        status = (_PROC / str(pid) / "status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        # It has just ended.
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(field)), 0)


def _descendants(pid: int) -> Iterator[int]:
    for path in _PROC.glob(f"{pid}/task/*/children"):
        try:
            children = path.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _descendants(child)


def _environment() -> dict[str, str]:
    """Return the environment without settings that would change what is measured."""
    # An installed program has its bytecode; without it most of a start would be compiling.
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MAILINTAKE_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {**kept, "PYTHONHASHSEED": "0"}
