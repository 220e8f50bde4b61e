"""``mailintake consultation extend``, ``close`` and ``reopen``: until when mail is an answer, and for whom."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.consultation import Consultation
    from mailintake.jobs.extend import Extended


def extend(service: Service, arguments: argparse.Namespace) -> None:
    """Give one organisation more time, or take it away. Raises NotFoundError or UsageError."""
    from mailintake.cli.output import print_json
    from mailintake.errors import UsageError
    from mailintake.review import consultations

    if (arguments.last_day is None) is not arguments.none:
        raise UsageError("Say until when, or --none.", remedy="Give one of them: extend KEY ID DATE")
    done = consultations.extend(
        service,
        arguments.key,
        arguments.organisation,
        arguments.last_day,
        is_silent=arguments.silent,
        by=arguments.by,
    )
    if arguments.json:
        now = done.organisation.extended_to
        print_json(
            {
                "consultation": arguments.key,
                "id": done.organisation.id,
                "organisation": done.organisation.name,
                "extended_to": now.isoformat() if now else None,
                "before": done.before.isoformat() if done.before else None,
                "comments_changed": done.changed,
                "letters": [
                    {"id": letter.id, "recipient": letter.recipient, "state": letter.state.value}
                    for letter in done.told
                ],
            }
        )
        return
    _print_extended(done, is_silent=arguments.silent)


def close(service: Service, arguments: argparse.Namespace) -> None:
    """Take no more mail for an answer. Raises NotFoundError or UsageError."""
    from mailintake.review import consultations

    is_new = consultations.close(service, arguments.key, by=arguments.by)
    _print_state(service, arguments, "" if is_new else "It was closed before. ")


def reopen(service: Service, arguments: argparse.Namespace) -> None:
    """Take mail for an answer again. Raises NotFoundError or UsageError."""
    from mailintake.review import consultations

    is_new = consultations.reopen(service, arguments.key, by=arguments.by)
    _print_state(service, arguments, "" if is_new else "Staff had not closed it. ")


def in_words(service: Service, one: Consultation) -> str:
    """Return how far a consultation has come, as a sentence."""
    from mailintake.cli.output import local
    from mailintake.domain.consultation import Phase

    phase = one.phase(service.now())
    if one.closed_at is not None:
        closed = f"Closed since {local(one.closed_at, one.zone)}."
    else:
        closed = f"Closed since the end of {one.closes}." if service.now() >= one.closes_at else ""
    return {
        Phase.UPCOMING: f"It opens on {one.opens}.",
        Phase.OPEN: "It is open.",
        Phase.ENDED: f"The last day has passed; late comments are registered until {one.closes}.",
        Phase.CLOSED: closed,
        Phase.DECIDED: f"Decided on {one.decided_on}. {closed}".rstrip(),
    }[phase]


def _print_state(service: Service, arguments: argparse.Namespace, lead: str) -> None:
    from mailintake.cli.output import print_json
    from mailintake.review import desk

    one = desk.consultation(service, arguments.key)
    if arguments.json:
        print_json(
            {
                "consultation": one.key,
                "state": one.phase(service.now()).value,
                "closed_at": one.closed_at.isoformat() if one.closed_at else None,
            }
        )
        return
    print(f"{one.key}: {lead}{in_words(service, one)}")


def _print_extended(done: Extended, *, is_silent: bool) -> None:
    from mailintake.cli.output import one_line

    organisation = done.organisation
    name = one_line(organisation.name)
    if organisation.extended_to is None:
        print(f"{name} has no last day of its own{'.' if done.before else ', and had none.'}")
    else:
        before = f", before {done.before}" if done.before and done.before != organisation.extended_to else ""
        print(f"{name} may answer until {organisation.extended_to}{before}.")
    if done.changed:
        print(f"Comments of theirs that are judged anew, in time or late: {done.changed}.")
    for letter in done.told:
        print(f"  told at {one_line(letter.recipient)}: mail {letter.id}, {letter.state}")
    if organisation.extended_to is not None and not done.told:
        print(f"  nobody is told{_why_nobody(done, is_silent=is_silent)}")


def _why_nobody(done: Extended, *, is_silent: bool) -> str:
    if is_silent:
        return "."
    if done.organisation.has_opted_out:
        return ": the organisation asked for no mail. Tell it by telephone."
    return ": mail cannot reach the organisation. Tell it by telephone."
