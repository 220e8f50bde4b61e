"""Machines that answer machines: whoever answers every mail of ours, it goes quiet, and staff see why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from beds.embedded import letter
from beds.office import STAFF, Office
from beds.responders import (
    ABSENT,
    OPINION,
    RECEIVED,
    Responder,
    auto_responder,
    mailing_list,
    through_gateway,
    ticket_system,
)

from mailintake.domain.acknowledgement import AnswerLimits, Reason
from mailintake.domain.outbox import MailKind, NewMail

LIMITS = AnswerLimits()
# Three days: first as fast as mail servers are, for longer than any cap lets it go on, then hours apart.
PAUSES = [timedelta(seconds=20)] * 40 + [timedelta(hours=3)] * 24
DAYS = 3
# Who writes in which round: in the midst of the storm, after it, and at the end.
PEOPLE = {number: f"maria{number}@granne.example" for number in (10, 40, len(PAUSES) - 1)}
SUBJECT = "Synpunkter på förslaget till lokal överenskommelse"
MACHINE = "kansli@automat.example"
LIST = "styrelsen@lista.example"
NEIGHBOUR = "remiss@grannkommun.example"
# What a gateway may take away, so that nothing in form tells that a machine wrote.
FORM = ("Auto-Submitted", "X-Auto-Response-Suppress")
THREAD = ("In-Reply-To", "References")
IN_TRAY = "in the tray"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One machine that answers us, the most mails that we send it, and how staff are told."""

    name: str
    responder: Responder
    most: int
    told: str  # a reason in the digest, or that it waits in the tray; "": it was left alone, as all such mail is
    sender: str = MACHINE
    is_stubborn: bool = False  # it sends its last answer again in each round, though it gets nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """How an exchange went."""

    to_machine: list[NewMail]
    people: list[str]  # who wrote meanwhile, and was answered
    alerts: list[NewMail]
    reasons: frozenset[str]  # why mail was not answered, as the digest tells
    in_tray: int


EXCHANGES = [
    Exchange(name="absent", responder=auto_responder(ABSENT), most=1, told=Reason.NOT_FOR_US),
    Exchange(name="absent, of no thread", responder=auto_responder(ABSENT, is_threaded=False), most=1, told=""),
    Exchange(name="receipt", responder=auto_responder(RECEIVED, is_quoting=False), most=1, told=Reason.NOT_FOR_US),
    # It says what a person might say: only the caps tell.
    Exchange(
        name="opinion",
        responder=auto_responder(OPINION),
        most=1 + LIMITS.per_thread_day,
        told=Reason.ANSWERED_IN_THREAD,
    ),
    Exchange(
        name="opinion, of no thread",
        responder=auto_responder(OPINION, is_threaded=False, is_quoting=False),
        most=LIMITS.per_sender_day,
        told=Reason.SENDER_CAP,
    ),
    Exchange(
        name="opinion, time and again",
        responder=auto_responder(OPINION, is_threaded=False),
        most=LIMITS.per_sender_day * (DAYS + 1),
        told=Reason.SENDER_CAP,
        is_stubborn=True,
    ),
    Exchange(
        name="opinion in the thread, time and again",
        responder=auto_responder(OPINION),
        most=(1 + LIMITS.per_thread_day) * (DAYS + 1),
        told=Reason.ANSWERED_IN_THREAD,
        is_stubborn=True,
    ),
    Exchange(name="ticket", responder=ticket_system(RECEIVED), most=1, told=Reason.NOT_FOR_US),
    Exchange(name="ticket, no Re:", responder=ticket_system(RECEIVED, prefix=""), most=1, told=Reason.NOT_FOR_US),
    Exchange(name="ticket, no thread", responder=ticket_system(RECEIVED, is_threaded=False), most=1, told=""),
    Exchange(
        name="ticket, no Re:, no thread",
        responder=ticket_system(RECEIVED, prefix="", is_threaded=False),
        most=1,
        told=IN_TRAY,
    ),
    Exchange(name="ticket with an opinion", responder=ticket_system(OPINION), most=1, told=IN_TRAY),
    Exchange(
        name="three tickets a mail",
        responder=ticket_system(OPINION, prefix="", is_threaded=False, times=3),
        most=1,
        told=IN_TRAY,
    ),
    # A stranger each time, who takes up nothing of ours: nothing but the caps tells it from many people who write.
    Exchange(
        name="ticket that hides",
        responder=ticket_system(OPINION, subject=SUBJECT, is_threaded=False, is_quoting=False),
        most=1 + LIMITS.per_domain_hour,
        told=Reason.DOMAIN_CAP,
    ),
    Exchange(
        name="list of two who are absent",
        responder=mailing_list("anna@klubb.example", "bo@klubb.example", words=ABSENT),
        most=1,
        told=Reason.NOT_FOR_US,
        sender=LIST,
    ),
    Exchange(
        name="list of two with an opinion",
        responder=mailing_list("anna@klubb.example", "bo@klubb.example", words=OPINION),
        most=1,
        told=IN_TRAY,
        sender=LIST,
    ),
]


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.name)
def test_a_machine_that_answers_every_mail_is_soon_left_without_one(
    tmp_path: Path, exchange: Exchange, tell_figure: Callable[[str], None]
) -> None:
    with Office(tmp_path) as office:
        course = _run(office, exchange)

    tell_figure(f"{len(course.to_machine)} sent of at most {exchange.most}")
    assert 1 <= len(course.to_machine) <= exchange.most
    assert list(PEOPLE.values()) == course.people
    # A cap that bites is told at once, once a day; the thread's own is what every such exchange ends with.
    is_capped = exchange.told in {Reason.SENDER_CAP, Reason.DOMAIN_CAP}
    assert len(course.alerts) in (range(1, DAYS + 2) if exchange.is_stubborn and is_capped else {int(is_capped)})
    assert exchange.told in course.reasons | ({IN_TRAY} if course.in_tray else set()) | {""}


