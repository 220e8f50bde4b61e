# ruff: noqa: T201 - this program prints
"""``make fuzz``: damage mails in every way, read each mutant as the service does, and tell what went wrong.

python -m fuzz [--mutants N] [--seconds N] [--seed WORD] [--only NUMBER] [--workers N] [--faults FOLDER]
"""

from __future__ import annotations

import argparse
import math
import secrets
import sys
import time
from pathlib import Path

from fuzz import trial, whole
from fuzz.mutations import mutant
from fuzz.workers import Count, Run, read_all

_TELL_SECONDS = 15.0


def main() -> int:
    """Read mutants; exit status 1 where one of them was not read as it should be."""
    given = _arguments()
    own, real = len(whole.own()), len(whole.real())
    print(f"seed {given.seed}; mutants of {own} mails of our own and {real} of the corpora")
    print(
        f"a fault: an escaped exception, over {trial.MOST_SECONDS:g} s of processor time, over "
        f"{trial.MOST_MEMORY // 1024 // 1024} MB, or a text that cannot be stored"
    )
    if given.only is not None:
        return _read_one(given.seed, given.only, given.faults)
    began = told_at = time.monotonic()
    count = Count()
    saved = 0
    run = Run(seed=given.seed, mutants=given.mutants, until=began + given.seconds, workers=given.workers)
    for count in read_all(run):
        for fault in count.faults[saved:]:
            print(f"FAULT {_save(given.seed, fault.number, given.faults)}: {fault.what}", flush=True)
        saved = len(count.faults)
        if time.monotonic() - told_at > _TELL_SECONDS:
            told_at = time.monotonic()
            print(f"  {count.read:,} mutants after {told_at - began:.0f} s, {saved} faults", flush=True)
    seconds = time.monotonic() - began
    print(
        f"{count.read:,} mutants ({count.size / 1e6:,.0f} MB) read in {seconds:.0f} s by {run.stride} processes: "
        f"{saved} faults, slowest {count.slowest * 1000:.0f} ms\n"
        f"{count.odd:,} of them are odd, which the service reads in a process of its own; {count.alone:,} of these "
        f"were read so too, with the same result but where a fault says otherwise"
    )
    return int(saved > 0)


def _read_one(seed: str, number: int, folder: Path) -> int:
    """Read one mutant again, in this process."""
    mail = mutant(seed, number, whole.own() + whole.real())
    print(f"mutant {number}, {len(mail):,} bytes: {_save(seed, number, folder)}")
    done = trial.attempt(mail, trial.confine(), is_sampled=True)
    print(f"{'odd, ' if done.is_odd else ''}{done.seconds * 1000:.1f} ms, {done.fault or 'no fault'}")
    return int(bool(done.fault))


def _save(seed: str, number: int, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seed}-{number}.eml"
    path.write_bytes(mutant(seed, number, whole.own() + whole.real()))
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Damage mails and read them.")
    parser.add_argument("--mutants", type=int, default=sys.maxsize, help="how many mails to read; default: no end")
    parser.add_argument(
        "--seconds", type=float, default=math.inf, help="how long to go on; default: 60 without --mutants"
    )
    parser.add_argument("--seed", default=secrets.token_hex(4), help="the same seed makes the same mails; default: any")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="read one mutant of the seed again, and keep it")
    parser.add_argument("--workers", type=int, default=0, help="how many processes; default: one for each core")
    parser.add_argument(
        "--faults", type=Path, default=Path("var/fuzz"), help="where faults are kept; default: var/fuzz"
    )
    given = parser.parse_args()
    if given.mutants == sys.maxsize and math.isinf(given.seconds):
        given.seconds = 60.0
    return given


if __name__ == "__main__":
    sys.exit(main())
