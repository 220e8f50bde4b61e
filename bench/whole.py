"""The whole intake, from the mailbox to the sent answers: ours against the naive and the plain stock pipeline.

Every run has a mailbox and a database of its own on the same disk, and a first look at the mailbox while it is empty:
what is measured is mail that comes in. All must answer the same senders, each once; all commit durably.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench import mailboxes, pipeline, process, server, service
from bench.measure import Row, Size, Target, WrongResult, rounds
from bench.sink import Sink
from mailintake.register.engine import journal_mode

if TYPE_CHECKING:
    from servers.dovecot import Dovecot

DESCRIPTION = "The whole intake, mailbox to sent answers"
MAILS = 4000
ROUNDS = 3
STOCK = ("naive", "plain")
_TIMES_AS_FAST = {"naive": Target(limit=8, is_at_most=False), "plain": Target(limit=3, is_at_most=False)}


class World:
    """A mail server at each end and a folder for databases: what a run of a pipeline needs."""

    def __init__(self, folder: Path, dovecot: Dovecot, sink: Sink, *, kind: str, mails: int) -> None:
        self.kind = kind
        self.mails = mails
        # Mails a second of every run, from the start of the program to its end, by pipeline.
        self.with_start: dict[str, list[float]] = {"ours": [], **{name: [] for name in STOCK}}
        self._folder = folder
        self._dovecot = dovecot
        self._sink = sink
        self._numbers = itertools.count(1)

    def run_stock(self, name: str) -> float:
        """Run a stock pipeline on new mail; return its mails a second without its start."""
        user = self._new_user(name)
        work = pipeline.Work(
            imap_port=self._dovecot.port,
            user=user,
            password=server.PASSWORD,
            smtp_port=self._sink.port,
            database=str(self._folder / f"{user}.db"),
            journal_mode=journal_mode(),
        )
        command = [sys.executable, "-m", f"bench.{name}", pipeline.as_argument(work)]
        server.deliver(self._dovecot, user, (), received_at=datetime.now(UTC))
        process.run(command)
        answered = self._deliver(user)
        done = process.run(command)
        self._check(name, answered)
        self.with_start[name].append(self.mails / done.seconds)
        return self.mails / float(done.output.splitlines()[-1])

    def run_ours(self) -> float:
        """Run our jobs on new mail in one process that is already up; return the mails a second."""
        user, home = self._begin()
        answered = self._deliver(user)
        done = process.run([sys.executable, "-m", "bench.ours", home.config])
        self._check("ours", answered)
        return self.mails / float(done.output.splitlines()[-1])

    def run_commands(self) -> float:
        """Run ``mailintake poll`` and ``deliver`` on new mail; return the mails a second, both starts included."""
        user, home = self._begin()
        answered = self._deliver(user)
        polled, delivered = (process.run(service.command(name, home)) for name in ("poll", "deliver"))
        self._check("mailintake poll and deliver", answered)
        rate = self.mails / (polled.seconds + delivered.seconds)
        self.with_start["ours"].append(rate)
        return rate

    def _new_user(self, name: str) -> str:
        return f"{name}{next(self._numbers)}"

    def _begin(self) -> tuple[str, service.Home]:
        user = self._new_user("ours")
        return user, service.begin(self._folder / user, self._dovecot, user=user, smtp_port=self._sink.port)

    def _deliver(self, user: str) -> list[str]:
        """Let the mail come in; return whom it asks to be answered."""
        self._sink.taken()
        received_at = service.soon()
        mails = mailboxes.make(self.kind, self.mails, now=received_at)
        server.deliver(self._dovecot, user, mails, received_at=received_at)
        return mailboxes.to_answer(mails)

    def _check(self, name: str, expected: list[str]) -> None:
        answered = sorted(self._sink.taken())
        if answered != expected:
            raise WrongResult(f"{name}: {len(answered)} answers where {len(expected)} are due, or others than those")


def measure(size: Size) -> Iterator[Row]:
    """Yield, for small and for mixed mail, each comparison without and with the start of the programs."""
    mails, count = size.mails or MAILS, size.rounds or ROUNDS
    yield from _measure_kind("small", mails, count, has_target=True)
    yield from _measure_kind("mixed", max(mails // 4, 1), max(count // 2, 1), has_target=False)


def _measure_kind(kind: str, mails: int, count: int, *, has_target: bool) -> Iterator[Row]:
    with ExitStack() as stack:
        # In the project's own folder, for the system's temporary folder may be memory, where a commit costs nothing.
        var = Path(__file__).parent.parent / "var"
        var.mkdir(exist_ok=True)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=var))
        world = World(
            Path(folder),
            stack.enter_context(server.running()),
            stack.enter_context(Sink()),
            kind=kind,
            mails=mails,
        )
        figures = rounds(
            {
                "ours": world.run_ours,
                "naive": lambda: world.run_stock("naive"),
                "plain": lambda: world.run_stock("plain"),
                "commands": world.run_commands,
            },
            count,
        )
    for name in STOCK:
        yield Row(
            what=f"intake of {mails:,} {kind} mails",
            unit="mails/s",
            ours=figures["ours"],
            peer_name=name,
            peer=figures[name],
            target=_TIMES_AS_FAST[name] if has_target else None,
        )
    for name in STOCK:
        yield Row(
            what="  with process start",
            unit="mails/s",
            ours=tuple(world.with_start["ours"]),
            peer_name=name,
            peer=tuple(world.with_start[name]),
        )
