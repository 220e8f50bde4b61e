"""``mailintake inspect``: show how a mail is read and judged, and store nothing."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

NAME = "inspect"
HELP = "show how mails are read and judged; store nothing"
EXAMPLE = "mailintake inspect --json letter.eml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paths", nargs="+", metavar="FILE", help="a mail, a folder of mails, or an mbox")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line, in the order given")


def run(arguments: argparse.Namespace) -> int:
    """Inspect every mail that the paths hold; a file that cannot be read gets its line too."""
    from mailintake.bootstrap import open_for_inspection
    from mailintake.cli import inspection, mail_files
    from mailintake.cli.output import print_json
    from mailintake.errors import UsageError

    service = open_for_inspection(arguments.config)
    status = 0
    for path in arguments.paths:
        try:
            files = mail_files.find([path])
            mails = [mail for file in files for mail in mail_files.mails_in(file)]
        except UsageError as error:
            status = error.exit_status
            mails = []
            if arguments.json:
                print_json(inspection.unreadable_file(path, str(error)))
            else:
                print(f"{path}: {error}")
        for name, original in mails:
            found = service.inspect(original)
            if arguments.json:
                sha256 = hashlib.sha256(original).hexdigest()
                print_json(inspection.as_json(name, sha256, len(original), found))
            else:
                print(inspection.as_text(Path(name).name, found, service.parts.zone))
    return status
