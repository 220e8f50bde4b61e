"""A process is killed at every point of sending: nothing is lost or said twice, and what is not known is listed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from beds import mortal_sender
from beds.mortal_sender import Death, Moment, Order, mail_to
from beds.smtp_wire import SmtpWire
from beds.world import World

from mailintake.demo.smtp_sink import CUT, EmbeddedSmtp

BEGINS_AT = datetime(2018, 9, 3, 10, 0, tzinfo=UTC)
# What becomes of a mail that nobody is killed over; by the first part of its address.
PLAIN, LATER, REFUSED, UNANSWERED = "plain", "later", "refused", "unanswered"
BATCH = (PLAIN,) * 20 + (UNANSWERED,) * 2 + (REFUSED,) * 2 + (LATER,) * 3
BATCH_OF_STAFF = (PLAIN,) * 11


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A point at which processes are killed, one after the other over the same mails."""

    name: str
    deaths: tuple[Death, ...] = ()  # of the register's operations
    steps: tuple[tuple[str, int], ...] = ()  # or on the wire: the step, and which time
    in_doubt: int = 0  # mails to associations that the server may have
    has_arrived: bool = False  # those that it may have, it has
    is_for_staff: bool = False


def _in_register(operation: str, moment: Moment, *times: int, of_staff: bool = False) -> Point:
    has_arrived = operation == "mark_sent" and moment is not Moment.AFTER
    return Point(
        name=f"{moment} {operation}{' (staff)' if of_staff else ''}",
        deaths=tuple(Death(operation=operation, moment=moment, time=time) for time in times),
        in_doubt=len(times) if has_arrived or (operation, moment) == ("mark_final", Moment.AFTER) else 0,
        has_arrived=has_arrived,
        is_for_staff=of_staff,
    )


def _on_wire(step: str, *times: int, of_staff: bool = False) -> Point:
    return Point(
        name=f"wire {step}{' (staff)' if of_staff else ''}",
        steps=tuple((step, time) for time in times),
        in_doubt=len(times) if step in {"dot", "taken"} else 0,
        has_arrived=step == "taken",
        is_for_staff=of_staff,
    )


def _points() -> Iterator[Point]:
    chance = random.Random(14)
    for moment in Moment:
        yield _in_register("queue", moment, 1, 1)
        yield _in_register("claim", moment, 1, 2)
        for operation in ("mark_final", "mark_sent"):
            # Over mails that nothing else befalls.
            yield _in_register(operation, moment, chance.randint(1, 9), chance.randint(1, 6))
            yield _in_register(operation, moment, chance.randint(1, 5), of_staff=True)
        for operation in ("put_off", "fail", "mark_unknown"):
            yield _in_register(operation, moment, 1, 1)
        before = (Death(operation="mark_final", moment=Moment.AFTER, time=3),)
        yield Point(
            name=f"{moment} release",
            deaths=(*before, Death(operation="release", moment=moment)),
            in_doubt=1,
        )
    for step in ("connect", "greeting", "EHLO", "QUIT"):
        yield _on_wire(step, 1, 1)
    for step in ("MAIL", "RCPT", "DATA", "content", "dot", "taken"):
        yield _on_wire(step, chance.randint(1, 9), chance.randint(1, 6))
    for step in ("dot", "taken"):
        yield _on_wire(step, chance.randint(1, 5), of_staff=True)


POINTS = tuple(_points())


class Wire:
    """Kills the process under way at a step of its conversation."""

    def __init__(self) -> None:
        self.process = 0
        self._step, self._times_left = "", 0

    def arm(self, process: int, step: str = "", time: int = 0) -> None:
        self.process, self._step, self._times_left = process, step, time

    def __call__(self, step: str) -> bool:
        if step != self._step:
            return False
        self._times_left -= 1
        if self._times_left == 0:
            os.kill(self.process, signal.SIGKILL)
        return self._times_left == 0


