"""What every stock pipeline is given: each runs as a program of its own, so that none warms up another."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One mailbox to take in, and where the results go."""

    imap_port: int
    user: str
    password: str
    smtp_port: int
    database: str  # path of the SQLite file
    journal_mode: str  # as ours uses on this SQLite; synchronous is FULL for all


def as_argument(work: Work) -> str:
    """Return the command-line argument that ``main`` reads."""
    return json.dumps(asdict(work))


def main(run: Callable[[Work], None]) -> None:
    """Run a pipeline on the work given as argument and print how many seconds it took, its start left out."""
    given: dict[str, Any] = json.loads(sys.argv[1])
    work = Work(**given)
    started = time.perf_counter()
    run(work)
    print(time.perf_counter() - started)
