"""``mailintake remind``: queue the reminders that are due."""

from __future__ import annotations

import argparse

NAME = "remind"
HELP = "queue the reminders that are due; show who gets one and who does not, and why"
EXAMPLE = "mailintake remind --dry-run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="queue nothing; show who would get a reminder")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")


def run(arguments: argparse.Namespace) -> int:
    """Queue or show reminders."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import print_counts, print_json
    from mailintake.jobs.reports import ReminderCounts

    service = open_service(arguments.config)
    service.sync_invited()
    due = service.reminders_due()
    for consultation, plan in due:
        lines = [("due", organisation, "") for organisation in plan.due]
        lines += [("skipped", skipped.organisation, skipped.reason.value) for skipped in plan.skipped]
        for what, organisation, why in lines:
            if arguments.json:
                print_json(
                    {
                        "consultation": consultation.key,
                        "round": plan.round.days_before,
                        "organisation": organisation.name,
                        "reminder": what,
                        "reason": why,
                    }
                )
            else:
                print(
                    f"{consultation.key}, round T-{plan.round.days_before}: {organisation.name}: {what} {why}".rstrip()
                )
    if arguments.dry_run:
        counts = ReminderCounts(
            queued=sum(len(plan.due) for _, plan in due), skipped=sum(len(plan.skipped) for _, plan in due)
        )
    else:
        counts = service.remind()
    print_counts(NAME, counts, as_json=arguments.json)
    return 0
