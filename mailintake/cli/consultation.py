"""``mailintake consultation``: the consultations, how they stand, and what a person decides of one as a whole."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.review.consultations import Overview

NAME = "consultation"
HELP = "list the consultations, show how one stands; invite, extend, decide, close"
EXAMPLE = "mailintake consultation show lulea-lok-2018"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    from mailintake.cli import consultation_arguments

    consultation_arguments.add(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, show or change."""
    from mailintake.bootstrap import open_service
    from mailintake.cli import consultation_letters, consultation_state

    service = open_service(arguments.config)
    service.sync_invited()
    actions = {
        "list": _list,
        "show": _show,
        "invite": consultation_letters.invite,
        "extend": consultation_state.extend,
        "decide": consultation_letters.decide,
        "close": consultation_state.close,
        "reopen": consultation_state.reopen,
    }
    actions[arguments.action](service, arguments)
    return 0


def _list(service: Service, arguments: argparse.Namespace) -> None:
    from mailintake.cli.output import print_json, print_table
    from mailintake.review import consultations

    found = [consultations.overview(service, key) for key in service.parts.consultations]
    if arguments.json:
        for each in found:
            print_json(_as_json(each))
        return
    rows = [
        (one.key, one.title, one.opens, one.deadline.last_day, each.phase, each.comments)
        for each in found
        for one in [each.consultation]
    ]
    headings = ("key", "title", "opens", "last day", "state", "comments")
    print_table(headings, rows, empty="No consultation in the settings.")


def _show(service: Service, arguments: argparse.Namespace) -> None:
    from mailintake.cli.output import local, print_json, print_table
    from mailintake.review import consultations

    shown = consultations.overview(service, arguments.key)
    comments = service.register.comments(arguments.key)
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
        return
    _print_head(service, shown)
    rows = [
        (
            comment.reference,
            local(comment.received_at, service.parts.zone),
            comment.organisation_name or comment.sender,
            comment.kind,
            comment.stance,
            "late" if comment.is_late else "",
            "" if comment.status == "standing" else comment.status,
        )
        for comment in comments
    ]
    print_table(("reference", "received", "from", "kind", "stance", "", ""), rows, empty="No comment yet.")


def _print_head(service: Service, shown: Overview) -> None:
    from mailintake.cli.consultation_state import in_words
    from mailintake.cli.output import one_line

    one = shown.consultation
    decided_by = f", decided by {one.decided_by}" if one.decided_by else ""
    print(f"{one_line(one.title)}\nLast day {one.deadline.last_day}{one_line(decided_by)}. {in_words(service, one)}")
    print(f"{shown.answered} of {shown.invited} invited organisations have answered.")
    for organisation in shown.extended:
        print(f"Extended to {organisation.extended_to}: {one_line(organisation.name)} ({organisation.id}).")
    for kind, states in shown.letters:
        print(f"Mails of the kind {kind}: " + ", ".join(f"{count} {state}" for state, count in states.items()) + ".")
    print()


def _as_json(each: Overview) -> dict[str, object]:
    one = each.consultation
    return {
        "key": one.key,
        "title": one.title,
        "opens": one.opens.isoformat(),
        "last_day": one.deadline.last_day.isoformat(),
        "closes": one.closes.isoformat(),
        "state": each.phase.value,
        "closed_at": one.closed_at.isoformat() if one.closed_at else None,
        "decided_on": one.decided_on.isoformat() if one.decided_on else None,
        "comments": each.comments,
        "invited": each.invited,
        "answered": each.answered,
        "extended": {str(one.id): one.extended_to.isoformat() for one in each.extended if one.extended_to},
        "letters": {kind.value: states for kind, states in each.letters},
    }
