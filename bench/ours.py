"""Our own two commands one after the other in one program, so that its start can be told from its work.

python -m bench.ours SETTINGS-FOLDER
"""

from __future__ import annotations

import sys
import time

# Not used here: what the commands import when they first need it is loaded before the clock is started.
import mailintake.bootstrap.build
import mailintake.classify.classifier
import mailintake.cli.deliver
import mailintake.cli.poll
import mailintake.jobs.deliver
import mailintake.notify.compose
import mailintake.notify.smtp
import mailintake.parse.crew
import mailintake.register.schema
import mailintake.register.sql_repository  # noqa: F401
from mailintake.cli import main as run_command


def main() -> int:
    """Take in and answer what is new; print how many seconds it took, the start of Python and its imports left out."""
    started = time.perf_counter()
    for command in ("poll", "deliver"):
        status = run_command([command, "--config", sys.argv[1], "--json"])
        if status:
            return status
    print(time.perf_counter() - started)
    return 0


if __name__ == "__main__":
    sys.exit(main())
