"""``mailintake check``: try every setting and connection, one line each, with the remedy."""

from __future__ import annotations

import argparse

NAME = "check"
HELP = "try every setting and connection; tell what to do about each fault"
EXAMPLE = "mailintake check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--quick", action="store_true", help="settings, database and last poll only (a health check)")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Check; exit status 2 where there is a fault."""
    from mailintake.bootstrap.checks import run as run_checks
    from mailintake.cli.output import print_json
    from mailintake.domain.finding import Status

    marks = {Status.OK: "ok     ", Status.WARNING: "warning", Status.FAULT: "FAULT  "}
    counts = dict.fromkeys(Status, 0)
    for finding in run_checks(arguments.config, is_quick=arguments.quick):
        counts[finding.status] += 1
        if arguments.json:
            values = {"what": finding.what, "status": finding.status, "text": finding.text, "remedy": finding.remedy}
            print_json(values)
        else:
            print(f"{marks[finding.status]}  {finding.what}: {finding.text}")
            if finding.remedy:
                print(f"           -> {finding.remedy}")
    if arguments.json:
        print_json({"job": NAME, **{status.value: count for status, count in counts.items()}})
    else:
        print(f"check: {counts[Status.FAULT]} faults, {counts[Status.WARNING]} warnings, {counts[Status.OK]} in order")
    return 2 if counts[Status.FAULT] else 0
