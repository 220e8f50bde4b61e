"""``mailintake organisation``: who is invited, who has answered, whom mail cannot reach."""

from __future__ import annotations

import argparse

NAME = "organisation"
HELP = "list the organisations of a consultation, show one"
EXAMPLE = "mailintake organisation list lulea-lok-2018 --standing silent"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import number

    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="all organisations of a consultation")
    listing.add_argument("consultation", metavar="KEY", help="the consultation, by its key")
    listing.add_argument("--standing", choices=("silent", "answered", "declined"), help="only those that stand so")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    show = actions.add_parser("show", help="one organisation with its addresses")
    show.add_argument("id", type=number, metavar="ID", help="the number that the list shows")


def run(arguments: argparse.Namespace) -> int:
    """List or show."""
    from mailintake.bootstrap import open_service
    from mailintake.cli.output import print_json, print_table
    from mailintake.review import desk

    service = open_service(arguments.config)
    service.sync_invited()
    if arguments.action == "show":
        one = desk.organisation(service, arguments.id)
        print(f"{one.name} ({one.number or 'no organisation number'}), {one.consultation}")
        print(f"  {'invited' if one.is_invited else 'not invited'}, {one.standing}")
        for address in one.addresses:
            print(f"  {address}{': mail cannot reach it' if address in one.dead_addresses else ''}")
        if one.extended_to:
            print(f"  its own last day: {one.extended_to}")
        return 0
    organisations = [
        one
        for one in service.register.organisations(desk.consultation(service, arguments.consultation).key)
        if arguments.standing in {None, one.standing.value}
    ]
    if arguments.json:
        for one in organisations:
            print_json(
                {
                    "id": one.id,
                    "name": one.name,
                    "number": one.number or None,
                    "invited": one.is_invited,
                    "standing": one.standing.value,
                    "addresses": list(one.addresses),
                    "unreachable": sorted(one.dead_addresses),
                }
            )
        return 0
    rows = [
        (one.id, one.name, one.standing, ", ".join(one.live_addresses) or "mail cannot reach it")
        for one in organisations
    ]
    print_table(("id", "name", "standing", "addresses"), rows, empty="No organisation.")
    return 0
