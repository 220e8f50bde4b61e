"""``mailintake poll``: read what is new in the mailbox, once."""

from __future__ import annotations

import argparse

NAME = "poll"
HELP = "read, judge and store what is new in the mailbox, once"
EXAMPLE = "mailintake poll --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="store nothing; show every mail that would be answered")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Poll every folder."""
    from mailintake.bootstrap import open_service
    from mailintake.cli import rehearsal
    from mailintake.cli.output import print_counts, progress_bar

    service = open_service(arguments.config)
    with progress_bar("Reading the mailbox") as progress:
        if arguments.dry_run:
            counts = service.rehearse_poll(rehearsal.printer(as_json=arguments.json), progress=progress)
        else:
            with service.alone(), service.leading():
                service.sync_invited()
                counts = service.poll(progress=progress)
    print_counts(NAME, counts, as_json=arguments.json)
    return 0
