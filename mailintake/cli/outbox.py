"""``mailintake outbox``: every mail that we send, and what became of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mailintake.domain.outbox import OutboxState

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.outbox import OutboxMail

NAME = "outbox"
HELP = "list and show our own mail; send or drop what is unknown or failed"
EXAMPLE = "mailintake outbox list --state unknown"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import add_who_decides, number

    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="our mails, newest first")
    listing.add_argument(
        "--state",
        action="append",
        choices=[state.value for state in OutboxState],
        default=[],
        help="only those in this state; may be given more than once",
    )
    listing.add_argument("--limit", type=number, default=100, metavar="N", help="at most so many (default: 100)")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    show = actions.add_parser("show", help="one mail, and what became of it")
    show.add_argument("id", type=number, metavar="ID", help="the number that the list shows")
    show.add_argument("--raw", action="store_true", help="print the mail as it is sent, and nothing else")
    for action, text in (
        ("retry", "let a mail that failed, was suppressed or dropped wait to be sent again"),
        ("send-unknown", "send a mail again whose fate is not known"),
        ("drop", "never send a mail"),
    ):
        one = actions.add_parser(action, help=text)
        one.add_argument("id", type=number, metavar="ID", help="the number that the list shows")
        add_who_decides(one)
    add_who_decides(actions.add_parser("close-breaker", help="let automatic answers go again after the breaker opened"))


def run(arguments: argparse.Namespace) -> int:
    """List, show or change."""
    from mailintake.bootstrap import open_service
    from mailintake.review import desk

    service = open_service(arguments.config)
    if arguments.action == "list":
        return _list(service, arguments)
    if arguments.action == "show":
        return _show(service, arguments)
    if arguments.action == "close-breaker":
        was_open = desk.close_breaker(service, by=arguments.by)
        print("The breaker is closed: automatic answers go again." if was_open else "The breaker was not open.")
        return 0
    if arguments.action == "drop":
        mail = desk.drop_mail(service, arguments.id, by=arguments.by)
    elif arguments.action == "send-unknown":
        mail = desk.send_unknown(service, arguments.id, by=arguments.by)
    else:
        mail = desk.retry_mail(service, arguments.id, by=arguments.by)
    print(f"Mail {mail.id} is now {mail.state}.")
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


def _show(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import plain_text

    found = service.register.mail(arguments.id)
    if arguments.raw:
        print(found.mail.content.decode("utf-8", "backslashreplace").replace("\r\n", "\n"), end="")
        return 0
    for name, value in _particulars(service, found):
        print(f"{name:<9}{value}")
    print(f"\n{plain_text(found.mail.content)}")
    return 0


def _particulars(service: Service, found: OutboxMail) -> list[tuple[str, str]]:
    from mailintake.cli.output import local, one_line

    mail, zone = found.mail, service.parts.zone
    state = f"{found.state}, attempts: {found.attempts}"
    if found.sent_at is not None:
        state += f", sent {local(found.sent_at, zone)}"
    elif found.state is OutboxState.WAITING:
        state += f", next one {local(found.next_attempt_at, zone)}"
    particulars = [
        ("kind", str(mail.kind)),
        ("to", mail.recipient),
        ("subject", mail.subject),
        ("made", local(mail.created_at, zone)),
        ("state", state),
        *((("error", found.error),) if found.error else ()),
    ]
    return [(name, one_line(value)) for name, value in particulars]
