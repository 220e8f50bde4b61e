"""Settings of consultations as the domain knows them."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from mailintake.domain.consultation import Consultation, Contact, Deadline, Section
from mailintake.domain.organisation import Organisation
from mailintake.settings.consultation import ConsultationSettings, Reminders
from mailintake.settings.invited import InvitedOrganisation

# Whoever shares a domain with these shares it with everyone: it tells nothing of an organisation.
_EVERYONES_DOMAINS = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.se",
        "hotmail.fi",
        "outlook.com",
        "outlook.se",
        "live.com",
        "live.se",
        "msn.com",
        "yahoo.com",
        "yahoo.se",
        "icloud.com",
        "me.com",
        "mac.com",
        "telia.com",
        "home.se",
        "spray.se",
        "swipnet.se",
        "bredband.net",
        "bredband2.com",
        "comhem.se",
        "tele2.se",
        "tele2.com",
        "ownit.nu",
        "bahnhof.se",
        "passagen.se",
        "glocalnet.net",
        "proton.me",
        "protonmail.com",
        "gmx.net",
        "gmx.com",
        "mail.com",
        "norrnet.se",
        "aol.com",
        "tutanota.com",
        "fastmail.com",
    }
)


def consultation_of(one: ConsultationSettings, zone: ZoneInfo) -> Consultation:
    """Return one consultation; its days begin and end in the zone."""
    return Consultation(
        key=one.key,
        title=one.title,
        title_by_language=dict(one.title_by_language),
        reference_prefix=one.reference_prefix,
        diary_number=one.diary_number,
        opens=one.opens,
        deadline=Deadline(last_day=one.deadline, zone=zone),
        closes=one.closes,
        contact=Contact(name=one.contact.name, email=one.contact.email, phone=one.contact.phone),
        decided_by=one.decided_by,
        next_steps=one.next_steps,
        next_steps_by_language=dict(one.next_steps_by_language),
        proposal_text=one.proposal,
        proposal_url=one.proposal_url,
        proposal_document=str(one.proposal_document or ""),
        privacy_url=one.privacy_url,
        terms=one.terms,
        near_misses=one.near_misses,
        languages=one.languages,
        remind_days_before=one.remind_days_before,
        remind_at=one.remind_at,
        must_approve_reminders=one.reminders is Reminders.APPROVE,
        sections=tuple(Section(name=section.name, text=section.text) for section in one.sections),
    )


def invited_to(one: ConsultationSettings) -> tuple[Organisation, ...]:
    """Return the organisations on the invited list of a consultation."""
    return organisations_on(one.invited, one.key)


def organisations_on(invited: Iterable[InvitedOrganisation], consultation: str) -> tuple[Organisation, ...]:
    """Return the organisations on a list of those that a consultation invites."""
    return tuple(
        Organisation(
            id=0,
            consultation=consultation,
            name=each.name,
            number=each.number,
            is_invited=True,
            addresses=each.addresses,
            domains=own_domains(each.addresses),
            language=each.language,
        )
        for each in invited
    )


def own_domains(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the domains of addresses that tell something of their owner: those that not everyone shares."""
    domains = (address.rpartition("@")[2].lower() for address in addresses)
    return tuple(dict.fromkeys(domain for domain in domains if domain not in _EVERYONES_DOMAINS))
