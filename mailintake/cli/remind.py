"""``mailintake remind``: queue the reminders that are due."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.reminder import ReminderPlan

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
    from mailintake.cli.output import print_counts
    from mailintake.jobs.reports import ReminderCounts

    service = open_service(arguments.config)
    service.sync_invited()
    due = service.reminders_due()
    for consultation, plan in due:
        if arguments.json:
            _print_json(consultation, plan)
        else:
            _print_lines(service, consultation, plan)
    if not due and not arguments.json:
        _tell_next(service)
    if arguments.dry_run:
        counts = ReminderCounts(
            queued=sum(len(plan.due) for _, plan in due), skipped=sum(len(plan.skipped) for _, plan in due)
        )
    else:
        counts = service.remind()
    print_counts(NAME, counts, as_json=arguments.json)
    return 0


def _print_json(consultation: Consultation, plan: ReminderPlan) -> None:
    from mailintake.cli.output import print_json

    rows = [(organisation, "due", "") for organisation in plan.due]
    rows += [(skipped.organisation, "skipped", skipped.reason.value) for skipped in plan.skipped]
    for organisation, reminder, reason in rows:
        print_json(
            {
                "consultation": consultation.key,
                "round": plan.round.days_before,
                "organisation": organisation.name,
                "reminder": reminder,
                "reason": reason,
            }
        )


def _print_lines(service: Service, consultation: Consultation, plan: ReminderPlan) -> None:
    from mailintake.cli.output import local, one_line

    due_at = local(plan.round.due_at, service.parts.zone)
    print(f"{consultation.key}, {plan.round.days_before} days before the last day (due {due_at}):")
    for organisation in plan.due:
        print(f"  {one_line(organisation.name)}: gets a reminder")
    for skipped in plan.skipped:
        print(f"  {one_line(skipped.organisation.name)}: gets none, {skipped.reason.replace('_', ' ')}")


def _tell_next(service: Service) -> None:
    from mailintake.cli.output import local
    from mailintake.review import desk

    coming = desk.next_round(service)
    when = f" The next round: {coming.consultation}, {local(coming.due_at, service.parts.zone)}." if coming else ""
    print(f"No round of reminders is due now.{when}")
