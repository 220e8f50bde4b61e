"""``make bench``: measure, and print what was found beside what was promised.

python -m bench [startup] [parsing] [hostile] [memory] [fetch] [whole] [--mails N] [--rounds N] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from types import ModuleType

from bench import fetch, hostile, memory, parsing, startup, table, whole
from bench.measure import Row, Size, Skip, WrongResult

# In the order they are measured: what is short comes first.
PARTS: dict[str, ModuleType] = {
    "startup": startup,
    "parsing": parsing,
    "hostile": hostile,
    "memory": memory,
    "fetch": fetch,
    "whole": whole,
}


def main() -> int:
    """Measure the parts that are named, or all; a missed target is said in the table, a wrong result is a failure."""
    given = _arguments()
    if not given.json:
        print(table.machine(), end="\n\n")
    started = time.perf_counter()
    verdicts: list[bool] = []
    status = 0
    for name in given.parts or PARTS:
        rows, trouble = _measure(PARTS[name], Size(mails=given.mails, rounds=given.rounds))
        verdicts += [row.is_met for row in rows if row.is_met is not None]
        if given.json:
            for row in rows:
                print(json.dumps(table.as_json(name, row), ensure_ascii=False), flush=True)
        elif rows:
            print(PARTS[name].DESCRIPTION, *table.lines(rows), "", sep="\n", flush=True)
        if trouble is not None:
            word = "skipped" if isinstance(trouble, Skip) else "WRONG RESULT"
            print(f"{name}: {word}: {trouble}\n", file=sys.stderr, flush=True)
            status = status or int(isinstance(trouble, WrongResult))
    if not given.json:
        seconds = time.perf_counter() - started
        print(f"{sum(verdicts)} of {len(verdicts)} targets met, in {seconds:.0f} s.")
    return status


def _measure(part: ModuleType, size: Size) -> tuple[list[Row], Exception | None]:
    """Return the rows of a part, as far as it came, and what stopped it."""
    rows: list[Row] = []
    try:
        for row in part.measure(size):
            rows.append(row)  # noqa: PERF402 - what was measured before a Skip counts
    except (Skip, WrongResult) as trouble:
        return rows, trouble
    return rows, None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure mailintake against its peers.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all where none is named")
    parser.add_argument("--mails", type=int, help="how many mails a mailbox gets (each part has its own default)")
    parser.add_argument("--rounds", type=int, help="how often each thing is measured (each part has its own default)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, with every round's figure")
    given = parser.parse_args()
    for name in given.parts:
        if name not in PARTS:
            parser.error(f"there is no part {name!r}; there are {', '.join(PARTS)}")
    return given


if __name__ == "__main__":
    sys.exit(main())
