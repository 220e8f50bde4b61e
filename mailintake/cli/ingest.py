"""``mailintake ingest``: take in mail that lies in files, folders or mbox files."""

from __future__ import annotations

import argparse

NAME = "ingest"
HELP = "take in mail from files, folders or mbox files as if it had come by the mailbox"
EXAMPLE = "mailintake ingest exported/ --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paths", nargs="+", metavar="FILE|DIR|MBOX", help="a mail, a folder of mails, or an mbox")
    parser.add_argument("--answer", action="store_true", help="send the acknowledgements that are due, too")
    parser.add_argument("--dry-run", action="store_true", help="store nothing; show what would be kept and sent")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Take in every mail that the paths hold."""
    from mailintake.bootstrap import open_service
    from mailintake.cli import mail_files, rehearsal
    from mailintake.cli.output import print_counts, progress_bar

    files = mail_files.find(arguments.paths)
    service = open_service(arguments.config)
    service.sync_invited()
    with progress_bar("Reading mail files") as progress:
        counts = service.ingest(
            mail_files.originals(files),
            may_answer=arguments.answer,
            rehearse=rehearsal.printer(as_json=arguments.json) if arguments.dry_run else None,
            progress=lambda done: progress(done, len(files)),
        )
    print_counts(NAME, counts, as_json=arguments.json)
    return 0
