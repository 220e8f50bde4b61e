"""``mailintake deliver``: send what waits in the outbox, once."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from mailintake.errors import MailintakeError

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service

NAME = "deliver"
HELP = "send the mail that is due"
EXAMPLE = "mailintake deliver --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="send nothing; show every mail that is due")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Send what is due."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import print_counts
    from mailintake.cli.rehearsal import show_mail
    from mailintake.jobs.reports import DeliveryCounts
    from mailintake.review import desk

    service = open_service(arguments.config)
    if arguments.dry_run:
        waiting = desk.mails_due(service)
        for mail in waiting:
            show_mail(mail.mail, as_json=arguments.json)
        counts = DeliveryCounts(waiting=len(waiting))
    else:
        counts = service.deliver()
        _copy(service)
    if not arguments.json and service.register.is_open():
        print("The breaker is open: acknowledgements wait until mailintake outbox close-breaker.")
    print_counts(NAME, counts, as_json=arguments.json)
    return 0


def _copy(service: Service) -> None:
    """Lay copies of what was sent where the settings say; what was sent is sent, also where that fails."""
    try:
        service.copy_sent()
    except MailintakeError as error:
        print(f"No copy of what was sent could be made: {error}", file=sys.stderr)
