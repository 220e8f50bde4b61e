"""The invited list: what is new is added, and what is known is never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fakes.consultations import LULEA
from fakes.kept_mail import NOW, batch, kept, mail, registration

from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation, Standing

ASEN = Organisation(
    id=0,
    consultation=LULEA,
    name="Åsens IF",
    number="802400-0001",
    addresses=("info@asen.example", "Ordf@asen.example"),
    domains=("asen.example",),
    language="sv",
    extended_to=date(2018, 10, 15),
)
BYN = Organisation(id=0, consultation=LULEA, name="Byns IF", addresses=("info@byn.example",))


def test_the_list_is_stored_whole_and_everybody_on_it_is_invited(register):
    added = register.sync_invited(LULEA, [ASEN, BYN], NOW)

    assert (added, register.organisations(LULEA)) == (
        2,
        (replace(ASEN, id=1, is_invited=True), replace(BYN, id=2, is_invited=True)),
    )


def test_each_consultation_has_its_own_organisations(register):
    register.sync_invited(LULEA, [ASEN], NOW)

    assert register.sync_invited("kulturplan-2018", [ASEN], NOW) == 1
    assert [each.consultation for each in register.organisations("kulturplan-2018")] == ["kulturplan-2018"]


def test_one_organisation_is_told_by_its_number(register):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)

    assert [register.organisation(number) for number in (1, 2, 3)] == [*register.organisations(LULEA), None]


def test_the_same_list_again_adds_nothing(register):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    before = register.organisations(LULEA)

    assert (register.sync_invited(LULEA, [BYN, ASEN], NOW), register.organisations(LULEA)) == (0, before)


def test_an_organisation_is_known_by_its_number_else_by_its_name(register):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    renamed = replace(ASEN, name="Åsens idrottsförening")
    shouted = replace(BYN, name=" BYNS  if", number="802400-0002")
    namesake = replace(ASEN, number="802400-0003")

    assert register.sync_invited(LULEA, [renamed, shouted, namesake], NOW) == 1
    assert [(each.name, each.number) for each in register.organisations(LULEA)] == [
        ("Åsens IF", "802400-0001"),
        ("Byns IF", "802400-0002"),
        ("Åsens IF", "802400-0003"),
    ]


def test_an_organisation_that_stands_twice_on_the_list_is_added_once(register):
    assert register.sync_invited(LULEA, [ASEN, replace(ASEN, addresses=("ny@asen.example",))], NOW) == 1
    assert register.organisations(LULEA)[0].addresses == ("info@asen.example", "Ordf@asen.example", "ny@asen.example")


def test_a_new_address_is_added_and_what_has_happened_stays(register):
    register.sync_invited(LULEA, [ASEN], NOW)
    register.record(batch(kept(1, registration=registration(1, organisation_id=1))))
    register.queue([mail(1, recipient="info@asen.example")], NOW)
    bounce = Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address="info@asen.example")
    register.record(batch(kept(2, settlements=(bounce,))))
    changed = replace(ASEN, addresses=("INFO@asen.example", "ny@asen.example"), language="fi", extended_to=None)
    register.sync_invited(LULEA, [changed], NOW)

    assert register.organisations(LULEA) == (
        replace(
            ASEN,
            id=1,
            is_invited=True,
            standing=Standing.ANSWERED,
            addresses=("info@asen.example", "Ordf@asen.example", "ny@asen.example"),
            dead_addresses=frozenset({"info@asen.example"}),
        ),
    )


def test_who_is_no_longer_on_the_list_stays_invited(register):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    register.sync_invited(LULEA, [ASEN], NOW)

    assert [each.is_invited for each in register.organisations(LULEA)] == [True, True]
