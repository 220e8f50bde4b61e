"""``mailintake digest``: queue the daily digest that is due, or look at one."""

from __future__ import annotations

import argparse
from datetime import date

NAME = "digest"
HELP = "queue the daily digest to staff if it is due"
EXAMPLE = "mailintake digest --day 2018-09-17 --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="make the digest of this day")
    parser.add_argument("--dry-run", action="store_true", help="queue nothing; print the digest")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Queue or show a digest."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import plain_text, print_counts, print_json
    from mailintake.jobs.reports import DigestCounts
    from mailintake.review import desk

    service = open_service(arguments.config)
    service.sync_invited()
    if not arguments.dry_run:
        print_counts(NAME, service.digest(arguments.day), as_json=arguments.json)
        return 0
    day = arguments.day or service.digest_due() or service.now().astimezone(service.parts.zone).date()
    mail = desk.preview_digest(service, day)
    subject, text = mail.subject, plain_text(mail.content)
    if arguments.json:
        print_json({"would": "send", "kind": "digest", "subject": subject, "text": text})
    else:
        print(f"Subject: {subject}\n\n{text}")
    print_counts(NAME, DigestCounts(queued=len(service.parts.digest_to)), as_json=arguments.json)
    return 0
