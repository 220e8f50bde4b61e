"""``mailintake inspect``: show how a mail is read and judged, and store nothing."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.errors import UsageError

NAME = "inspect"
HELP = "show how mails are read and judged; store nothing"
EXAMPLE = "mailintake inspect --json letter.eml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paths", nargs="+", metavar="FILE", help="a mail, a folder of mails, or an mbox")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line, in the order given")


def run(arguments: argparse.Namespace) -> int:
    """Inspect every mail that the paths hold; a file that cannot be read gets its line too, and exit status 2."""
    from mailintake.bootstrap import open_for_inspection
    from mailintake.cli import inspection
    from mailintake.cli.output import print_json

    service = open_for_inspection(arguments.config)
    language = service.parts.language
    # A pipe is given lines that are as long as a wide page.
    width = shutil.get_terminal_size((inspection.WIDTH, 24)).columns
    status = 0
    for name, found in _mails(arguments.paths):
        if not isinstance(found, bytes):
            status = found.exit_status
            if arguments.json:
                print_json(inspection.unreadable_file(name, str(found)))
            else:
                print(f"mailintake {NAME}: {found}", file=sys.stderr)
            continue
        inspected = service.inspect(found)
        if arguments.json:
            sha256 = hashlib.sha256(found).hexdigest()
            print_json(inspection.as_json(name, sha256, len(found), inspected, language))
        else:
            print(inspection.as_text(Path(name).name, inspected, service.parts.zone, language, width))
    return status


def _mails(paths: list[str]) -> Iterator[tuple[str, bytes | UsageError]]:
    """Yield each mail with its name, or why a path or a file in it could not be read."""
    from mailintake.cli import mail_files
    from mailintake.errors import UsageError

    for path in paths:
        try:
            files = mail_files.find([path])
        except UsageError as error:
            yield path, error
            continue
        for file in files:
            try:
                yield from mail_files.mails_in(file)
            except UsageError as error:
                yield str(file), error
