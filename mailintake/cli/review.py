"""``mailintake review``: the staff tray on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service

NAME = "review"
HELP = "list, show and decide the mails that wait for a person"
EXAMPLE = 'mailintake review decide 17 --label comment --by "Anna Registrator"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import add_who_decides, number, words

    item = "the number that the list shows"
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the mails that wait for a decision")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    show = actions.add_parser("show", help="one mail with its evidence")
    show.add_argument("item", type=number, metavar="ITEM", help=item)
    decide = actions.add_parser("decide", help="say what a mail is; the answer that is due goes out")
    decide.add_argument("item", type=number, metavar="ITEM", help=item)
    labels = [label.value for label in Label]
    decide.add_argument("--label", required=True, choices=labels, metavar="LABEL", help=f"one of: {', '.join(labels)}")
    add_who_decides(decide)
    decide.add_argument("--consultation", metavar="KEY", help="which consultation it concerns")
    decide.add_argument("--organisation", type=number, metavar="ID", help="from which organisation it comes")
    stances = [stance.value for stance in Stance]
    decide.add_argument(
        "--stance", choices=stances, metavar="STANCE", help=f"what the sender thinks: {', '.join(stances)}"
    )
    roles = [role.value for role in Role]
    decide.add_argument("--role", choices=roles, metavar="ROLE", help=f"what a supplement is: {', '.join(roles)}")
    decide.add_argument("--joins", metavar="REFERENCE", type=words, help="the comment that a supplement belongs to")


def run(arguments: argparse.Namespace) -> int:
    """List, show or decide."""
    from mailintake.bootstrap import open_service

    service = open_service(arguments.config)
    return {"list": _list, "show": _show, "decide": _decide}[arguments.action](service, arguments)


def _list(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import local, print_json, print_table
    from mailintake.parse.defects import in_words

    items = service.register.waiting()
    if arguments.json:
        for item in items:
            print_json(
                {
                    "item": item.id,
                    "received_at": item.reading.received_at.isoformat(),
                    "from": item.reading.from_address,
                    "subject": item.reading.subject,
                    "label": item.decision.label.value,
                    "reason": item.decision.reason,
                    "records_request": item.decision.is_records_request,
                }
            )
        print_json({"job": "review", "waiting": len(items)})
        return 0
    rows = [
        (
            item.id,
            local(item.reading.received_at, service.parts.zone),
            item.reading.from_address,
            item.reading.subject[:50],
            "public documents" if item.decision.is_records_request else item.decision.label,
            in_words(item.decision.explanation, service.parts.language),
        )
        for item in items
    ]
    print_table(("item", "received", "from", "subject", "perhaps", "why"), rows, empty="Nothing waits for a decision.")
    return 0


def _show(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli import inspection
    from mailintake.jobs.inspect import Inspection

    item = service.register.item(arguments.item)
    found = Inspection(reading=item.reading, decision=item.decision, permission=None)
    reference = f", reference {item.comment.reference}" if item.comment else ""
    title = f"item {item.id}, decided by {item.decided_by}{reference}"
    print(inspection.as_text(title, found, service.parts.zone, service.parts.language))
    return 0


def _decide(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.errors import UsageError
    from mailintake.jobs.decide import Verdict
    from mailintake.review import desk

    if (arguments.role or arguments.joins) and arguments.label != Label.SUPPLEMENT:
        raise UsageError("--role and --joins are told of a supplement only.", remedy="Give --label supplement.")
    item = service.register.item(arguments.item)
    key = arguments.consultation or item.decision.consultation
    consultation = desk.consultation(service, key) if key else None
    verdict = Verdict(
        label=Label(arguments.label),
        consultation=consultation,
        organisation=desk.organisation(service, arguments.organisation) if arguments.organisation else None,
        stance=Stance(arguments.stance) if arguments.stance else None,
        role=Role(arguments.role) if arguments.role else None,
        joins=service.register.comment(arguments.joins).id if arguments.joins else None,
        by=arguments.by,
    )
    decided, answer = desk.decide_item(service, arguments.item, verdict)
    reference = f", reference {decided.comment.reference}" if decided.comment else ""
    print(f"Item {decided.id} is now: {decided.decision.label}{reference}. {answer}".rstrip())
    return 0
