"""What staff do in the story beside deciding about mails: invite, number, give more time, tell the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from mailintake.bootstrap.service import Service
from mailintake.demo.mailcraft.earlier import SWEDISH_TIME
from mailintake.demo.setting import CONSULTATION, DECISION_TOLD_ON
from mailintake.domain.announcement import Announcement, Meeting
from mailintake.domain.comment import CommentStatus
from mailintake.review import announcements, consultations, diary

# Who works at the desk in the story.
STAFF_MEMBER = "Karin Lindmark"

INVITES_ON = date(2018, 6, 20)
NUMBERS_ON = date(2018, 9, 11)
GIVES_TIME_ON = date(2018, 9, 19)

# The congregation that asked for a few days.
_ASKED_FOR_TIME, _ITS_LAST_DAY = "Församlingen Klippan i Norr", date(2018, 10, 5)
# An invited association whose address on the list is misspelt: the mail server refuses it.
MISSPELT_ADDRESS = "kretsen@naturkustlandet.example"
REFUSAL = "550 5.1.1 no such user"

_ANNOUNCEMENT = Announcement(
    decided_on=date(2018, 12, 17),
    decision="Kommunfullmäktige har antagit den lokala överenskommelsen. Den gäller från den 1 januari 2019.",
    decision_by_language={
        "en": "The municipal council has adopted the local agreement. It is in force from 1 January 2019.",
        "fi": "Kunnanvaltuusto on hyväksynyt paikallisen sopimuksen. Se on voimassa 1. tammikuuta 2019 alkaen.",
    },
    url="https://kommun.example/beslut",
    meeting=Meeting(
        starts_at=datetime(2019, 1, 23, 18, 0, tzinfo=SWEDISH_TIME).astimezone(UTC),
        ends_at=datetime(2019, 1, 23, 20, 0, tzinfo=SWEDISH_TIME).astimezone(UTC),
        place="Kulturens hus, Luleå",
    ),
)


def work_of(day: date) -> Callable[[Service], str] | None:
    """Return what staff do on a day; it returns in one line what was done. None where they only decide."""
    return _WORK.get(day)


def _invite(service: Service) -> str:
    plan = consultations.plan_invitations(service, CONSULTATION)
    counts = consultations.invite(service, CONSULTATION, plan, by=STAFF_MEMBER)
    return f"invites {counts.queued} associations"


def _number(service: Service) -> str:
    yesterday = service.now() - timedelta(days=1)
    standing = [
        comment
        for comment in service.register.comments(CONSULTATION)
        if comment.status is CommentStatus.STANDING and comment.received_at < yesterday
    ]
    for number, comment in enumerate(standing, 1):
        diary.enter_number(service, comment.reference, f"KS 2018/841-{number}", is_silent=False, by=STAFF_MEMBER)
    return f"enters {len(standing)} comments in the diary"


def _give_time(service: Service) -> str:
    organisation = next(
        one for one in service.register.organisations(CONSULTATION) if one.name.startswith(_ASKED_FOR_TIME)
    )
    consultations.extend(service, CONSULTATION, organisation.id, _ITS_LAST_DAY, is_silent=False, by=STAFF_MEMBER)
    return f"gives {organisation.name} until {_ITS_LAST_DAY}"


def _tell_decision(service: Service) -> str:
    plan = announcements.plan_announcement(service, CONSULTATION)
    counts = announcements.announce(service, CONSULTATION, plan, _ANNOUNCEMENT, by=STAFF_MEMBER)
    return f"tells {counts.queued} what was decided"


_WORK: Mapping[date, Callable[[Service], str]] = {
    INVITES_ON: _invite,
    NUMBERS_ON: _number,
    GIVES_TIME_ON: _give_time,
    DECISION_TOLD_ON: _tell_decision,
}
