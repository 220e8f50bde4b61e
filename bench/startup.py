"""Starting: ``--version`` against a bare script, a poll that finds nothing new, and the memory of an idle ``run``."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import process, server, service
from bench.measure import Row, Size, Target, WrongResult, rounds
from bench.sink import Sink

DESCRIPTION = "Start-up and idle memory"
ROUNDS = 9
_BARE = """\
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--version", action="version", version="1")
parser.parse_args()
"""
_USER = "startup"
# It has settled when its memory has stayed the same for so long.
_SETTLED_SECONDS = 3.0
_LONGEST_SECONDS = 60.0
_MILLION = 1e6


def measure(size: Size) -> Iterator[Row]:
    """Yield the rows; the mailbox is always empty."""
    count = size.rounds or ROUNDS
    yield _version(count)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, server.running() as dovecot, Sink() as sink:
        home = service.begin(Path(folder), dovecot, user=_USER, smtp_port=sink.port)
        yield from _empty_poll(home, count)
        yield _idle(home)


def _version(count: int) -> Row:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        script = Path(folder) / "bare.py"
        script.write_text(_BARE, encoding="ascii")
        figures = rounds(
            {
                "ours": lambda: process.run([process.MAILINTAKE, "--version"]).seconds * 1000,
                "bare": lambda: process.run([sys.executable, script, "--version"]).seconds * 1000,
            },
            count,
        )
    return Row(
        what="mailintake --version",
        unit="ms",
        ours=figures["ours"],
        peer_name="bare argparse script",
        peer=figures["bare"],
        target=Target(limit=2),
    )


def _empty_poll(home: service.Home, count: int) -> Iterator[Row]:
    poll = service.command("poll", home)
    walls = tuple(process.run(poll).seconds * 1000 for _ in range(count))
    yield Row(what="poll of an empty mailbox, whole command", unit="ms", ours=walls)
    timed = [sys.executable, "-m", "bench.import_time", *poll[1:]]
    imports = tuple(float(process.run(timed).output.splitlines()[-1]) * 1000 for _ in range(count))
    yield Row(what="  of it imports", unit="ms", ours=imports, target=Target(limit=500))


def _idle(home: service.Home) -> Row:
    with _running([process.MAILINTAKE, "run", "--config", home.config]) as program:
        held = _settled_bytes(program)
    return Row(what="memory of an idle run", unit="MB", ours=(held / _MILLION,), target=Target(limit=60))


def _settled_bytes(program: subprocess.Popen[bytes]) -> int:
    """Wait until a service has come to rest and return what it holds; WrongResult where it ends by itself."""
    held, changed_at, started = 0, time.monotonic(), time.monotonic()
    while time.monotonic() - changed_at < _SETTLED_SECONDS and time.monotonic() - started < _LONGEST_SECONDS:
        time.sleep(0.1)
        if program.poll() is not None:
            raise WrongResult(f"mailintake run ended with status {program.returncode}")
        now = process.held_bytes(program.pid)
        if now != held:
            held, changed_at = now, time.monotonic()
    return held


@contextmanager
def _running(command: list[str | Path]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a service until its caller has seen enough."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(timeout=30)
