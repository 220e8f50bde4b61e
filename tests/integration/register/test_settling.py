"""What a received mail proves about a mail of ours: an unknown one settles itself, a dead address is stopped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, SENDER, batch, kept, mail

from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, OutboxState

SOON = NOW + timedelta(minutes=15)
LATER = NOW + timedelta(hours=1)


def arrived(number: int = 1) -> Settlement:
    return Settlement(message_id=mail(number).message_id, has_arrived=True, proof="a copy of it came")


def returned(failed_address: str = "", number: int = 1) -> Settlement:
    return Settlement(
        message_id=mail(number).message_id, has_arrived=False, failed_address=failed_address, proof="5.1.1 no such user"
    )


def receive(register: Any, settlement: Settlement, uid: int = 50) -> None:
    register.record(batch(kept(uid, settlements=(settlement,)), now=LATER))


@pytest.mark.parametrize("state", ["waiting", "claimed", "final", "unknown", "failed"])
def test_proof_that_a_mail_arrived_settles_it_wherever_it_stood(register, state):
    _bring_to(register, state)
    receive(register, arrived())

    [sent] = register.outbox((), 9)
    assert (sent.state, sent.sent_at, register.counts()["sent"]) == (OutboxState.SENT, LATER, 1)
    assert (register.claim(LATER, LATER, 9), register.mark_final(1, LATER)) == ([], False)


@pytest.mark.parametrize("state", ["suppressed", "dropped"])
def test_a_mail_that_was_not_to_be_sent_stays_so(register, state):
    _bring_to(register, state)
    receive(register, arrived())

    assert [each.state.value for each in register.outbox((), 9)] == [state]


def test_proof_of_a_mail_that_was_sent_changes_nothing(register):
    _bring_to(register, "sent")
    receive(register, arrived())

    assert (register.outbox((), 9)[0].sent_at, register.counts()["sent"]) == (NOW, 1)


def test_a_message_id_that_is_not_ours_proves_nothing(register):
    _bring_to(register, "unknown")
    receive(register, arrived(99))

    assert register.outbox((), 9)[0].state is OutboxState.UNKNOWN


@pytest.mark.parametrize("state", ["unknown", "final", "sent"])
def test_a_mail_that_came_back_was_sent_and_says_why_it_came_back(register, state):
    _bring_to(register, state)
    receive(register, returned(SENDER))

    [sent] = register.outbox((), 9)
    assert (sent.state, sent.error, register.counts()["sent"]) == (OutboxState.SENT, "5.1.1 no such user", 1)


def test_an_address_that_is_dead_is_stopped_in_every_consultation(register):
    _invite(register, LULEA, "Åsens IF", SENDER, "kansli@asen.example")
    _invite(register, "kulturplan-2018", "Åsens IF", SENDER.upper())
    _invite(register, LULEA, "Byns IF", "info@byn.example")
    _bring_to(register, "sent")
    receive(register, returned(SENDER.capitalize()))

    dead = [
        organisation.dead_addresses
        for key in (LULEA, "kulturplan-2018")
        for organisation in register.organisations(key)
    ]
    assert dead == [{SENDER}, set(), {SENDER.upper()}]


def test_a_report_stops_another_address_only_where_it_is_the_same_organisations(register):
    _invite(register, LULEA, "Åsens IF", SENDER, "kansli@asen.example")
    _invite(register, LULEA, "Byns IF", "info@byn.example", "kansli@asen.example")
    asen = register.organisations(LULEA)[0]
    register.queue([mail(1, MailKind.REMINDER, organisation_id=asen.id)], NOW)
    receive(register, returned("kansli@asen.example"))
    receive(register, returned("info@byn.example"), uid=51)

    dead = [organisation.dead_addresses for organisation in register.organisations(LULEA)]
    assert dead == [{"kansli@asen.example"}, set()]


def test_a_failure_that_may_pass_stops_no_address(register):
    _invite(register, LULEA, "Åsens IF", SENDER)
    _bring_to(register, "sent")
    receive(register, returned())

    assert register.organisations(LULEA)[0].live_addresses == (SENDER,)


def away(day: date, address: str = SENDER, number: int = 1) -> Settlement:
    message_id = mail(number).message_id
    return Settlement(message_id=message_id, has_arrived=True, away_address=address, away_until=day)


def test_until_when_an_address_is_unread_is_noted_in_every_consultation(register):
    _invite(register, LULEA, "Åsens IF", SENDER, "kansli@asen.example")
    _invite(register, "kulturplan-2018", "Åsens IF", SENDER.upper())
    _invite(register, LULEA, "Byns IF", "info@byn.example")
    _bring_to(register, "sent")
    receive(register, away(date(2018, 8, 12), SENDER.capitalize()))

    assert _away(register, LULEA, "kulturplan-2018") == [date(2018, 8, 12), None, date(2018, 8, 12)]
    assert [register.organisation(id_).away_until for id_ in (1, 3)] == [date(2018, 8, 12), None]


def test_an_absence_is_noted_of_another_address_only_where_it_is_the_same_organisations(register):
    _invite(register, LULEA, "Åsens IF", SENDER, "kansli@asen.example")
    _invite(register, LULEA, "Byns IF", "info@byn.example", "kansli@asen.example")
    asen = register.organisations(LULEA)[0]
    register.queue([mail(1, MailKind.REMINDER, organisation_id=asen.id)], NOW)
    receive(register, away(date(2018, 8, 12), "kansli@asen.example"))
    receive(register, away(date(2018, 8, 13), "info@byn.example"), uid=51)

    assert _away(register, LULEA) == [date(2018, 8, 12), None]


def test_the_last_word_of_an_address_counts_and_of_several_the_longest(register):
    _invite(register, LULEA, "Åsens IF", SENDER, "kansli@asen.example")
    asen = register.organisations(LULEA)[0]
    register.queue([mail(1, MailKind.REMINDER, organisation_id=asen.id)], NOW)
    noted = []
    for uid, (address, day) in enumerate([(SENDER, 20), ("kansli@asen.example", 12), (SENDER, 10)], start=50):
        receive(register, away(date(2018, 8, day), address), uid)
        noted += _away(register, LULEA)

    assert noted == [date(2018, 8, 20), date(2018, 8, 20), date(2018, 8, 12)]


def test_an_absence_is_no_bounce(register):
    _invite(register, LULEA, "Åsens IF", SENDER)
    _bring_to(register, "sent")
    receive(register, away(date(2018, 8, 12)))

    assert (register.organisations(LULEA)[0].live_addresses, register.verify()) == ((SENDER,), [])


def test_a_list_that_is_read_again_leaves_the_note_of_an_absence(register):
    _invite(register, LULEA, "Åsens IF", SENDER)
    _bring_to(register, "sent")
    receive(register, away(date(2018, 8, 12)))
    _invite(register, LULEA, "Åsens IF", SENDER, "kansli@asen.example")

    assert _away(register, LULEA) == [date(2018, 8, 12)]


def _away(register: Any, *consultations: str) -> list[date | None]:
    return [each.away_until for key in consultations for each in register.organisations(key)]


def _invite(register: Any, consultation: str, name: str, *addresses: str) -> None:
    invited = Organisation(id=0, consultation=consultation, name=name, addresses=addresses)
    register.sync_invited(consultation, [invited], NOW)


def _bring_to(register: Any, state: str) -> None:
    register.queue([mail(1)], NOW)
    if state == "waiting":
        return
    if state == "dropped":
        register.drop(1, "Eva", NOW)
        return
    register.claim(NOW, SOON, 1)
    if state in {"final", "unknown", "sent"}:
        register.mark_final(1, NOW)
    ends = {
        "unknown": lambda: register.mark_unknown(1, "lost", NOW),
        "sent": lambda: register.mark_sent(1, NOW),
        "failed": lambda: register.fail(1, "no", NOW),
        "suppressed": lambda: register.suppress(1, "no", NOW),
    }
    ends.get(state, lambda: None)()
