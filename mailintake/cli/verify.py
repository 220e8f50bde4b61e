"""``mailintake verify``: prove that the event log and the originals are as they were stored."""

from __future__ import annotations

import argparse

NAME = "verify"
HELP = "check the event log's chain and the hash of every original"
EXAMPLE = "mailintake verify"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Check, and print what is wrong; exit status 2 where anything is."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import print_json

    problems = open_service(arguments.config).register.verify()
    for problem in problems:
        if arguments.json:
            print_json({"problem": problem})
        else:
            print(problem)
    if arguments.json:
        print_json({"job": NAME, "problems": len(problems)})
    elif not problems:
        print("The event log and every original are as they were stored.")
    return 2 if problems else 0
