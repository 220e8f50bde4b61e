"""``mailintake remind``: queue the reminders that are due, or look at them, or let them go."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.reminder import ReminderPlan
    from mailintake.jobs.remind import Prospect

NAME = "remind"
HELP = "queue the reminders that are due; show who gets one and who does not, and why; approve a round"
EXAMPLE = "mailintake remind --preview"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import add_who_decides

    what = parser.add_mutually_exclusive_group()
    what.add_argument("--dry-run", action="store_true", help="queue nothing; show who would get a reminder now")
    what.add_argument("--preview", action="store_true", help="show the round that is due or comes next, and its mail")
    what.add_argument("--approve", action="store_true", help="let the next round go out when it is due")
    parser.add_argument("--now", action="store_true", help="do not wait for the hour and a working day")
    parser.add_argument("--consultation", metavar="KEY", default="", help="preview or approve this one only")
    parser.add_argument("--json", action="store_true", help="print JSON lines; the last one holds the counts")
    add_who_decides(parser)


def run(arguments: argparse.Namespace) -> int:
    """Queue, show or approve reminders."""
    from mailintake.bootstrap import open_service
    from mailintake.errors import UsageError

    if arguments.consultation and not (arguments.preview or arguments.approve):
        raise UsageError("--consultation goes with --preview or --approve.", remedy="Leave it out, or add one of them.")
    service = open_service(arguments.config)
    service.sync_invited()
    if arguments.preview:
        return _preview(service, arguments)
    if arguments.approve:
        return _approve(service, arguments)
    return _remind(service, arguments)


def _remind(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import print_counts
    from mailintake.jobs.reports import ReminderCounts

    due = service.reminders_due(at_any_time=arguments.now)
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
        counts = service.remind(at_any_time=arguments.now)
    print_counts(NAME, counts, as_json=arguments.json)
    return 0


def _preview(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import plain_text, print_json
    from mailintake.review import reminders

    found = reminders.prospects(service, arguments.consultation)
    for prospect in found:
        if arguments.json:
            _print_json(prospect.consultation, prospect.plan, **_state(prospect))
            continue
        _print_lines(service, prospect.consultation, prospect.plan, _standing(prospect))
        mail = reminders.preview(service, prospect)
        if mail is not None:
            print(f"\nSubject: {mail.subject}\n\n{plain_text(mail.content)}")
    if arguments.json:
        print_json({"job": NAME, "rounds": len(found), "waiting": sum(each.waits_for_approval for each in found)})
    elif not found:
        print("No round of reminders is to come.")
    return 0


def _approve(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import local, print_json
    from mailintake.review import reminders

    approved = reminders.approve(service, arguments.consultation, by=arguments.by)
    for prospect in approved:
        round_ = prospect.plan.round
        due_at = local(round_.due_at, service.parts.zone)
        if arguments.json:
            print_json(
                {"consultation": round_.consultation, "round": round_.days_before, "due_at": round_.due_at.isoformat()}
            )
            continue
        print(
            f"{round_.consultation}, {round_.days_before} days before the last day (due {due_at}): approved. "
            f"It goes to those who are silent then ({len(prospect.plan.due)} now)."
        )
    if arguments.json:
        print_json({"job": NAME, "approved": len(approved)})
    return 0


def _state(prospect: Prospect) -> dict[str, object]:
    return {
        "due": prospect.is_due,
        "due_at": prospect.plan.round.due_at.isoformat(),
        "waits_for_approval": prospect.waits_for_approval,
        "approved_by": prospect.approved_by or None,
    }


def _standing(prospect: Prospect) -> str:
    """Return what a round waits for, in words."""
    if prospect.approved_by:
        return f"approved by {prospect.approved_by}"
    if prospect.waits_for_approval:
        return "waits for approval: mailintake remind --approve"
    return "goes out by itself"


def _print_json(consultation: Consultation, plan: ReminderPlan, **state: object) -> None:
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
                **state,
            }
        )


def _print_lines(service: Service, consultation: Consultation, plan: ReminderPlan, standing: str = "") -> None:
    from mailintake.cli.output import local, one_line

    due_at = local(plan.round.due_at, service.parts.zone)
    told = f", {standing}" if standing else ""
    print(f"{consultation.key}, {plan.round.days_before} days before the last day (due {due_at}){told}:")
    for organisation in plan.due:
        print(f"  {one_line(organisation.name)}: gets a reminder")
    for skipped in plan.skipped:
        print(f"  {one_line(skipped.organisation.name)}: gets none, {skipped.reason.replace('_', ' ')}")


def _tell_next(service: Service) -> None:
    from mailintake.cli.output import local
    from mailintake.review import desk, reminders

    due = [each for each in reminders.prospects(service) if each.is_due]
    if any(each.waits_for_approval for each in due):
        print("A round of reminders is due and waits for approval: mailintake remind --approve")
        return
    if due:
        print("A round of reminders is due and waits for its hour on a working day; at once: mailintake remind --now")
        return
    coming = desk.next_round(service)
    when = f" The next round: {coming.consultation}, {local(coming.due_at, service.parts.zone)}." if coming else ""
    print(f"No round of reminders is due now.{when}")
