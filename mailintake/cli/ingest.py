"""``mailintake ingest``: take in mail that lies in files, folders or mbox files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

NAME = "ingest"
HELP = "take in mail from files, folders or mbox files as if it had come by the mailbox"
EXAMPLE = "mailintake ingest exported/ --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paths", nargs="+", metavar="FILE|DIR|MBOX", help="a mail, a folder of mails, or an mbox")
    parser.add_argument("--answer", action="store_true", help="answer those who are due an acknowledgement, too")
    parser.add_argument("--dry-run", action="store_true", help="store nothing; show what would be kept and sent")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Take in every mail that the paths hold; exit status 2 where a file could not be read."""
    from mailintake.bootstrap import open_for_rehearsal, open_service
    from mailintake.cli import mail_files, rehearsal
    from mailintake.cli.output import print_counts, progress_bar

    files = mail_files.find(arguments.paths)
    service = open_for_rehearsal(arguments.config) if arguments.dry_run else open_service(arguments.config)
    if not arguments.dry_run:
        service.sync_invited()
    # Nobody knows how many mails an mbox holds before it has been read.
    total = 0 if any(map(mail_files.is_mbox, files)) else len(files)
    reading = Reading(files)
    with progress_bar("Reading mail files") as progress:
        counts = service.ingest(
            reading,
            may_answer=arguments.answer,
            rehearse=rehearsal.printer(service.parts.language, as_json=arguments.json) if arguments.dry_run else None,
            progress=lambda done: progress(done, total),
        )
    if reading.mails > counts.new and not arguments.json:
        print(f"{reading.mails - counts.new} of {reading.mails} mails had been seen before.")
    print_counts(NAME, counts, as_json=arguments.json)
    return 2 if reading.failures else 0


class Reading:
    """The mails of some files, one after the other; a file that cannot be read is told and does not stop the others."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self.mails = 0
        self.failures = 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes of each mail."""
        from mailintake.cli import mail_files
        from mailintake.errors import UsageError

        for file in self._files:
            try:
                for _name, original in mail_files.mails_in(file):
                    self.mails += 1
                    yield original
            except UsageError as error:
                self.failures += 1
                print(f"mailintake {NAME}: {error}", file=sys.stderr)
