"""``mailintake run``: the main job, until SIGTERM."""

from __future__ import annotations

import argparse
import logging
import os
import signal

NAME = "run"
HELP = "poll the mailbox, answer, remind and send digests until stopped"
EXAMPLE = "mailintake run --config /etc/mailintake"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--quiet", action="store_true", help="log warnings only")


def run(arguments: argparse.Namespace) -> int:
    """Run the scheduler; SIGTERM and SIGINT end it within five seconds, with nothing half done."""
    from mailintake.bootstrap import open_service
    from mailintake.cli import log
    from mailintake.schedule.runner import Runner

    log.set_up(is_verbose=not arguments.quiet)
    service = open_service(arguments.config)
    with service.alone():
        runner = Runner(service)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: runner.stop())
        has_ended = runner.run()
    if not has_ended:
        # A thread that waits for a slow server would hold up the end of the process; there is nothing to lose.
        logging.shutdown()
        os._exit(0)
    return 0
