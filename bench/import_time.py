"""Run one of our commands and tell how long its imports took: ``python -m bench.import_time poll --config …``.

Python's own account (``-X importtime``) writes a line for each module, which takes longer than many imports do. Here
only the outermost import is timed, as a whole, with all that it brings.
"""

from __future__ import annotations

import builtins
import sys
import time
from typing import Any

_import = builtins.__import__


class Clock:
    """Adds up the time of the outermost imports."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Import as Python does."""
        self._depth += 1
        started = time.perf_counter()
        try:
            return _import(*arguments, **named)
        finally:
            self._depth -= 1
            if not self._depth:
                self.seconds += time.perf_counter() - started


def main() -> int:
    """Run the command; print the seconds that its imports took as the last line."""
    clock = Clock()
    builtins.__import__ = clock
    from mailintake.cli import main as run_command

    status = run_command(sys.argv[1:])
    builtins.__import__ = _import
    print(clock.seconds)
    return status


if __name__ == "__main__":
    sys.exit(main())
