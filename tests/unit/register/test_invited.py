"""Which known organisation one on the invited list is, and what the list adds to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailintake.domain.organisation import Organisation, Standing
from mailintake.register.invited import Directory, Former, find_known, fresh, meet, merged

ASEN = Organisation(id=1, consultation="lok", name="Åsens IF", number="802400-0001", addresses=("info@asen.example",))
BYN = Organisation(id=2, consultation="lok", name="Byns IF")
KNOWN = (ASEN, BYN)


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("Åsens idrottsförening", "802400-0001", ASEN),
        ("ÅSENS  if ", "", ASEN),
        ("Åsens IF", "802400-0009", None),
        ("byns if", "802400-0009", BYN),
        ("Byns IF", "802400-0001", ASEN),
        ("Kyrkan", "", None),
    ],
)
def test_the_number_decides_where_both_have_one_else_the_name(name, number, expected):
    assert find_known(Organisation(id=0, consultation="lok", name=name, number=number), KNOWN) == expected


def test_the_list_adds_what_is_missing_and_overwrites_nothing():
    known = replace(
        ASEN, standing=Standing.ANSWERED, has_opted_out=True, extended_to=date(2018, 10, 8), domains=("asen.example",)
    )
    wanted = Organisation(
        id=0,
        consultation="lok",
        name="Annat namn",
        number="802400-0002",
        addresses=("INFO@asen.example", "ny@asen.example"),
        domains=("Asen.example", "asenif.example"),
        language="fi",
        extended_to=date(2018, 11, 1),
    )

    assert merged(known, wanted) == replace(
        known,
        is_invited=True,
        addresses=("info@asen.example", "ny@asen.example"),
        domains=("asen.example", "asenif.example"),
        language="fi",
    )


def test_a_new_organisation_is_invited_and_has_each_address_once():
    wanted = replace(BYN, addresses=("a@byn.example", "A@byn.example"), domains=("Byn.example", "byn.example"))

    assert fresh(wanted, id_=7, consultation="other") == replace(
        BYN, id=7, consultation="other", is_invited=True, addresses=("a@byn.example",), domains=("byn.example",)
    )


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("norra  if", "", BYN),
        ("Norra IF", "802400-0007", BYN),
        ("Annat namn", "802400-0007", BYN),
        ("Norra IF", "802400-0009", None),
        ("Byns IF", "802400-0009", BYN),
    ],
)
def test_what_it_was_known_by_still_tells_it(name, number, expected):
    former = [Former(organisation_id=2, name="Norra IF", number="802400-0007")]

    assert find_known(Organisation(id=0, consultation="lok", name=name, number=number), KNOWN, former) == expected


def test_what_one_is_known_by_goes_before_what_another_was():
    former = [Former(organisation_id=2, name="Åsens IF", number="802400-0001")]

    assert find_known(Organisation(id=0, consultation="lok", name="Åsens IF"), KNOWN, former) == ASEN
    assert find_known(replace(ASEN, name="Annat"), KNOWN, former) == ASEN


def test_an_address_that_staff_took_away_stays_away_with_the_domain_that_it_alone_told():
    wanted = replace(
        BYN, addresses=("Info@byn.example", "a@by.example", "b@by.example"), domains=("byn.example", "by.example")
    )
    removed = frozenset({"info@byn.example", "a@by.example"})

    assert merged(BYN, wanted, removed=removed) == replace(
        BYN, is_invited=True, addresses=("b@by.example",), domains=("by.example",)
    )


@pytest.mark.parametrize(
    ("was_invited", "is_kept_out", "expected"), [(False, True, False), (False, False, True), (True, True, True)]
)
def test_who_is_kept_out_is_not_invited_by_a_list(was_invited, is_kept_out, expected):
    assert merged(replace(BYN, is_invited=was_invited), BYN, is_kept_out=is_kept_out).is_invited is expected


def test_two_rows_that_are_one_new_organisation_are_added_once():
    rows = [replace(BYN, id=0, name="Nya IF", number="802400-0008"), replace(BYN, id=0, name="Nya IF")]
    meeting = meet(Directory(known=KNOWN), "lok", rows)

    assert meeting.added == (replace(rows[0], is_invited=True),)
    assert (meeting.filled, meeting.unchanged, meeting.changes) == ((), 0, True)


def test_a_list_that_says_nothing_new_changes_nothing():
    known = tuple(replace(each, is_invited=True) for each in KNOWN)
    meeting = meet(Directory(known=known), "lok", KNOWN)

    assert (meeting.changes, meeting.unchanged) == (False, 2)
