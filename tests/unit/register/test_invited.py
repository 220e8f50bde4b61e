"""Which known organisation one on the invited list is, and what the list adds to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailintake.domain.organisation import Organisation, Standing
from mailintake.register.invited import find_known, fresh, merged

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
