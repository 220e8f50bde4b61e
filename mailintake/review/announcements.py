"""What a person says when a consultation is decided, checked before anybody is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from mailintake.bootstrap.service import Service
from mailintake.domain.addressees import AnnouncementPlan
from mailintake.domain.announcement import LONGEST_DECISION, LONGEST_PLACE, Announcement, Meeting
from mailintake.domain.consultation import Consultation, Phase
from mailintake.errors import UsageError
from mailintake.jobs import announce as announcing
from mailintake.jobs.persons import require_person
from mailintake.jobs.reports import LetterCounts
from mailintake.notify.values import safe_url
from mailintake.review import desk


def announcement(
    service: Service,
    key: str,
    *,
    decided_on: date,
    decision: str,
    decision_by_language: Mapping[str, str],
    url: str = "",
    meeting: Meeting | None = None,
    is_another: bool = False,
) -> Announcement:
    """Return what is to be told of a decision. Raises NotFoundError, and UsageError where it cannot be told so.

    ``is_another`` says that it is one more decision after the one that was told.
    """
    consultation = desk.consultation(service, key)
    _check_day(consultation, decided_on, service.now(), is_another=is_another)
    for language, text in {"": decision, **decision_by_language}.items():
        _check_words(consultation, language, text)
    if url and not safe_url(url):
        raise UsageError(
            f"{url[:100]!r} is not the address of a page.", remedy="Write it as https://… without spaces or quotes."
        )
    return Announcement(
        decided_on=decided_on,
        decision=decision,
        decision_by_language=dict(decision_by_language),
        url=url,
        meeting=meeting,
    )


def meeting(service: Service, key: str, *, begins: datetime, until: time, place: str) -> Meeting:
    """Return a meeting on one day, by the clock of the consultation's zone. Raises NotFoundError, UsageError."""
    zone = desk.consultation(service, key).zone
    starts_at, ends_at = begins.replace(tzinfo=zone), datetime.combine(begins.date(), until, zone)
    for local in (starts_at, ends_at):
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise UsageError(f"There is no {local:%H:%M} on {local:%Y-%m-%d}.", remedy="Summer time begins that night.")
    if ends_at <= starts_at:
        raise UsageError(
            f"The meeting ends at {until:%H:%M}, and begins at {begins:%H:%M}.",
            remedy="Say a later --meeting-until; a meeting is on one day.",
        )
    if starts_at <= service.now():
        raise UsageError(f"{begins:%Y-%m-%d %H:%M} has passed.", remedy="Say --meeting-at with a time to come.")
    if not place.strip() or len(place) > LONGEST_PLACE:
        raise UsageError(
            "The meeting's place is empty or too long.", remedy=f"Say --meeting-place in 1 to {LONGEST_PLACE} letters."
        )
    return Meeting(starts_at=starts_at.astimezone(UTC), ends_at=ends_at.astimezone(UTC), place=place)


def plan_announcement(service: Service, key: str) -> AnnouncementPlan:
    """Return who is told what was decided, and who is not and why. Raises NotFoundError."""
    return announcing.plan(service.register, desk.consultation(service, key), service.parts.own_addresses)


def announce(service: Service, key: str, plan: AnnouncementPlan, announced: Announcement, *, by: str) -> LetterCounts:
    """Note a decision and queue its notices: nobody gets one twice. Raises NotFoundError or UsageError."""
    require_person(by)
    return announcing.announce(
        plan,
        desk.consultation(service, key),
        announced,
        service.register,
        service.parts.composer,
        by=by,
        now=service.now(),
    )


def _check_day(consultation: Consultation, decided_on: date, now: datetime, *, is_another: bool) -> None:
    key, before = consultation.key, consultation.decided_on
    if decided_on > now.astimezone(consultation.zone).date():
        raise UsageError(f"{decided_on} is a day to come.", remedy="Tell the decision when it has been made.")
    if decided_on < consultation.opens:
        raise UsageError(
            f"{decided_on} is before {key} opened, on {consultation.opens}.", remedy="Say --decided-on again."
        )
    if consultation.phase(now) in {Phase.UPCOMING, Phase.OPEN}:
        raise UsageError(
            f"{key} is open until {consultation.deadline.last_day}.",
            remedy=f"If it has ended before: mailintake consultation close {key}",
        )
    if before is not None and before != decided_on and not is_another:
        raise UsageError(
            f"A decision of {before} has been told.",
            remedy="Say that day to tell it to those who have not heard, or add --another for one more decision.",
        )


def _check_words(consultation: Consultation, language: str, text: str) -> None:
    if language and language not in consultation.languages:
        raise UsageError(
            f"Nobody is written to in {language!r} about {consultation.key}.",
            remedy=f"Its languages are: {', '.join(consultation.languages)}.",
        )
    if not text.strip() or len(text) > LONGEST_DECISION:
        raise UsageError(
            "What was decided is empty or too long for a notice.",
            remedy=f"Say it in 1 to {LONGEST_DECISION} letters, and put the rest on a page: --url",
        )
