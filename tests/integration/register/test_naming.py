"""A person says from which organisation a mail comes: the next one is known by its address, until that is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, message, registration
from sqlalchemy import text

from mailintake.domain.decision import Outcome
from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation, OrganisationMatch, Standing
from mailintake.domain.tray import Naming
from mailintake.errors import NotFoundError, StoreConflictError

LATER = NOW + timedelta(hours=1)
DOUBT = decision(outcome=Outcome.REVIEW)
ASEN = Organisation(id=0, consultation=LULEA, name="Åsens IF", addresses=("info@asen.example",))
BYN = Organisation(id=0, consultation=LULEA, name="Byns IF", addresses=("info@byn.example",))


def naming(**fields: Any) -> Naming:
    return Naming(**({"consultation": LULEA, "organisation_id": None, "name": "Nya kören", "address": SENDER} | fields))


def decide(register: Any, item_id: int, named: Naming, **fields: Any) -> None:
    values: dict[str, Any] = {"registration": registration(item_id), "answers": (), "by": "Eva", "now": LATER}
    register.decide(item_id, decision(), **(values | {"naming": named} | fields))


@pytest.fixture
def doubtful(register) -> Any:
    """Three doubtful mails, and two organisations on the list."""
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    register.record(batch(*(kept(uid, message(uid), DOUBT) for uid in (1, 2, 3))))
    return register


def test_the_address_of_a_mail_becomes_one_of_the_organisation_that_is_named(doubtful):
    decide(doubtful, 1, naming(organisation_id=1, name="Åsens IF"))

    asen, byn = doubtful.organisations(LULEA)
    assert (asen.addresses, byn.addresses) == (("info@asen.example", SENDER), ("info@byn.example",))
    assert (asen.standing, doubtful.organisation(1)) == (Standing.ANSWERED, asen)


@pytest.mark.parametrize("address", ["info@asen.example", "INFO@byn.example", ""])
def test_an_address_that_is_somebodys_already_teaches_nothing(doubtful, address):
    before = [each.addresses for each in doubtful.organisations(LULEA)]
    decide(doubtful, 1, naming(organisation_id=1, name="Åsens IF", address=address))

    assert [each.addresses for each in doubtful.organisations(LULEA)] == before


def test_an_address_of_the_same_association_in_another_consultation_is_learned_here(doubtful):
    doubtful.sync_invited("kulturplan-2018", [replace(ASEN, addresses=(SENDER,))], NOW)
    decide(doubtful, 1, naming(organisation_id=1, name="Åsens IF"))

    assert doubtful.organisation(1).addresses == ("info@asen.example", SENDER)


def test_an_organisation_that_nobody_knows_is_noted_as_it_was_written_and_not_invited(doubtful):
    decide(doubtful, 1, naming(), answers=[mail(1)])

    assert doubtful.organisations(LULEA)[-1] == Organisation(
        id=3, consultation=LULEA, name="Nya kören", standing=Standing.ANSWERED, addresses=(SENDER,)
    )
    match = OrganisationMatch(name="Nya kören", matched_by="staff", organisation_id=3)
    [comment] = doubtful.comments(LULEA)
    assert doubtful.item(1).decision.organisation == match
    assert (comment.organisation_id, comment.organisation_name) == (3, "Nya kören")
    assert doubtful.acknowledgement(1).mail.organisation_id == 3
    assert [hit.organisation for hit in doubtful.search("kören", 9)] == ["Nya kören"]


def test_a_name_that_is_known_names_the_one_that_has_it(doubtful):
    decide(doubtful, 1, naming(name="ÅSENS  if"))

    assert [each.name for each in doubtful.organisations(LULEA)] == ["Åsens IF", "Byns IF"]
    assert doubtful.item(1).decision.organisation == OrganisationMatch(
        name="Åsens IF", matched_by="staff", organisation_id=1
    )


def test_a_second_mail_of_a_new_organisation_finds_it(doubtful):
    decide(doubtful, 1, naming())
    decide(doubtful, 2, naming(address="ordf@koren.example"))

    assert [(each.name, each.addresses) for each in doubtful.organisations(LULEA)[2:]] == [
        ("Nya kören", (SENDER, "ordf@koren.example"))
    ]


def test_an_organisation_that_there_is_not_cannot_be_named(doubtful):
    with pytest.raises(NotFoundError):
        decide(doubtful, 1, naming(organisation_id=9))

    assert (doubtful.item(1).decided_by, doubtful.comments(LULEA)) == ("machine", ())


def test_of_a_decision_that_fails_nothing_is_learned(doubtful):
    decide(doubtful, 2, naming(organisation_id=1, name="Åsens IF", address=""))
    with pytest.raises(StoreConflictError):
        decide(doubtful, 1, naming(), registration=registration(2))

    assert (len(doubtful.organisations(LULEA)), doubtful.verify()) == (2, [])


def test_what_was_learned_is_forgotten_when_the_decision_is_undone(doubtful):
    before = doubtful.organisations(LULEA)
    decide(doubtful, 1, naming(organisation_id=1, name="Åsens IF"))
    decide(doubtful, 2, naming(address="ordf@koren.example"))
    for item_id in (1, 2):
        doubtful.undo(item_id, by="Per", now=LATER)

    assert (doubtful.organisations(LULEA), doubtful.organisation(3)) == (before, None)
    assert doubtful.verify() == []


def test_what_was_forgotten_can_be_learned_again(doubtful):
    for _ in range(2):
        decide(doubtful, 1, naming())
        doubtful.undo(1, by="Per", now=LATER)
    decide(doubtful, 1, naming())

    [new] = doubtful.organisations(LULEA)[2:]
    assert (new.name, new.addresses, new.standing) == ("Nya kören", (SENDER,), Standing.ANSWERED)
    assert doubtful.comments(LULEA)[0].organisation_id == new.id


def test_a_new_organisation_stays_as_long_as_anything_else_speaks_of_it(doubtful):
    decide(doubtful, 1, naming())
    decide(doubtful, 2, naming(address=""))
    decide(doubtful, 3, naming(address="ordf@koren.example"), registration=None)
    told = []
    for item_id in (1, 2, 3):
        doubtful.undo(item_id, by="Per", now=LATER)
        told.append([(each.name, each.addresses) for each in doubtful.organisations(LULEA)[2:]])

    assert told == [[("Nya kören", ("ordf@koren.example",))]] * 2 + [[]]


def test_a_new_organisation_stays_where_only_a_comment_speaks_of_it(doubtful):
    decide(doubtful, 1, naming())
    decide(doubtful, 2, naming(address=""))
    doubtful.undo(1, by="Per", now=LATER)

    assert [(each.name, each.addresses) for each in doubtful.organisations(LULEA)[2:]] == [("Nya kören", ())]


def test_an_organisation_of_the_list_stays_though_nothing_speaks_of_it(doubtful):
    doubtful.sync_invited(LULEA, [Organisation(id=0, consultation=LULEA, name="Utan adress")], NOW)
    decide(doubtful, 1, naming(name="Utan adress"))
    doubtful.undo(1, by="Per", now=LATER)

    assert doubtful.organisations(LULEA)[-1].name == "Utan adress"


def test_a_new_organisation_that_was_invited_meanwhile_stays(doubtful):
    decide(doubtful, 1, naming())
    invited = Organisation(id=0, consultation=LULEA, name="Nya kören")
    doubtful.sync_invited(LULEA, [ASEN, BYN, invited], NOW)
    doubtful.undo(1, by="Per", now=LATER)

    [new] = doubtful.organisations(LULEA)[2:]
    assert (new.is_invited, new.addresses, new.standing) == (True, (), Standing.SILENT)


def test_addresses_stand_in_the_order_they_came_also_after_one_was_forgotten(doubtful):
    decide(doubtful, 1, naming(organisation_id=1, name="Åsens IF"))
    for added in ("andra@asen.example", "tredje@asen.example"):
        known = doubtful.organisation(1).addresses
        doubtful.sync_invited(LULEA, [replace(ASEN, addresses=(*known, added)), BYN], NOW)
    doubtful.undo(1, by="Per", now=LATER)
    doubtful.sync_invited(LULEA, [replace(ASEN, addresses=("fjärde@asen.example",)), BYN], NOW)

    assert doubtful.organisation(1).addresses == (
        *("info@asen.example", "andra@asen.example", "tredje@asen.example", "fjärde@asen.example"),
    )


def test_a_learned_address_that_mail_cannot_reach_is_forgotten_whole(doubtful):
    decide(doubtful, 1, naming(organisation_id=1, name="Åsens IF"), answers=[mail(1)])
    bounce = Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address=SENDER)
    doubtful.record(batch(kept(4, settlements=(bounce,))))
    before = doubtful.organisation(1).dead_addresses
    doubtful.undo(1, by="Per", now=LATER)

    assert (before, doubtful.organisation(1).dead_addresses) == ({SENDER}, frozenset())


def test_a_mail_that_is_a_question_teaches_too(doubtful):
    decide(doubtful, 1, naming(), registration=None)
    before = doubtful.organisations(LULEA)[-1]
    doubtful.undo(1, by="Per", now=LATER)

    assert (before.name, before.standing, len(doubtful.organisations(LULEA))) == ("Nya kören", Standing.SILENT, 2)


def test_the_log_tells_what_was_learned_and_never_the_address(open_sql):
    register = open_sql()
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1, naming())
    register.undo(1, by="Per", now=LATER)
    with register.store.read() as connection:
        asked = text("SELECT kind, actor, subject, data FROM event WHERE subject = 'organisation:1' ORDER BY seq")
        logged = [tuple(row) for row in connection.execute(asked)]

    assert [each[:3] for each in logged] == [
        ("organisation_added", "Eva", "organisation:1"),
        ("address_learned", "Eva", "organisation:1"),
        ("address_forgotten", "Per", "organisation:1"),
        ("organisation_retired", "Per", "organisation:1"),
    ]
    assert [each for each in logged if "@" in each[3] or "kören" in each[3]] == []
    assert register.verify() == []