class Senders:
    """Processes that deliver, one after the other."""

    def __init__(self, config: Path, wire: Wire) -> None:
        self._wire = wire
        self._program = subprocess.Popen(
            [sys.executable, mortal_sender.__file__, str(config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, order: Order, step: tuple[str, int] = ("", 0)) -> bool:
        """Let a process carry out an order; return whether it was killed."""
        self._say(json.dumps(asdict(order)))
        self._wire.arm(int(self._hear()), *step)
        self._say("begin")
        status = int(self._hear())
        assert status in {0, -signal.SIGKILL}
        return status != 0

    def end(self) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        self._program.wait(10)
        self._program.stdout.close()

    def _say(self, line: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(line + "\n")
        self._program.stdin.flush()

    def _hear(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline()


class Postman:
    """Says what the server answers: some are put off once, some refused, some never get an answer after the dot."""

    def __init__(self) -> None:
        self._put_off: set[str] = set()

    def __call__(self, step: str, address: str) -> str | None:
        kind = address.partition(".")[0]
        if step == "RCPT" and kind == REFUSED:
            return "550 5.1.1 no such user"
        if step == "RCPT" and kind == LATER and address not in self._put_off:
            self._put_off.add(address)
            return "451 4.2.0 come back later"
        return CUT if step == "DATA" and kind == UNANSWERED else None


@contextmanager
def _office(folder: Path) -> Iterator[tuple[World, EmbeddedSmtp, Senders]]:
    wire = Wire()
    with EmbeddedSmtp(fault=Postman()) as sink, SmtpWire(sink.port, wire) as line:
        world = World(folder, imap_port=1, imap_user="kommun", imap_password="hemligt", smtp_port=line.port)
        senders = Senders(world.config, wire)
        try:
            yield world, sink, senders
        finally:
            senders.end()


@pytest.mark.timeout(300)
def test_a_kill_at_any_point_of_sending_loses_nothing_and_doubles_nothing(
    tmp_path: Path, tell_figure: Callable[[str], None]
) -> None:
    deaths: dict[Point, int] = {}
    batches: dict[Point, tuple[str, ...]] = {}
    with _office(tmp_path) as (world, sink, senders):
        for number, point in enumerate(POINTS):
            batches[point] = _addresses(number, point)
            deaths[point] = _kill_at(point, batches[point], BEGINS_AT + timedelta(days=number), senders)
        copies = Counter(to for mail in sink.mails for to in mail.recipients)
        contents = {to: mail.content for mail in sink.mails for to in mail.recipients}
        listed = {mail["id"]: mail for mail in world.json("outbox", "list", "--limit", "100000")[:-1]}
        unknown = world.json("outbox", "list", "--state", "unknown", "--limit", "100000")[:-1]
        assert world.command("verify").returncode == 0

    states = {mail["recipient"]: mail["state"] for mail in listed.values()}
    everyone = [to for batch in batches.values() for to in batch]
    assert Counter(everyone) == Counter(mail["recipient"] for mail in listed.values())
    unknown_to = {mail["recipient"] for mail in unknown}
    assert unknown_to == {to for to, state in states.items() if state == "unknown"}
    for point, batch in batches.items():
        _check(point, batch, deaths[point], copies, states)
    assert {to: content for to, content in contents.items() if content != mail_to(to, BEGINS_AT).content} == {}
    lost = [to for to in everyone if not copies[to] and states[to] not in {"failed", "unknown"}]
    doubled = [to for to in everyone if copies[to] > 1 and "@staff." not in to]
    assert (lost, doubled) == ([], [])
    again = sum(copies[to] - 1 for to in everyone if "@staff." in to and copies[to])
    sums = (
        f"{sum(deaths.values())} kills at {len(POINTS)} points over {len(everyone)} mails: "
        f"{len(lost)} lost, {len(doubled)} doubled, {len(unknown)} unknown and listed, {again} digests sent again"
    )
    tell_figure("\n  ".join((sums, *(_told(point, batches[point], deaths[point], states) for point in POINTS))))


def _told(point: Point, batch: tuple[str, ...], killed: int, states: dict[str, str]) -> str:
    ends = Counter(states[to] for to in batch)
    return f"{point.name}: {killed} killed, {', '.join(f'{ends[state]} {state}' for state in sorted(ends))}"


def _addresses(number: int, point: Point) -> tuple[str, ...]:
    batch, place = (BATCH_OF_STAFF, "staff") if point.is_for_staff else (BATCH, "forening")
    return tuple(f"{kind}.{index}@{place}.p{number}.example" for index, kind in enumerate(batch))


def _kill_at(point: Point, batch: tuple[str, ...], begins_at: datetime, senders: Senders) -> int:
    """Kill one process after the other at a point, then let others do what is left; return how many were killed."""
    hours = count()

    def order(death: Death | None = None) -> Order:
        return Order(at=(begins_at + timedelta(hours=next(hours))).isoformat(), recipients=batch, death=death)

    killed = [senders.run(order(death)) for death in point.deaths]
    killed += [senders.run(order(), step) for step in point.steps]
    assert killed == [True] * len(killed), point.name
    for _ in range(2):
        # What the server put off, and what was for staff, goes an hour later.
        assert not senders.run(order())
    return len(killed)


def _check(point: Point, batch: tuple[str, ...], killed: int, copies: Counter[str], states: dict[str, str]) -> None:
    """See that each mail of a point ended as it must, and arrived as often as it must."""
    expected = {PLAIN: "sent", LATER: "sent", REFUSED: "failed", UNANSWERED: "unknown"}
    victims = [to for to in batch if states[to] != expected[to.partition(".")[0]]]
    arrived = sum(copies[to] for to in batch)
    if point.is_for_staff:
        again = killed if point.has_arrived else 0
        assert (victims, arrived) == ([], len(batch) + again), point.name
        return
    assert [states[to] for to in victims] == ["unknown"] * point.in_doubt, point.name
    assert [copies[to] for to in victims] == [int(point.has_arrived)] * point.in_doubt, point.name
    assert [to for to in batch if (copies[to] == 1) is not (states[to] == "sent") and to not in victims] == []
