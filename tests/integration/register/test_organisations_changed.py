"""A person changes what is known of an organisation: no list takes it back, and all that tells of it follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, message, registration
from fakes.logged import logged

from mailintake.domain.decision import Outcome
from mailintake.domain.directory import ListComparison, OrganisationChange
from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.tray import Naming
from mailintake.errors import NotFoundError, UsageError

LATER = datetime(2018, 6, 21, 9, 0, tzinfo=UTC)
ASEN = Organisation(
    id=0,
    consultation=LULEA,
    name="Åsens IF",
    number="802400-0001",
    addresses=("info@asen.example", "ordf@asenif.example"),
    domains=("asen.example", "asenif.example"),
    language="sv",
)
BYN = Organisation(id=0, consultation=LULEA, name="Byns IF", addresses=("info@byn.example",))


@pytest.fixture
def listed(register) -> Any:
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    return register


def change(register: Any, organisation_id: int = 1, **wanted: Any) -> Organisation:
    return register.change_organisation(organisation_id, OrganisationChange(**wanted), by="Eva", now=LATER)


def test_what_a_person_changes_is_changed_and_all_else_stays(listed):
    before = listed.organisation(1)
    after = change(listed, name="Åsens idrottsförening", language="fi", has_opted_out=True, is_invited=False)

    assert after == replace(before, name="Åsens idrottsförening", language="fi", has_opted_out=True, is_invited=False)
    assert (listed.organisation(1), listed.organisation(2).name) == (after, "Byns IF")


def test_the_list_brings_back_nothing_that_a_person_changed(listed):
    change(listed, name="Åsens idrottsförening", number="802400-0002", is_invited=False, removed=("info@asen.example",))
    after = listed.organisations(LULEA)

    assert (listed.sync_invited(LULEA, [ASEN, BYN], LATER), listed.organisations(LULEA)) == (0, after)
    assert (after[0].addresses, after[0].domains) == (("ordf@asenif.example",), ("asenif.example",))


def test_a_name_that_it_had_still_names_it(listed):
    change(listed, name="Norra IF")
    change(listed, name="Södra IF")

    assert listed.organisation_named(LULEA, " ÅSENS  if") == listed.organisation_named(LULEA, "Södra IF")
    assert listed.organisation_named(LULEA, "Norra IF") is None


def test_a_person_who_names_a_mails_organisation_by_its_former_name_names_it(listed):
    change(listed, 2, name="Norra IF")
    listed.record(batch(kept(1, message(1), decision(outcome=Outcome.REVIEW))))
    named = Naming(consultation=LULEA, organisation_id=None, name="Byns IF", address=SENDER)
    listed.decide(1, decision(), registration=registration(1), answers=(), by="Eva", now=LATER, naming=named)

    assert [(each.id, each.addresses) for each in listed.organisations(LULEA)][1:] == [
        (2, ("info@byn.example", SENDER))
    ]


def test_its_comments_and_decisions_tell_the_name_that_it_has_now_and_are_found_by_it(listed):
    match = OrganisationMatch(name="Åsens IF", matched_by="address", organisation_id=1, language="sv")
    told = registration(1, organisation_id=1, organisation_name="Åsens IF")
    listed.record(batch(kept(1, decided=decision(organisation=match), registration=told)))
    change(listed, name="Kören Klangen", language="fi")

    [comment] = listed.comments(LULEA)
    assert (comment.organisation_name, listed.item(1).decision.organisation) == (
        "Kören Klangen",
        replace(match, name="Kören Klangen", language="fi"),
    )
    assert [[hit.item_id for hit in listed.search(word, 9)] for word in ("klangen", "åsens")] == [[1], []]
    assert listed.verify() == []


def test_an_address_that_mail_reaches_after_all_is_written_to_again(listed):
    listed.queue([mail(1, recipient="info@asen.example", organisation_id=1)], NOW)
    bounce = Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address="info@asen.example")
    listed.record(batch(kept(1, settlements=(bounce,))))
    assert listed.organisation(1).dead_addresses == {"info@asen.example"}

    assert change(listed, alive=("INFO@asen.example",)).dead_addresses == frozenset()


def test_an_address_may_be_added_taken_away_and_given_back(listed):
    change(listed, added=("ny@nytt.example",), added_domains=("nytt.example",), removed=("ordf@asenif.example",))
    taken = change(listed, removed=("NY@nytt.example",))
    given = change(listed, added=("ny@nytt.example", "info@asen.example"), added_domains=("nytt.example",))

    assert (taken.addresses, taken.domains) == (("info@asen.example",), ("asen.example",))
    assert (given.addresses, given.domains) == (
        ("info@asen.example", "ny@nytt.example"),
        ("asen.example", "nytt.example"),
    )
    assert listed.organisation(1) == given


def test_an_address_that_was_taken_away_is_learned_when_a_person_names_its_mail(listed):
    change(listed, removed=("info@asen.example",))
    listed.record(batch(kept(1, message(1), decision(outcome=Outcome.REVIEW))))
    named = Naming(consultation=LULEA, organisation_id=1, name="", address="info@asen.example")
    listed.decide(1, decision(), registration=registration(1), answers=(), by="Eva", now=LATER, naming=named)

    assert listed.organisation(1).addresses == ("ordf@asenif.example", "info@asen.example")
    listed.sync_invited(LULEA, [replace(ASEN, addresses=("info@asen.example",))], LATER)
    assert listed.organisation(1).addresses == ("ordf@asenif.example", "info@asen.example")


def test_one_that_a_decision_made_goes_with_it_though_staff_took_its_address_away(listed):
    listed.record(batch(kept(1, message(1), decision(outcome=Outcome.REVIEW))))
    named = Naming(consultation=LULEA, organisation_id=None, name="Nya kören", address="")
    listed.decide(1, decision(), registration=registration(1), answers=(), by="Eva", now=LATER, naming=named)
    change(listed, 3, added=("kor@koren.example",))
    change(listed, 3, removed=("kor@koren.example",))
    listed.undo(1, by="Per", now=LATER)

    assert listed.organisation(3) is None


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"name": "byns  IF"}, "merge 1 2"),
        ({"removed": ("info@byn.example",)}, "is no address of organisation 1"),
        ({"alive": ("nobody@byn.example",)}, "is no address of organisation 1"),
        ({"added": ("Info@asen.example",), "removed": ("info@asen.example",)}, "both added and removed"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(listed, wanted, words):
    before = listed.organisations(LULEA)
    with pytest.raises(UsageError) as refused:
        change(listed, **{"number": ""} | wanted)

    assert words in str(refused.value)
    assert (listed.organisations(LULEA), listed.verify()) == (before, [])


def test_a_number_is_one_organisations(listed):
    with pytest.raises(UsageError, match=r"Organisation 1 has that number already\. If they are one: .* merge 2 1"):
        change(listed, 2, number="802400-0001")


def test_namesakes_are_told_apart_by_their_numbers(listed):
    change(listed, 2, number="802400-0009")

    assert change(listed, 2, name="Åsens IF").number == "802400-0009"


def test_an_organisation_that_there_is_not_is_told(listed):
    with pytest.raises(NotFoundError, match=r"There is no organisation 9\. mailintake organisation list KEY"):
        change(listed, 9, name="Kören")


def test_a_change_is_logged_by_its_fields_and_without_a_word_of_it(register):
    register.sync_invited(LULEA, [ASEN], NOW)
    change(register, name="Kören", added=("ny@nytt.example",))
    change(register, name="Kören")

    assert logged(register, "organisation_changed") == [("Eva", "organisation:1", '{"fields":["name","addresses"]}')]


def test_who_was_taken_off_the_list_stays_off_until_a_person_invites_it(listed):
    change(listed, 2, is_invited=False)
    listed.sync_invited(LULEA, [replace(BYN, language="fi")], LATER)
    kept_out = listed.organisation(2)
    change(listed, 2, is_invited=True)
    change(listed, 2, is_invited=None, language="")

    assert (kept_out.is_invited, kept_out.language) == (False, "fi")
    assert listed.organisation(2).is_invited


def test_a_list_is_compared_before_it_is_brought_in(listed):
    change(listed, 2, is_invited=False)
    new = Organisation(id=0, consultation=LULEA, name="Kören", addresses=("kor@koren.example",))
    more = replace(ASEN, addresses=("ny@asen.example",))
    before = listed.organisations(LULEA)
    compared = listed.compare_invited(LULEA, [more, BYN, new])

    assert compared == ListComparison(
        added=(replace(new, is_invited=True),),
        filled=(replace(before[0], addresses=(*ASEN.addresses, "ny@asen.example")),),
        unchanged=1,
        kept_out=(before[1],),
    )
    assert listed.organisations(LULEA) == before
    assert listed.sync_invited(LULEA, [more, BYN, new], LATER, by="Eva") == 1
    assert listed.organisations(LULEA) == (compared.filled[0], before[1], replace(compared.added[0], id=3))
    assert logged(listed, "invited")[-1] == ("Eva", f"consultation:{LULEA}", '{"added":1,"listed":3}')
