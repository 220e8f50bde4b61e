"""Mutants are read by several processes, and whatever one of them does to its process is told and survived."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fuzz.mutations import mutant
from fuzz.trial import Trial
from fuzz.whole import own, real
from fuzz.workers import Run, read_all

ROOT = Path(__file__).parents[3]
BAD = 4


def total(**how):
    return list(read_all(Run(seed="a", until=time.monotonic() + 60, **how)))[-1]


def is_bad(mail):
    """The mail is the fifth mutant of the seed."""
    return mail == mutant("a", BAD, own() + real())


def fail(mail, before, *, is_sampled):
    return Trial(fault="it is bad" if is_bad(mail) else "")


def die(mail, before, *, is_sampled):
    if is_bad(mail):
        os._exit(1)
    return Trial()


def hang(mail, before, *, is_sampled):
    if is_bad(mail):
        time.sleep(60)
    return Trial()


@pytest.mark.parametrize("workers", [1, 2])
def test_every_mutant_is_read_once(workers):
    count = total(mutants=300, workers=workers)
    assert (count.read, count.faults, count.odd > 0) == (300, [], True)


@pytest.mark.parametrize(
    ("attempt", "what"),
    [(fail, "it is bad"), (die, "it ended the process that read it"), (hang, "it hangs: no end after 1.5 s")],
)
def test_a_fault_is_told_with_its_number_and_the_rest_is_read(attempt, what):
    count = total(mutants=12, workers=2, attempt=attempt, patience_seconds=1.5)
    assert (count.read, [(fault.number, fault.what) for fault in count.faults]) == (12, [(BAD, what)])


def test_the_command_tells_how_many_were_read_and_reads_one_again(tmp_path):
    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "fuzz", "--seed", "a", "--faults", str(tmp_path), *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "tests"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    many, one = run("--mutants", "100"), run("--only", "7")

    assert (many.returncode, "100 mutants" in many.stdout, "0 faults" in many.stdout) == (0, True, True)
    assert (one.returncode, (tmp_path / "a-7.eml").read_bytes()) == (0, mutant("a", 7, own() + real()))
