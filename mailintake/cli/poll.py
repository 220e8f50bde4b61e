"""``mailintake poll``: read what is new in the mailbox, once."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service

NAME = "poll"
HELP = "read, judge and store what is new in the mailbox, once"
EXAMPLE = "mailintake poll --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="store nothing; show what would be kept and sent")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Poll every folder."""
    from mailintake.bootstrap import open_for_rehearsal, open_service
    from mailintake.cli.output import print_counts, progress_bar

    service = open_for_rehearsal(arguments.config) if arguments.dry_run else open_service(arguments.config)
    with progress_bar("Reading the mailbox") as progress:
        if arguments.dry_run:
            from mailintake.cli import rehearsal

            show = rehearsal.printer(service.parts.language, as_json=arguments.json)
            counts = service.rehearse_poll(show, progress=progress)
        else:
            with service.alone(), service.leading():
                service.sync_invited()
                counts = service.poll(progress=progress)
    if arguments.dry_run and not arguments.json:
        _tell_of_first_look(service)
    print_counts(NAME, counts, as_json=arguments.json)
    return 0


def _tell_of_first_look(service: Service) -> None:
    """Say why nothing is shown of a mailbox full of mail."""
    from mailintake.jobs.place import StartKind
    from mailintake.review import desk

    folders = desk.folders_never_read(service)
    if folders and service.parts.start.kind is StartKind.NOW:
        print(
            f"Not read before: {', '.join(folders)}. The first poll starts from now and passes over what is there.\n"
            "To rehearse with that too: MAILINTAKE_MAILBOX__START=all mailintake poll --dry-run"
        )
