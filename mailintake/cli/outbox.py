"""``mailintake outbox``: every mail that we send, and what became of it."""

from __future__ import annotations

import argparse
import getpass
from typing import TYPE_CHECKING

from mailintake.domain.outbox import OutboxState

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service

NAME = "outbox"
HELP = "list and show our own mail; send or drop what is unknown or failed"
EXAMPLE = "mailintake outbox list --state unknown"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="our mails, newest first")
    listing.add_argument("--state", action="append", choices=[state.value for state in OutboxState], default=[])
    listing.add_argument("--limit", type=int, default=100, metavar="N", help="at most so many (default: 100)")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    show = actions.add_parser("show", help="one mail, as it is sent")
    show.add_argument("id", type=int, metavar="ID")
    for action, text in (
        ("retry", "let a failed mail wait to be sent again"),
        ("send-unknown", "send a mail again whose fate is not known"),
        ("drop", "never send a mail"),
    ):
        one = actions.add_parser(action, help=text)
        one.add_argument("id", type=int, metavar="ID")
        one.add_argument("--by", default=getpass.getuser(), help="who decides (default: the user's name)")
    close = actions.add_parser("close-breaker", help="let automatic answers go again after the breaker opened")
    close.add_argument("--by", default=getpass.getuser(), help="who decides (default: the user's name)")


def run(arguments: argparse.Namespace) -> int:
    """List, show or change."""
    from mailintake.bootstrap import open_service

    service = open_service(arguments.config)
    if arguments.action == "list":
        return _list(service, arguments)
    if arguments.action == "show":
        print(service.register.mail(arguments.id).mail.content.decode("utf-8", "replace").replace("\r\n", "\n"))
        return 0
    if arguments.action == "close-breaker":
        service.register.close(arguments.by, service.now())
        print("The breaker is closed: automatic answers go again.")
        return 0
    if arguments.action == "drop":
        service.register.drop(arguments.id, arguments.by, service.now())
    else:
        service.register.resend(arguments.id, arguments.by, service.now())
    print(f"Mail {arguments.id} is now {service.register.mail(arguments.id).state}.")
    return 0


def _list(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import local, print_json, print_table

    mails = service.register.outbox(arguments.state, arguments.limit)
    if arguments.json:
        for mail in mails:
            print_json(
                {
                    "id": mail.id,
                    "kind": mail.mail.kind.value,
                    "recipient": mail.mail.recipient,
                    "subject": mail.mail.subject,
                    "state": mail.state.value,
                    "attempts": mail.attempts,
                    "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
                    "error": mail.error or None,
                }
            )
        print_json({"job": "outbox", **service.register.counts()})
        return 0
    rows = [
        (
            mail.id,
            mail.mail.kind,
            mail.mail.recipient,
            mail.mail.subject[:50],
            mail.state,
            local(mail.sent_at, service.parts.zone),
            mail.error,
        )
        for mail in mails
    ]
    print_table(("id", "kind", "to", "subject", "state", "sent", "error"), rows, empty="No mail.")
    return 0
