"""``mailintake consultation invite`` and ``decide``: who is written to and who is not, and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailintake.bootstrap.service import Service
    from mailintake.domain.addressees import AnnouncementPlan
    from mailintake.domain.announcement import Announcement
    from mailintake.domain.correspondence import QueuedLetter
    from mailintake.domain.invitation import InvitationPlan
    from mailintake.domain.organisation import Organisation
    from mailintake.jobs.reports import LetterCounts


def invite(service: Service, arguments: argparse.Namespace) -> None:
    """Queue invitations, or show who would get one. Raises NotFoundError, SettingsError or UsageError."""
    from mailintake.jobs.reports import LetterCounts
    from mailintake.review import consultations

    plan = consultations.plan_invitations(service, arguments.key, again=arguments.again)
    if arguments.dry_run:
        counts = LetterCounts(queued=len(plan.due), skipped=len(plan.skipped))
    else:
        counts = consultations.invite(service, arguments.key, plan, by=arguments.by)
    _print_invitations(plan, arguments)
    _print_counts("invite", counts, arguments)


def decide(service: Service, arguments: argparse.Namespace) -> None:
    """Queue the notices of a decision, or show who would get one. Raises NotFoundError or UsageError."""
    from mailintake.jobs.reports import LetterCounts
    from mailintake.review import announcements

    announced = _announcement(service, arguments)
    plan = announcements.plan_announcement(service, arguments.key)
    if arguments.dry_run:
        counts = LetterCounts(queued=len(plan.due), skipped=len(plan.skipped))
    else:
        counts = announcements.announce(service, arguments.key, plan, announced, by=arguments.by)
    _print_notices(plan, arguments)
    _print_counts("decide", counts, arguments)
    if not (arguments.dry_run or arguments.json) and counts.queued < len(plan.due):
        print(f"{len(plan.due) - counts.queued} of them had their notice of {announced.decided_on} before.")


def _announcement(service: Service, arguments: argparse.Namespace) -> Announcement:
    from mailintake.errors import UsageError
    from mailintake.review import announcements

    told = [arguments.meeting_at, arguments.meeting_until, arguments.meeting_place]
    if any(each is None for each in told) and any(each is not None for each in told):
        raise UsageError(
            "A meeting has a time, an end and a place.",
            remedy="Give --meeting-at, --meeting-until and --meeting-place together.",
        )
    meeting = None
    if arguments.meeting_at is not None:
        meeting = announcements.meeting(
            service,
            arguments.key,
            begins=arguments.meeting_at,
            until=arguments.meeting_until,
            place=arguments.meeting_place,
        )
    return announcements.announcement(
        service,
        arguments.key,
        decided_on=arguments.decided_on,
        decision=arguments.decision,
        decision_by_language=dict(arguments.decision_in),
        url=arguments.url,
        meeting=meeting,
        is_another=arguments.another,
    )


def _print_invitations(plan: InvitationPlan, arguments: argparse.Namespace) -> None:
    from mailintake.cli.output import one_line

    if not arguments.json:
        for invitee in plan.due:
            held_back = f": mail {invitee.held_back} waits again" if invitee.held_back else ""
            where = one_line(invitee.recipient)
            print(f"  {one_line(invitee.organisation.name)}: gets an invitation at {where}{held_back}")
        for skipped in plan.skipped:
            why = skipped.reason.replace("_", " ")
            print(f"  {one_line(skipped.organisation.name)}: gets none, {why}{_of(skipped.letter)}")
        return
    for invitee in plan.due:
        _print_json(arguments.key, invitee.organisation, "due", invitee.recipient, mail=invitee.held_back)
    for skipped in plan.skipped:
        letter = skipped.letter
        recipient, mail = (letter.recipient, letter.id) if letter else (None, None)
        _print_json(arguments.key, skipped.organisation, "skipped", recipient, reason=skipped.reason.value, mail=mail)


def _print_json(
    key: str,
    organisation: Organisation,
    invitation: str,
    recipient: str | None,
    *,
    reason: str | None = None,
    mail: int | None = None,
) -> None:
    from mailintake.cli.output import print_json

    print_json(
        {
            "consultation": key,
            "id": organisation.id,
            "organisation": organisation.name,
            "invitation": invitation,
            "recipient": recipient,
            "reason": reason,
            "mail": mail,
        }
    )


def _print_notices(plan: AnnouncementPlan, arguments: argparse.Namespace) -> None:
    from mailintake.cli.output import one_line, print_json

    if not arguments.json:
        for told in plan.due:
            at = f" at {one_line(told.address)}" if told.organisation else ""
            print(f"  {one_line(told.name)}: is told{at}{', has answered' if told.has_answered else ''}")
        for untold in plan.skipped:
            print(f"  {one_line(untold.name)}: is not told, {untold.reason.replace('_', ' ')}")
        return
    for told in plan.due:
        print_json(
            {
                "consultation": arguments.key,
                "organisation": told.organisation.name if told.organisation else None,
                "notice": "due",
                "recipient": told.address,
                "answered": told.has_answered,
                "reason": None,
            }
        )
    for untold in plan.skipped:
        print_json(
            {
                "consultation": arguments.key,
                "organisation": untold.name,
                "notice": "skipped",
                "recipient": untold.address or None,
                "answered": None,
                "reason": untold.reason.value,
            }
        )


def _of(letter: QueuedLetter | None) -> str:
    return "" if letter is None else f": mail {letter.id} is {letter.state}"


def _print_counts(job: str, counts: LetterCounts, arguments: argparse.Namespace) -> None:
    from mailintake.cli.output import print_counts

    print_counts(job, counts, as_json=arguments.json)
