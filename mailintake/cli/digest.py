"""``mailintake digest``: queue the daily digest that is due, or look at one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from mailintake.bootstrap.service import Service

NAME = "digest"
HELP = "queue the daily digest to staff if it is due"
EXAMPLE = "mailintake digest --day 2018-09-17 --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import day

    parser.add_argument("--day", type=day, metavar="YYYY-MM-DD", help="make the digest of this day, though none is due")
    parser.add_argument(
        "--dry-run", "--preview", action="store_true", dest="dry_run", help="queue nothing; print the digest"
    )
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Queue or show a digest."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import print_counts
    from mailintake.jobs.reports import DigestCounts

    service = open_service(arguments.config)
    service.sync_invited()
    day = _day(service, arguments.day)
    if not arguments.json:
        _tell_why_none(service, day, is_rehearsal=arguments.dry_run)
    if arguments.dry_run:
        _show(service, day or service.today(), as_json=arguments.json)
        counts = DigestCounts(queued=len(service.parts.digest_to))
    else:
        counts = service.digest(day)
    print_counts(NAME, counts, as_json=arguments.json)
    return 0


def _day(service: Service, asked: date | None) -> date | None:
    """Return the day whose digest is made; None where none is due. Raises UsageError for a day that has not come."""
    from mailintake.errors import UsageError

    if asked is not None and asked > service.today():
        raise UsageError(f"{asked} has not come yet.", remedy="Name today or a day before.")
    return asked or service.digest_due()


def _tell_why_none(service: Service, day: date | None, *, is_rehearsal: bool) -> None:
    if not service.parts.digest_to:
        print("Nobody gets the digest: digest_to under [staff] is empty.")
    if day is None:
        print(
            "No digest is due now. This is what one would say today:\n"
            if is_rehearsal
            else "No digest is due now. --day makes one all the same."
        )


def _show(service: Service, day: date, *, as_json: bool) -> None:
    from mailintake.cli.output import plain_text, print_json
    from mailintake.review import desk

    mail = desk.preview_digest(service, day)
    text = plain_text(mail.content)
    if as_json:
        print_json({"would": "send", "kind": "digest", "subject": mail.subject, "text": text})
    else:
        print(f"Subject: {mail.subject}\n\n{text}")
