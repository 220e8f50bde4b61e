"""``mailintake organisation``: who is invited, who has answered, whom mail cannot reach; and staff's word on them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.organisation import Organisation

NAME = "organisation"
HELP = "import, list, show, change and merge the organisations of a consultation"
EXAMPLE = "mailintake organisation list lulea-lok-2018 --standing silent"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli.arguments import add_who_decides, name, number, words

    key, id_ = "the consultation, by its key", "the number that the list shows"
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    bring = actions.add_parser("import", help="bring in a list of the invited: add what is new, fill what is missing")
    bring.add_argument("consultation", metavar="KEY", help=key)
    bring.add_argument("file", metavar="FILE.csv", help="with the columns name, number, email, language")
    bring.add_argument("--dry-run", action="store_true", help="store nothing; show what would be added and filled")
    listing = actions.add_parser("list", help="all organisations of a consultation")
    listing.add_argument("consultation", metavar="KEY", help=key)
    listing.add_argument("--standing", choices=("silent", "answered", "declined"), help="only those that stand so")
    show = actions.add_parser("show", help="one organisation with its comments and what we sent it")
    show.add_argument("id", type=number, metavar="ID", help=id_)
    merge = actions.add_parser("merge", help="make one of two that are one: all of the first becomes the second's")
    merge.add_argument("from_id", type=number, metavar="FROM", help="the number of the one that goes")
    merge.add_argument("into_id", type=number, metavar="INTO", help="the number of the one that stays")
    change = actions.add_parser("set", help="change what is known of an organisation")
    change.add_argument("id", type=number, metavar="ID", help=id_)
    change.add_argument("--name", type=name, metavar="NAME", help="give it another name; lists still know the old one")
    change.add_argument(
        "--number", type=words, metavar="NUMBER", help='its organisation number; "" takes away the one it has'
    )
    change.add_argument("--language", type=words, metavar="CODE", help='in which it is written to, such as fi; or ""')
    for option, text in (
        ("--add-address", "an address of its own; may be given more than once"),
        ("--remove-address", "an address that is not its own; no list gives it back"),
        ("--alive", "an address that mail reaches after all"),
    ):
        change.add_argument(option, type=words, action="append", default=[], metavar="ADDRESS", help=text)
    for field, yes, no in (
        ("has_opted_out", ("--opt-out", "send it no reminders"), ("--opt-in", "send it reminders again")),
        ("is_invited", ("--invited", "it is invited"), ("--not-invited", "it is not; no list invites it again")),
    ):
        either = change.add_mutually_exclusive_group()
        for (option, text), is_so in ((yes, True), (no, False)):
            either.add_argument(option, dest=field, action="store_const", const=is_so, default=None, help=text)
    for action in (bring, listing, show, merge, change):
        action.add_argument("--json", action="store_true", help="print one JSON object a line")
    for action in (bring, merge, change):
        add_who_decides(action)


def run(arguments: argparse.Namespace) -> int:
    """Import, list, show, merge or change."""
    from mailintake.bootstrap import open_service

    service = open_service(arguments.config)
    if not getattr(arguments, "dry_run", False):
        service.sync_invited()
    actions = {"import": _import, "list": _list, "show": _show, "merge": _merge, "set": _set}
    return actions[arguments.action](service, arguments)


def _import(service: Service, arguments: argparse.Namespace) -> int:
    import sys
    from pathlib import Path

    from mailintake.cli.organisation_text import as_json
    from mailintake.cli.output import one_line, print_json
    from mailintake.review import organisations

    done = organisations.import_list(
        service, arguments.consultation, Path(arguments.file), by=arguments.by, is_rehearsal=arguments.dry_run
    )
    for warning in done.warnings:
        print(one_line(warning), file=sys.stderr)
    compared = done.comparison
    if arguments.json:
        for one in done.organisations:
            print_json(as_json(one))
        counts = {"added": len(compared.added), "filled": len(compared.filled), "unchanged": compared.unchanged}
        print_json({"job": "organisation import", **counts, "kept_out": len(compared.kept_out)})
        return 0
    would = "would be " if arguments.dry_run else ""
    for what, some in (("added", compared.added), ("filled", compared.filled)):
        for one in some:
            print(one_line(f"{would}{what}: {one.name}, {', '.join(one.addresses) or 'no address'}"))
    for one in compared.kept_out:
        print(one_line(f"still not invited, as staff said: {one.name} ({one.id})"))
    print(
        f"{len(compared.added)} organisations {would}added, {len(compared.filled)} {would}filled, "
        f"{compared.unchanged} known as they are."
    )
    return 0


def _list(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.organisation_text import as_json, marks, merge_hint, reachable
    from mailintake.cli.output import one_line, print_json, print_table
    from mailintake.review import organisations

    known = organisations.organisations(service, arguments.consultation)
    like = organisations.likenesses(known)
    shown = [one for one in known if arguments.standing in {None, one.standing.value}]
    if arguments.json:
        for one in shown:
            near = like.get(one.id)
            print_json({**as_json(one), "perhaps": near.id if near else None})
        return 0
    rows = [
        (one.id, one.name, one.standing, one.language or "-", one.extended_to or "-", marks(one), reachable(one))
        for one in shown
    ]
    print_table(
        ("id", "name", "standing", "language", "last day", "notes", "addresses"), rows, empty="No organisation."
    )
    for one in shown:
        if one.id in like:
            print(one_line(merge_hint(one, like[one.id])))
    return 0


def _show(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.organisation_text import as_text, whole_json
    from mailintake.cli.output import print_json
    from mailintake.review import organisations

    found = organisations.record(service, arguments.id)
    if arguments.json:
        print_json(whole_json(found))
    else:
        print(as_text(found, service.parts.zone))
    return 0


def _merge(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.review import organisations

    into = organisations.merge(service, arguments.from_id, arguments.into_id, by=arguments.by)
    return _tell(service, arguments, into, f"Organisation {arguments.from_id} is now one with {into.id}:")


def _set(service: Service, arguments: argparse.Namespace) -> int:
    from mailintake.cli.output import one_line
    from mailintake.review import organisations

    wish = organisations.Wish(
        name=arguments.name,
        number=arguments.number,
        language=arguments.language,
        is_invited=arguments.is_invited,
        has_opted_out=arguments.has_opted_out,
        added=arguments.add_address,
        removed=arguments.remove_address,
        alive=arguments.alive,
    )
    after, others = organisations.change(service, arguments.id, wish, by=arguments.by)
    _tell(service, arguments, after, f"Organisation {after.id} is now:")
    if not arguments.json:
        for other in others:
            shared = f"{other.name} ({other.id}) has an added address too: its mail cannot be told apart by sender."
            print(one_line(shared))
    return 0


def _tell(service: Service, arguments: argparse.Namespace, one: Organisation, title: str) -> int:
    from mailintake.cli.organisation_text import as_json, as_text
    from mailintake.cli.output import print_json
    from mailintake.review import organisations

    if arguments.json:
        print_json(as_json(one))
    else:
        print(f"{title}\n{as_text(organisations.record(service, one.id), service.parts.zone)}")
    return 0
