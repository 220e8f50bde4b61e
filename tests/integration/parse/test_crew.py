from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailintake.classify.classifier import Classifier
from mailintake.domain.decision import Decision
from mailintake.domain.history import History
from mailintake.domain.message import Arrival, Reading
from mailintake.parse import Boundary, crew, read
from mailintake.parse.crew import HANDFUL, Crew, Member

NOW = datetime(2018, 9, 20, 9, 0, tzinfo=UTC)
BOUNDARY = Boundary(own_addresses=frozenset({"lulea.kommun@lulea.se"}))
JUDGE = Classifier(consultations=(), organisations={}, own_addresses=BOUNDARY.own_addresses).judge
ODD = b"From: a@b.example\r\nContent-Type: text/plain; charset=punycode\r\n\r\nhej\r\n"


def _tasks(number: int) -> list[tuple[bytes, Arrival]]:
    mails = [
        f"From: a{n}@b.example\r\nTo: lulea.kommun@lulea.se\r\nSubject: Mejl {n}\r\n\r\nHej på dig, {n}\r\n".encode()
        for n in range(number)
    ]
    return [(mail, Arrival(ref=None, internal_date=NOW, size=len(mail))) for mail in mails]


def _read(original: bytes, arrival: Arrival, now: datetime) -> Reading:
    return read(original, arrival, BOUNDARY, now)


def _crew(members: int = 1) -> Crew:
    return Crew(BOUNDARY, lambda: JUDGE, _read, members=members)


def _at_work(readers: Crew) -> Member:
    """Return the only member of a crew that has read something."""
    readers.read(_tasks(1), NOW)
    [member] = readers._members
    return member


def _alone(tasks: list[tuple[bytes, Arrival]]) -> list[tuple[Reading, Decision | None]]:
    return [(_read(original, arrival, NOW), None) for original, arrival in tasks]


@pytest.mark.parametrize("members", [1, 3])
def test_a_crew_reads_and_judges_as_one_reader_does_and_in_order(members: int) -> None:
    tasks = _tasks(3 * HANDFUL + 7)
    odd = (ODD, Arrival(ref=None, internal_date=NOW, size=len(ODD)))

    with _crew(members) as readers:
        looks = readers.read([*tasks, odd], NOW)

    readings = [_read(original, arrival, NOW) for original, arrival in tasks]
    assert looks == [*((reading, JUDGE(reading, History(), NOW)) for reading in readings), *_alone([odd])]


def test_a_crew_without_members_reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew.sys, "executable", "/bin/false")
    tasks = _tasks(2 * HANDFUL)

    with _crew(2) as readers:
        looks = readers.read(tasks, NOW)

    assert looks == _alone(tasks)


def test_a_member_that_dies_loses_no_mail() -> None:
    tasks = _tasks(3)

    with _crew() as readers:
        member = _at_work(readers)
        assert member._process is not None
        os.kill(member._process.pid, signal.SIGKILL)
        looks = readers.read(tasks, NOW)

    assert looks == _alone(tasks)


def test_a_member_that_does_not_answer_is_stopped_and_its_mails_are_read_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tasks = _tasks(2)

    with _crew() as readers:
        member = _at_work(readers)
        monkeypatch.setattr(crew, "PATIENCE_SECONDS", 0.1)
        assert member._process is not None
        os.kill(member._process.pid, signal.SIGSTOP)
        looks = readers.read(tasks, NOW)

    assert looks == _alone(tasks)
    assert member._process is None


def test_members_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(
        "import os, signal\n"
        "from mailintake.classify.classifier import Classifier\n"
        "from mailintake.parse import Boundary\n"
        "from mailintake.parse.crew import Member\n"
        "judge = Classifier(consultations=(), organisations={}, own_addresses=frozenset()).judge\n"
        "member = Member()\n"
        "member.start(Boundary(own_addresses=frozenset()), judge)\n"
        "print(member._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n",
        encoding="utf-8",
    )

    parent = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False, timeout=60)
    member = int(parent.stdout)

    deadline = time.monotonic() + 20
    while Path(f"/proc/{member}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert parent.returncode == -signal.SIGKILL
    assert not Path(f"/proc/{member}").exists()