@pytest.mark.parametrize(
    ("stripped", "most"),
    [((), 1), (FORM, 1), ((*FORM, *THREAD), LIMITS.per_sender_day)],
    ids=["as they are", "without the fields that tell a machine", "without thread too"],
)
def test_the_service_and_a_copy_of_it_do_not_go_on_thanking_each_other(
    tmp_path: Path, stripped: tuple[str, ...], most: int, tell_figure: Callable[[str], None]
) -> None:
    with Office(tmp_path / "a") as ours, Office(tmp_path / "b", address=NEIGHBOUR) as theirs:
        ours.receive(letter(SUBJECT, OPINION, sender=NEIGHBOUR))
        sent: list[NewMail] = []
        for pause in PAUSES:
            for office, other in ((ours, theirs), (theirs, ours)):
                office.now += pause
                for mail in office.work():
                    assert other.address == mail.recipient
                    other.receive(through_gateway(mail.content, *stripped), at=other.now)
                    sent.append(mail)
        ours.receive(_letter_of("maria@granne.example"))
        answered = [mail.recipient for mail in ours.work()]

    tell_figure(f"{len(sent)} sent of at most {most}")
    assert 1 <= len(sent) <= most
    assert answered == ["maria@granne.example"]


def _run(office: Office, exchange: Exchange) -> Course:
    """Let a machine answer us for three days; people write in the midst of it and at the end."""
    office.receive(letter(SUBJECT, OPINION, sender=exchange.sender))
    sent: list[NewMail] = []
    to_machine: list[NewMail] = []
    for number, pause in enumerate(PAUSES):
        office.now += pause
        if number in PEOPLE:
            office.receive(_letter_of(PEOPLE[number]))
        worked_off = office.work()
        sent += worked_off
        fresh = [mail for mail in worked_off if mail.recipient not in {STAFF, *PEOPLE.values()}]
        to_machine = fresh or (to_machine if exchange.is_stubborn else [])
        for mail in to_machine:
            office.receive(*exchange.responder(mail))
    digest = office.service.look_at_digest(office.service.today())
    return Course(
        alerts=[mail for mail in sent if mail.kind is MailKind.ALERT],
        people=[mail.recipient for mail in sent if mail.recipient in PEOPLE.values()],
        to_machine=[mail for mail in sent if mail.recipient not in {STAFF, *PEOPLE.values()}],
        reasons=frozenset(reason for reason, _ in digest.suppressed),
        in_tray=len(digest.tray),
    )


def _letter_of(person: str) -> bytes:
    return letter(SUBJECT, f"{OPINION}\n\nMaria Ek", sender=person)
