"""``mailintake reconcile``: prove that nothing is lost."""

from __future__ import annotations

import argparse

NAME = "reconcile"
HELP = "compare the mailbox with the ledger: in the mailbox = seen = kept + left"
EXAMPLE = "mailintake reconcile --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="store nothing; only compare")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Compare every folder with the ledger."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import print_counts, print_json
    from mailintake.jobs.reports import ReconciliationCounts

    service = open_service(arguments.config)
    counts = ReconciliationCounts()
    to_compare = set(service.parts.mailbox.folders)
    for result in service.reconcile(is_rehearsal=arguments.dry_run):
        figures = ReconciliationCounts(
            in_mailbox=result.in_mailbox,
            seen=result.in_mailbox - result.unseen,
            kept=result.kept,
            left=result.left,
            unseen=result.unseen,
        )
        if arguments.json:
            print_json({"folder": result.folder, **figures.as_dict(), "gone": result.gone})
        else:
            verdict = "balanced" if result.is_balanced else f"{result.unseen} not seen yet: the next poll reads them"
            print(f"{result.folder}: {verdict}")
        counts += figures
        to_compare.discard(result.folder)
    if not arguments.json:
        for folder in sorted(to_compare):
            print(f"{folder}: not read yet, so there is nothing to compare")
    print_counts(NAME, counts, as_json=arguments.json)
    return 0
