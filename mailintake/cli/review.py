"""``mailintake review``: the staff tray on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.organisation import Organisation
    from mailintake.domain.outbox import OutboxMail
    from mailintake.domain.tray import TrayItem
    from mailintake.jobs.decide import Undone

NAME = "review"
HELP = "list, show and decide the mails that wait for a person; undo a decision; enter diary numbers"
EXAMPLE = 'mailintake review decide 17 --label comment --by "Anna Registrator"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import add_who_decides, name, number, words

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
    origin = decide.add_mutually_exclusive_group()
    origin.add_argument("--organisation", type=number, metavar="ID", help="from which organisation it comes")
    origin.add_argument(
        "--organisation-name", type=name, metavar="NAME", help="from an organisation of this name, noted if it is new"
    )
    stances = [stance.value for stance in Stance]
    decide.add_argument(
        "--stance", choices=stances, metavar="STANCE", help=f"what the sender thinks: {', '.join(stances)}"
    )
    roles = [role.value for role in Role]
    decide.add_argument("--role", choices=roles, metavar="ROLE", help=f"what a supplement is: {', '.join(roles)}")
    decide.add_argument("--joins", metavar="REFERENCE", type=words, help="the comment that a supplement belongs to")
    undo = actions.add_parser("undo", help="take back what a person has decided; the mail can be decided anew")
    undo.add_argument("item", type=number, metavar="ITEM", help="the number that decide has told")
    add_who_decides(undo)
    diary = actions.add_parser("diary", help="give a comment its diary number; its sender is told")
    diary.add_argument("reference", type=words, metavar="REFERENCE", help="the comment, such as LÖK-7F3-KQ2")
    diary.add_argument("number", type=words, metavar="NUMBER", help="as it stands in your diary")
    diary.add_argument("--silent", action="store_true", help="tell nobody")
    add_who_decides(diary)


def run(arguments: argparse.Namespace) -> int:
    """List, show, decide, undo or enter."""
    from mailintake.bootstrap import open_service

    service = open_service(arguments.config)
    actions = {"list": _list, "show": _show, "decide": _decide, "undo": _undo, "diary": _diary}
    return actions[arguments.action](service, arguments)


def _list(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import local, print_json, print_table
    from mailintake.review.words import why

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
                    "asks_for": item.decision.request.value if item.decision.request else None,
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
            why(item.decision, service.parts.language),
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
    organisation = _organisation(service, arguments, key)
    known = _addresses(service, key)
    verdict = Verdict(
        label=Label(arguments.label),
        consultation=consultation,
        organisation=organisation,
        organisation_name=arguments.organisation_name or "",
        stance=Stance(arguments.stance) if arguments.stance else None,
        role=Role(arguments.role) if arguments.role else None,
        joins=service.register.comment(arguments.joins).id if arguments.joins else None,
        by=arguments.by,
    )
    decided, answer = desk.decide_item(service, arguments.item, verdict)
    reference = f", reference {decided.comment.reference}" if decided.comment else ""
    print(
        f"Item {decided.id} is now: {decided.decision.label}{reference}. {_answer(service, decided, answer)}".rstrip()
    )
    _tell_what_was_learned(service, decided, known)
    print(f"To undo it: mailintake review undo {decided.id}")
    return 0


def _undo(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.review import desk

    undone = desk.undo_item(service, arguments.item, by=arguments.by)
    before, item = undone.before, undone.item
    print(f"Item {item.id} is no longer: {before.decision.label}, as {before.decided_by} had decided.")
    if before.comment is not None and (item.comment is None or item.comment.id != before.comment.id):
        left = service.register.comment_numbered(before.comment.id)
        print(f"It is taken out of the comment {left.reference}, which is now {left.status}.")
    if undone.is_waiting:
        print(f"It waits for a decision again: mailintake review show {item.id}")
    else:
        reference = f", reference {item.comment.reference}" if item.comment else ""
        print(f"It stands as decided by {item.decided_by}: {item.decision.label}{reference}.")
    if told := _what_became_of(service, undone):
        print(told)
    return 0


def _diary(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.review import diary

    entered = diary.enter_number(
        service, arguments.reference, arguments.number, is_silent=arguments.silent, by=arguments.by
    )
    comment = entered.comment
    if entered.before == comment.diary_number:
        print(f"{comment.reference} has the diary number {comment.diary_number} already; nothing is sent.")
        return 0
    was = f" It was {entered.before}." if entered.before else ""
    print(f"{comment.reference} has the diary number {comment.diary_number}.{was}")
    if entered.told is not None:
        print("Its sender is told.")
    elif not arguments.silent:
        print("Its sender is not told, for our acknowledgement has not reached anybody.")
    return 0


def _organisation(service: Service, arguments: argparse.Namespace, key: str | None) -> Organisation | None:
    """Return the organisation that is named by number or name; None where none is, or none has the name yet."""
    if arguments.organisation:
        return service.register.organisation_numbered(arguments.organisation)
    if arguments.organisation_name and key:
        return service.register.organisation_named(key, arguments.organisation_name)
    return None


def _addresses(service: Service, key: str | None) -> set[str]:
    organisations = service.register.organisations(key) if key else ()
    return {address.casefold() for one in organisations for address in one.addresses}


def _tell_what_was_learned(service: Service, item: TrayItem, known: set[str]) -> None:
    from mailintake.cli.organisation_text import merge_hint
    from mailintake.cli.output import one_line
    from mailintake.review.organisations import likenesses

    match = item.decision.organisation
    named = service.register.organisation(match.organisation_id) if match and match.organisation_id else None
    address = item.reading.from_address.casefold()
    if named is not None and address not in known and address in {each.casefold() for each in named.addresses}:
        told = one_line(f"{address} is known as mail from {named.name} (organisation {named.id}).")
        print(f"From now on mail from {told}")
    if named is not None and not named.is_invited:
        near = likenesses(service.register.organisations(named.consultation)).get(named.id)
        if near is not None:
            print(one_line(merge_hint(named, near)))


def _answer(service: Service, item: TrayItem, why: str) -> str:
    """Return what becomes of the answer to a mail that was decided: it may have had its one answer already."""
    from mailintake.cli.output import local
    from mailintake.domain.acknowledgement import TEXTS, Reason
    from mailintake.domain.outbox import OutboxState

    mail = service.register.acknowledgement(item.id)
    if mail is None or mail.state in {OutboxState.WAITING, OutboxState.CLAIMED}:
        return why
    if mail.state is OutboxState.SENT:
        at = local(mail.sent_at, service.parts.zone)
        told = (
            f"The acknowledgement was sent at {at}, so none goes out now; write to the sender yourself if it was wrong."
        )
    else:
        told = _stands(mail)
    return told if why == TEXTS[Reason.ALLOWED] else f"{why} {told}"


def _what_became_of(service: Service, undone: Undone) -> str:
    """Return what became of the answer to a mail whose decision was undone; "" where there is nothing to tell."""
    from mailintake.cli.output import local
    from mailintake.domain.outbox import OutboxState

    mail = undone.acknowledgement
    if mail is None:
        return ""
    if undone.is_recalled:
        return "The acknowledgement had not been sent, and is dropped."
    if mail.state is OutboxState.SENT:
        at = local(mail.sent_at, service.parts.zone)
        return f"The acknowledgement was sent at {at}; write to the sender yourself if it was wrong."
    return _stands(mail)


def _stands(mail: OutboxMail) -> str:
    """Return how an acknowledgement stands that was not sent for certain."""
    from mailintake.domain.outbox import OutboxState

    if mail.state in {OutboxState.FINAL, OutboxState.UNKNOWN}:
        return f"The acknowledgement (mail {mail.id}) may have been sent: see mailintake outbox show {mail.id}"
    if mail.state in {OutboxState.WAITING, OutboxState.CLAIMED}:
        return f"The acknowledgement (mail {mail.id}) waits to be sent."
    return f"The acknowledgement (mail {mail.id}) is {mail.state}; to send it: mailintake outbox retry {mail.id}"
