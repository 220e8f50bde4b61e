"""Announce: promise the notice of the decision to everyone who answered and everyone who was asked."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from mailintake.domain.addressees import AnnouncementPlan, plan_announcement
from mailintake.domain.announcement import Announcement
from mailintake.domain.consultation import Consultation
from mailintake.jobs.letter_batches import queue_letters
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Consultations, Organisations
from mailintake.jobs.reports import LetterCounts


class Register(Organisations, Consultations, Protocol):
    """Who answered, who was asked, and the letters to them."""


def plan(register: Register, consultation: Consultation, own_addresses: AbstractSet[str]) -> AnnouncementPlan:
    """Return who is told what was decided and who is not, and why."""
    return plan_announcement(
        register.answerers(consultation.key), register.organisations(consultation.key), own_addresses
    )


def announce(
    planned: AnnouncementPlan,
    consultation: Consultation,
    announcement: Announcement,
    register: Register,
    composer: Composer,
    *,
    by: str,
    now: datetime,
) -> LetterCounts:
    """Note the decision and queue its notices: one for each address and day of decision, ever."""
    register.note_decision(consultation.key, announcement.decided_on, by=by, now=now)
    mails = (
        composer.decision(
            consultation,
            announcement,
            addressee.organisation,
            addressee.address,
            now,
            has_answered=addressee.has_answered,
            language=addressee.language,
        )
        for addressee in planned.due
    )
    queued = queue_letters(mails, register, by=by, now=now)
    return LetterCounts(queued=queued, skipped=len(planned.skipped))
