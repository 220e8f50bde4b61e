"""``mailintake consultation``: the consultations and how they stand."""

from __future__ import annotations

import argparse

NAME = "consultation"
HELP = "list the consultations, show how one stands"
EXAMPLE = "mailintake consultation show lulea-lok-2018"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="all consultations in the settings")
    show = actions.add_parser("show", help="the comments and the state of one")
    show.add_argument("key", metavar="KEY", help="the consultation, by its key")
    show.add_argument("--json", action="store_true", help="print one JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """List or show."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import local, print_json, print_table
    from mailintake.domain.organisation import Standing
    from mailintake.review import desk

    service = open_service(arguments.config)
    service.sync_invited()
    zone = service.parts.zone
    if arguments.action == "list":
        overview = [
            (one.key, one.title, one.opens, one.deadline.last_day, len(service.register.comments(one.key)))
            for one in service.parts.consultations.values()
        ]
        print_table(
            ("key", "title", "opens", "last day", "comments"), overview, empty="No consultation in the settings."
        )
        return 0
    consultation = desk.consultation(service, arguments.key)
    comments = service.register.comments(consultation.key)
    invited = [one for one in service.register.organisations(consultation.key) if one.is_invited]
    if arguments.json:
        for comment in comments:
            print_json(
                {
                    "reference": comment.reference,
                    "received_at": comment.received_at.isoformat(),
                    "organisation": comment.organisation_name or None,
                    "sender": comment.sender,
                    "kind": comment.kind,
                    "stance": comment.stance.value,
                    "late": comment.is_late,
                    "status": comment.status.value,
                }
            )
        return 0
    print(f"{consultation.title}\nLast day {consultation.deadline.last_day}, decided by {consultation.decided_by}.")
    answered = sum(one.standing is not Standing.SILENT for one in invited)
    print(f"{answered} of {len(invited)} invited organisations have answered.\n")
    rows = [
        (
            comment.reference,
            local(comment.received_at, zone),
            comment.organisation_name or comment.sender,
            comment.kind,
            comment.stance,
            "late" if comment.is_late else "",
            "" if comment.status == "standing" else comment.status,
        )
        for comment in comments
    ]
    print_table(("reference", "received", "from", "kind", "stance", "", ""), rows, empty="No comment yet.")
    return 0
