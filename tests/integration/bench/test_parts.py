"""Every part of the bench runs to its end on a few mails, and the pipelines that are compared agree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from servers.dovecot import PROGRAM

ROOT = Path(__file__).parents[3]

needs_dovecot = [
    pytest.mark.dovecot,
    pytest.mark.skipif(PROGRAM is None, reason="Dovecot is not on this machine"),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc"),
]
needs_mbsync = [
    *needs_dovecot,
    pytest.mark.skipif(shutil.which("mbsync") is None, reason="mbsync is not on this machine"),
]


# Each starts some twenty programs, which a busy machine does slowly.
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("parsing", 9),
        pytest.param("startup", 4, marks=needs_dovecot),
        pytest.param("memory", 2, marks=needs_dovecot),
        pytest.param("whole", 8, marks=needs_dovecot),
        pytest.param("fetch", 4, marks=needs_mbsync),
    ],
)
def test_a_part_measures_all_its_rows_and_finds_no_wrong_result(part, expected):
    done = run_bench(part, "--mails", "52", "--rounds", "1", "--json")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert expected == len(rows)
    assert all(row["part"] == part and row["ours"]["median"] > 0 for row in rows)


def test_hostile_mail_is_measured_at_two_sizes():
    done = run_bench("hostile", "--mails", "2", "--rounds", "1", "--json")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr, len(rows)) == (0, "", 2)
    assert all(row["peer"]["name"] == "a quarter of it" and row["target"] == "<= 5" for row in rows)


def test_an_unknown_part_is_refused_by_name():
    done = run_bench("speed")
    assert done.returncode == 2
    assert "there is no part 'speed'" in done.stderr


def run_bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        # As make bench has it: the hostile mails are made by the tests.
        env={**os.environ, "PYTHONPATH": "tests"},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
