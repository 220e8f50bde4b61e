"""Two organisations that are one become one: all that belonged to the first is the second's, and is counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fakes.consultations import LULEA, lulea
from fakes.kept_mail import NOW, SENDER, batch, decision, kept, mail, message, registration
from fakes.logged import logged

from mailintake.domain.decision import Label, Outcome
from mailintake.domain.directory import OrganisationChange
from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation, OrganisationMatch, Standing
from mailintake.domain.outbox import MailKind
from mailintake.domain.tray import Naming
from mailintake.errors import NotFoundError, UsageError

LATER = datetime(2018, 6, 21, 9, 0, tzinfo=UTC)
ASEN = Organisation(
    id=0,
    consultation=LULEA,
    name="Åsens IF",
    addresses=("info@asen.example", "Ordf@asen.example"),
    domains=("asen.example",),
)
BYN = Organisation(id=0, consultation=LULEA, name="Byns IF", addresses=("info@byn.example",))
MISSPELT = "Åsens Idrotsförening"
BY_NAME = OrganisationMatch(name=MISSPELT, matched_by="staff", organisation_id=3)


@pytest.fixture
def doubled(register) -> Any:
    """Two on the list; and a third that a person named for a comment, which is the first one misspelt."""
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    doubt = decision(outcome=Outcome.REVIEW)
    register.record(batch(kept(1, message(1), doubt), kept(2, message(2), doubt)))
    decide(register, 1, MISSPELT)
    return register


def decide(register: Any, item_id: int, name: str, **fields: Any) -> None:
    named = Naming(consultation=LULEA, organisation_id=None, name=name, address=SENDER)
    values = {"registration": registration(item_id), "answers": [mail(item_id)], "by": "Eva", "now": LATER}
    register.decide(item_id, decision(), naming=named, **values | fields)


def merge(register: Any, from_id: int = 3, into_id: int = 1) -> Organisation:
    return register.merge_organisations(from_id, into_id, by="Eva", now=LATER)


def test_addresses_comments_and_mails_move_and_the_first_is_told_of_no_more(doubled):
    before = doubled.organisation(1)
    one = merge(doubled)

    assert one == replace(before, standing=Standing.ANSWERED, addresses=(*before.addresses, SENDER))
    assert (doubled.organisations(LULEA), doubled.organisation(3)) == ((one, doubled.organisation(2)), None)
    [comment] = doubled.comments(LULEA)
    assert (comment.organisation_id, comment.organisation_name) == (1, "Åsens IF")
    assert [each.mail.mail.subject_key for each in doubled.mails_to_organisation(1)] == [mail(1).subject_key]
    assert (doubled.mails_to_organisation(3), doubled.acknowledgement(1).mail.organisation_id) == ((), 1)


def test_what_names_the_first_means_the_second(doubled):
    merge(doubled)

    assert doubled.item(1).decision.organisation == replace(BY_NAME, organisation_id=1, name="Åsens IF")
    assert doubled.organisation_named(LULEA, MISSPELT.upper()) == doubled.organisation(1)
    [taught] = doubled.human_decisions()
    assert taught.decision.organisation == replace(BY_NAME, organisation_id=1, name="Åsens IF")
    assert [[hit.organisation for hit in doubled.search(word, 9)] for word in ("åsens", "idrotsf")] == [
        ["Åsens IF"],
        [],
    ]
    with pytest.raises(NotFoundError, match=r"Organisation 3 was merged into 1\. See it: .* show 1"):
        doubled.organisation_numbered(3)


def test_what_was_decided_stays_under_the_seal_of_the_log(doubled):
    merge(doubled)

    assert doubled.verify() == []


def test_a_list_that_names_the_first_does_not_bring_it_back(doubled):
    one = merge(doubled, 2, 1)
    renamed = [replace(BYN, name="byns  IF", number="802400-0001"), replace(ASEN)]

    assert doubled.sync_invited(LULEA, renamed, LATER) == 0
    assert [each.id for each in doubled.organisations(LULEA)] == [1, 3]
    assert doubled.organisation(1) == replace(one, number="802400-0001")


def test_a_name_that_a_person_gives_again_means_the_second(doubled):
    merge(doubled)
    decide(doubled, 2, MISSPELT)

    assert [each.id for each in doubled.organisations(LULEA)] == [1, 2]
    assert {comment.organisation_id for comment in doubled.comments(LULEA)} == {1}


def test_one_merged_into_another_that_is_merged_means_the_last(doubled):
    merge(doubled, 3, 2)
    one = merge(doubled, 2, 1)

    assert doubled.item(1).decision.organisation.organisation_id == 1
    assert {doubled.organisation_named(LULEA, name) for name in (MISSPELT, "Byns IF", "Åsens IF")} == {one}
    with pytest.raises(NotFoundError, match="Organisation 3 was merged into 1"):
        doubled.organisation_numbered(3)


@pytest.mark.parametrize(
    ("kind", "standing"),
    [(Label.COMMENT, Standing.ANSWERED), (Label.DECLINE, Standing.DECLINED), (None, Standing.SILENT)],
)
def test_who_has_said_most_says_where_it_stands(register, kind, standing):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    if kind is not None:
        register.record(batch(kept(1, registration=registration(1, kind=kind, organisation_id=1))))

    assert merge(register, 1, 2).standing is standing


@pytest.mark.parametrize("is_from_invited", [True, False])
def test_what_was_said_of_either_holds(register, is_from_invited):
    register.sync_invited(
        LULEA, [replace(ASEN, extended_to=date(2018, 10, 8)), replace(BYN, number="802400-0002")], NOW
    )
    register.change_organisation(
        1 if is_from_invited else 2, OrganisationChange(is_invited=False, has_opted_out=True), by="Eva", now=NOW
    )
    one = merge(register, 1, 2)

    assert (one.is_invited, one.has_opted_out, one.extended_to, one.number, one.name) == (
        *(True, True, date(2018, 10, 8), "802400-0002"),
        "Byns IF",
    )
    assert register.compare_invited(LULEA, [ASEN, BYN]).kept_out == ()
    assert register.sync_invited(LULEA, [ASEN, BYN], LATER) == 0
    assert register.organisation(2).is_invited


def test_one_that_staff_did_not_invite_on_either_side_is_invited_by_no_list(register):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    for id_ in (1, 2):
        register.change_organisation(id_, OrganisationChange(is_invited=False), by="Eva", now=NOW)
    merge(register, 1, 2)
    register.sync_invited(LULEA, [ASEN, BYN], LATER)

    assert [(each.id, each.is_invited) for each in register.organisations(LULEA)] == [(2, False)]


def test_of_an_address_that_both_have_what_each_knew_is_put_together(register):
    shared = replace(BYN, addresses=("INFO@asen.example", "info@byn.example"))
    register.sync_invited(LULEA, [ASEN, shared], NOW)
    register.change_organisation(1, OrganisationChange(removed=("ordf@asen.example",)), by="Eva", now=NOW)
    register.queue([mail(1, recipient="info@asen.example", organisation_id=1)], NOW)
    bounce = Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address="info@asen.example")
    register.record(batch(kept(1, settlements=(bounce,))))
    one = merge(register, 2, 1)

    assert (one.addresses, one.dead_addresses) == (("info@asen.example", "info@byn.example"), {"info@asen.example"})
    register.sync_invited(LULEA, [ASEN, shared], LATER)
    assert register.organisation(1) == one


def test_an_address_that_was_taken_from_one_and_is_the_others_is_theirs(register):
    register.sync_invited(LULEA, [ASEN, replace(BYN, addresses=("info@asen.example",))], NOW)
    register.change_organisation(1, OrganisationChange(removed=("info@asen.example",)), by="Eva", now=NOW)

    assert merge(register, 2, 1).addresses == ("Ordf@asen.example", "info@asen.example")


def test_a_decision_that_is_undone_afterwards_takes_back_what_it_taught(doubled):
    merge(doubled)
    doubled.undo(1, by="Per", now=LATER)

    asen = doubled.organisation(1)
    assert (asen.addresses, asen.standing, asen.is_invited) == (ASEN.addresses, Standing.SILENT, True)
    assert doubled.verify() == []


@pytest.mark.parametrize(("from_id", "into_id", "name"), [(3, 2, "Byns IF"), (2, 3, MISSPELT)])
def test_an_address_that_a_list_knows_stays_when_what_taught_it_is_undone(register, from_id, into_id, name):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    register.record(batch(kept(1, message(1), decision(outcome=Outcome.REVIEW))))
    decide(register, 1, MISSPELT)
    register.change_organisation(2, OrganisationChange(added=(SENDER,)), by="Eva", now=LATER)
    merge(register, from_id, into_id)
    register.undo(1, by="Per", now=LATER)

    one = register.organisation(into_id)
    assert (one.name, sorted(one.addresses)) == (name, [SENDER, "info@byn.example"])


def test_mail_that_was_judged_before_they_were_merged_is_the_seconds(doubled):
    match = OrganisationMatch(name=MISSPELT, matched_by="address", organisation_id=3)
    told = registration(4, organisation_id=3, organisation_name=MISSPELT)
    judged = kept(4, decided=decision(organisation=match), registration=told, answers=(mail(4, organisation_id=3),))
    merge(doubled)
    doubled.record(batch(judged))

    comment = doubled.comment(told.reference)
    assert (comment.organisation_id, comment.organisation_name) == (1, "Åsens IF")
    assert doubled.acknowledgement(3).mail.organisation_id == 1
    assert doubled.item(3).decision.organisation == replace(match, organisation_id=1, name="Åsens IF")
    assert (doubled.organisation(1).standing, doubled.verify()) == (Standing.ANSWERED, [])


def test_what_a_machine_registered_is_the_seconds_when_it_stands_again(doubled):
    match = OrganisationMatch(name=MISSPELT, matched_by="address", organisation_id=3)
    told = registration(4, organisation_id=3, organisation_name=MISSPELT)
    doubled.record(batch(kept(4, decided=decision(organisation=match), registration=told)))
    spam = decision(Label.SPAM, Outcome.LEAVE, organisation=match)
    doubled.decide(3, spam, registration=None, answers=(), by="Eva", now=LATER)
    merge(doubled)
    doubled.undo(3, by="Per", now=LATER)

    comment = doubled.comment(told.reference)
    assert (comment.organisation_id, comment.organisation_name, comment.status) == (1, "Åsens IF", "standing")
    assert (doubled.organisation(1).standing, doubled.verify()) == (Standing.ANSWERED, [])


def test_mail_that_waits_for_staff_is_the_seconds(doubled):
    match = OrganisationMatch(name=MISSPELT, matched_by="address", organisation_id=3)
    doubled.record(batch(kept(4, decided=decision(outcome=Outcome.REVIEW, organisation=match))))
    merge(doubled)

    assert doubled.organisations_waiting() == {1}


def test_the_digest_counts_one(doubled):
    merge(doubled)
    [figures] = doubled.digest([lulea()], NOW.date(), NOW, LATER.replace(hour=12)).consultations

    assert (figures.invited, figures.answered, figures.silent, figures.comments) == (2, 1, ("Byns IF",), 1)
    assert [line.organisation for line in figures.new] == ["Åsens IF"]


@pytest.mark.parametrize(
    ("from_id", "into_id", "error", "words"),
    [
        (1, 1, UsageError, "with itself"),
        (1, 4, UsageError, "4 is one of kulturplan"),
        (3, 9, NotFoundError, "no organisation 9"),
        (9, 3, NotFoundError, "no organisation 9"),
        (5, 4, UsageError, "802400-0008 and 802400-0007"),
    ],
)
def test_two_that_cannot_be_one_are_refused_and_stay(doubled, from_id, into_id, error, words):
    others = [
        Organisation(id=0, consultation="kulturplan", name=name, number=number)
        for name, number in (("Kören", "802400-0007"), ("Körerna", "802400-0008"))
    ]
    doubled.sync_invited("kulturplan", others, NOW)
    before = doubled.organisations(LULEA)
    with pytest.raises(error, match=words):
        merge(doubled, from_id, into_id)

    assert doubled.organisations(LULEA) == before


@pytest.mark.parametrize(("from_id", "into_id"), [(3, 2), (2, 3)])
def test_one_that_was_merged_cannot_be_merged_again(doubled, from_id, into_id):
    merge(doubled)
    with pytest.raises(NotFoundError, match="Organisation 3 was merged into 1"):
        merge(doubled, from_id, into_id)


def test_it_is_logged_by_numbers_alone(doubled):
    doubled.queue([mail(7, MailKind.REMINDER, organisation_id=3)], NOW)
    merge(doubled)

    assert logged(doubled, "organisations_merged") == [("Eva", "organisation:1", '{"comments":1,"mails":2,"merged":3}')]


def test_our_mails_to_an_organisation_tell_which_came_back(register):
    register.sync_invited(LULEA, [ASEN, BYN], NOW)
    register.queue([mail(n, MailKind.REMINDER, organisation_id=id_) for n, id_ in ((1, 1), (2, 2), (3, 1))], NOW)
    bounce = Settlement(message_id=mail(3).message_id, has_arrived=False, proof="5.1.1 no such user")
    register.record(batch(kept(1, settlements=(bounce,))))

    assert [(each.mail.id, each.is_bounced, each.mail.error) for each in register.mails_to_organisation(1)] == [
        (1, False, ""),
        (3, True, "5.1.1 no such user"),
    ]
