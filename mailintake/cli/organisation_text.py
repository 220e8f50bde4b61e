"""How an organisation is printed: as lines for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from mailintake.cli.output import local, one_line

if TYPE_CHECKING:
    from mailintake.domain.directory import OrganisationMail
    from mailintake.domain.organisation import Organisation
    from mailintake.review.organisations import Record


def as_json(one: Organisation) -> dict[str, Any]:
    """Return an organisation as a JSON object; what is not known is null."""
    return {
        "id": one.id or None,
        "consultation": one.consultation,
        "name": one.name,
        "number": one.number or None,
        "invited": one.is_invited,
        "standing": one.standing.value,
        "addresses": list(one.addresses),
        "unreachable": sorted(one.dead_addresses),
        "domains": list(one.domains),
        "language": one.language or None,
        "extended_to": one.extended_to,
        "opted_out": one.has_opted_out,
        "away_until": one.away_until,
        "mail_waits": one.has_mail_waiting,
    }


def whole_json(record: Record) -> dict[str, Any]:
    """Return all that is known of an organisation as a JSON object."""
    bounced = {each: record.returned(each) for each in sorted(record.organisation.dead_addresses)}
    return {
        **as_json(record.organisation),
        "perhaps": record.like.id if record.like else None,
        "bounces": [
            {
                "address": address,
                "mail": back.mail.id,
                "sent_at": back.mail.sent_at.isoformat() if back.mail.sent_at else None,
                "said": back.mail.error,
            }
            for address, back in bounced.items()
            if back is not None
        ],
        "comments": [
            {
                "reference": each.reference,
                "received_at": each.received_at.isoformat(),
                "kind": each.kind,
                "stance": each.stance.value,
                "late": each.is_late,
                "status": each.status.value,
                "diary_number": each.diary_number or None,
            }
            for each in record.comments
        ],
        "mails": [
            {
                "id": each.mail.id,
                "kind": each.mail.mail.kind.value,
                "recipient": each.mail.mail.recipient,
                "state": each.mail.state.value,
                "sent_at": each.mail.sent_at.isoformat() if each.mail.sent_at else None,
                "bounced": each.is_bounced,
                "error": each.mail.error or None,
            }
            for each in record.mails
        ],
    }


def as_text(record: Record, zone: ZoneInfo) -> str:
    """Return all that is known of an organisation as lines."""
    return "\n".join(one_line(line) for line in _lines(record, zone))


def marks(one: Organisation) -> str:
    """Return what is worth knowing before it is written to."""
    told = (
        (not one.is_invited, "not invited"),
        (one.has_opted_out, "no reminders"),
        (bool(one.addresses) and not one.live_addresses, "unreachable"),
        (one.away_until is not None, f"away until {one.away_until}"),
        (one.has_mail_waiting, "mail waits for a decision"),
    )
    return ", ".join(text for is_so, text in told if is_so)


def reachable(one: Organisation) -> str:
    """Return the addresses that mail can reach, or that there is none."""
    return ", ".join(one.live_addresses) or ("mail cannot reach it" if one.addresses else "no address")


def merge_hint(one: Organisation, like: Organisation) -> str:
    """Return the advice to merge an organisation that was entered under nearly the name of an invited one."""
    return (
        f"{one.name} ({one.id}) may be {like.name} ({like.id}). If it is: mailintake organisation merge "
        f"{one.id} {like.id}"
    )


def _lines(record: Record, zone: ZoneInfo) -> Iterator[str]:
    one = record.organisation
    yield f"{one.name} ({one.number or 'no organisation number'}), {one.consultation}"
    yield f"  {'invited' if one.is_invited else 'not invited'}, {one.standing}"
    for address in one.addresses:
        yield f"  {address}{_failure(record, address, zone)}"
    for is_told, line in (
        (one.domains, f"its own domains: {', '.join(one.domains)}"),
        (one.language, f"language: {one.language}"),
        (one.extended_to, f"its own last day: {one.extended_to}"),
        (one.away_until, f"nobody reads its mail until {one.away_until}"),
        (one.has_opted_out, "asked for no reminders"),
        (one.has_mail_waiting, "a mail of theirs waits for a decision: mailintake review list"),
    ):
        if is_told:
            yield f"  {line}"
    for comment in record.comments:
        marked = (", late" if comment.is_late else "", "" if comment.status == "standing" else f", {comment.status}")
        at = local(comment.received_at, zone)
        yield f"  {comment.kind} {comment.reference}, {at}, {comment.stance}{''.join(marked)}"
    for each in record.mails:
        yield f"  {_sent(each, zone)}"
    if record.like is not None:
        yield merge_hint(one, record.like)


def _failure(record: Record, address: str, zone: ZoneInfo) -> str:
    if address not in record.organisation.dead_addresses:
        return ""
    back = record.returned(address)
    if back is None:
        return ": mail cannot reach it"
    return (
        f": mail cannot reach it (mail {back.mail.id} of {local(back.mail.sent_at, zone)} came back: {back.mail.error})"
    )


def _sent(each: OrganisationMail, zone: ZoneInfo) -> str:
    mail = each.mail
    fate = f"{mail.state} {local(mail.sent_at, zone)}" if mail.sent_at else str(mail.state)
    came_back = ", came back" if each.is_bounced else ""
    return f"our {mail.mail.kind} to {mail.mail.recipient}: {fate}{came_back} (mail {mail.id})"
