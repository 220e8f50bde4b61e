from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailintake.domain.message import Arrival
from mailintake.parse import Boundary, crew, read
from mailintake.parse.crew import HANDFUL, Crew

NOW = datetime(2018, 9, 20, 9, 0, tzinfo=UTC)
BOUNDARY = Boundary(own_addresses=frozenset({"lulea.kommun@lulea.se"}))
ODD = b"From: a@b.example\r\nContent-Type: text/plain; charset=punycode\r\n\r\nhej\r\n"


def _tasks(number: int) -> list[tuple[bytes, Arrival]]:
    mails = [
        f"From: a{n}@b.example\r\nTo: lulea.kommun@lulea.se\r\nSubject: Mejl {n}\r\n\r\nHej på dig, {n}\r\n".encode()
        for n in range(number)
    ]
    return [(mail, Arrival(ref=None, internal_date=NOW, size=len(mail))) for mail in mails]


@pytest.mark.parametrize("members", [1, 3])
def test_a_crew_reads_as_one_reader_does_and_in_order(members: int) -> None:
    tasks = [*_tasks(3 * HANDFUL + 7), (ODD, Arrival(ref=None, internal_date=NOW, size=len(ODD)))]

    with Crew(BOUNDARY, members=members) as readers:
        readings = readers.read(tasks, NOW)

    assert readings == [read(original, arrival, BOUNDARY, NOW) for original, arrival in tasks]


def test_a_member_that_dies_loses_no_mail() -> None:
    tasks = _tasks(3)

    with Crew(BOUNDARY, members=1) as readers:
        readers.read(tasks[:1], NOW)
        [member] = readers._members
        assert member._process is not None
        os.kill(member._process.pid, signal.SIGKILL)
        readings = readers.read(tasks, NOW)

    assert readings == [read(original, arrival, BOUNDARY, NOW) for original, arrival in tasks]


def test_a_member_that_does_not_answer_is_stopped_and_its_mails_are_read_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crew, "PATIENCE_SECONDS", 0.0)
    tasks = _tasks(2)

    with Crew(BOUNDARY, members=1) as readers:
        readings = readers.read(tasks, NOW)
        [member] = readers._members

    assert readings == [read(original, arrival, BOUNDARY, NOW) for original, arrival in tasks]
    assert member._process is None


def test_members_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(
        "import os, signal\n"
        "from datetime import UTC, datetime\n"
        "from mailintake.domain.message import Arrival\n"
        "from mailintake.parse import Boundary\n"
        "from mailintake.parse.crew import Crew\n"
        "crew = Crew(Boundary(own_addresses=frozenset()), members=1)\n"
        "mail = b'From: a@b.example\\r\\n\\r\\nhej'\n"
        "crew.read([(mail, Arrival(ref=None, internal_date=None, size=len(mail)))], datetime.now(UTC))\n"
        "print(crew._members[0]._process.pid, flush=True)\n"
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
