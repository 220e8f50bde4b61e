"""Who gets an automatic answer, and who does not: a table of mails through the whole service, to the last mail sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from beds.office import STAFF, Office
from beds.who_is_answered import CASES
from beds.who_is_answered.case import Case
from beds.who_is_answered.town import Seen, Town, domain_of, expected_of

from mailintake.demo.smtp_sink import EmbeddedSmtp
from mailintake.domain.acknowledgement import Reason
from mailintake.domain.outbox import MailKind
from mailintake.review.desk import close_breaker

# One service reads them all, so that one worker must run all of these.
pytestmark = pytest.mark.xdist_group("who is answered")

NUMBERED = list(enumerate(CASES))
# Two that concern everybody at once have tests of their own.
OF_ALL = {Reason.HOUR_CAP, Reason.BREAKER}


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What came of the whole table."""

    seen: list[Seen]
    sent: Counter[tuple[str, MailKind]]
    reminded: set[str]


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    folder = tmp_path_factory.mktemp("town")
    with EmbeddedSmtp() as smtp, Office(folder, smtp_port=smtp.port, per_hour=1000) as office:
        office.service.remind()
        office.service.deliver()
        reminded = {to for mail in smtp.mails for to in mail.recipients}
        town = Town(office, smtp)
        seen = town.bring(CASES)
        yield Brought(seen=seen, sent=town.all_sent(), reminded=reminded)


@pytest.mark.parametrize(("number", "case"), NUMBERED, ids=[f"{case.reason}: {case}" for case in CASES])
def test_a_mail_is_answered_or_not_for_its_reason_and_brings_about_no_other_mail(
    brought: Brought, number: int, case: Case
) -> None:
    seen = brought.seen[number]

    assert (case.reason, case.is_for_staff_first) == (seen.reason, seen.waited_for_staff)
    assert expected_of(case, number) == seen.sent


def test_nobody_else_is_sent_anything(brought: Brought) -> None:
    expected = Counter((to, MailKind.REMINDER) for to in brought.reminded)
    for number, case in NUMBERED:
        expected |= expected_of(case, number)
    # The caps have bitten, and staff are told so once.
    expected[STAFF, MailKind.ALERT] = 1

    assert expected == brought.sent


def test_the_table_has_a_mail_for_every_reason(tell_figure: Callable[[str], None]) -> None:
    reasons = Counter(case.reason for case in CASES)

    assert set(Reason) - OF_ALL == set(reasons)
    tell_figure(f"{len(CASES)} cases: " + ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items())))


def test_when_as_many_were_answered_in_an_hour_as_may_be_nobody_is_until_it_has_passed(tmp_path: Path) -> None:
    with Office(tmp_path, per_hour=3) as office:
        assert [_brought(office, number) for number in range(5)] == [*[Reason.ALLOWED] * 3, *[Reason.HOUR_CAP] * 2]
        office.now += timedelta(hours=1)
        assert _brought(office, 5) is Reason.ALLOWED

    first, last = [_sender(number) for number in range(3)], _sender(5)
    assert [*first, STAFF, last] == [mail.recipient for mail in office.transport.sent]


def test_when_far_more_answers_are_due_than_is_likely_all_wait_until_a_person_has_looked(tmp_path: Path) -> None:
    with Office(tmp_path, breaker=5) as office:
        reasons = [_brought(office, number) for number in range(7)]
        before = [(mail.recipient, mail.kind) for mail in office.transport.sent]
        close_breaker(office.service, by="Karin")
        office.now += timedelta(minutes=6)
        after = [mail.recipient for mail in office.work()]

    assert [*[Reason.ALLOWED] * 5, *[Reason.BREAKER] * 2] == reasons
    # The fifth opened it: its answer was promised, and is held back.
    assert [*((_sender(number), MailKind.ACKNOWLEDGEMENT) for number in range(4)), (STAFF, MailKind.ALERT)] == before
    assert [_sender(4)] == after


def _brought(office: Office, number: int) -> Reason | None:
    """Let one more person write; return why the mail is answered or not."""
    office.receive(Case(fields="", reason=Reason.ALLOWED).mail(me=_sender(number), step=0, ours=""))
    office.work()
    return office.reasons[f"<0@{domain_of(_sender(number))}>"]


def _sender(number: int) -> str:
    return f"anna@grannby{number}.example"
