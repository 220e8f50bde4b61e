"""How two organisations become one."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from mailintake.domain.organisation import Organisation, Standing
from mailintake.errors import UsageError
from mailintake.register.merging import combined

SAID_LEAST_FIRST = (Standing.SILENT, Standing.DECLINED, Standing.ANSWERED)


def one(id_: int, **fields: object) -> Organisation:
    return Organisation(id=id_, consultation="lok", **{"name": f"Förening {id_}"} | fields)


def test_what_is_known_of_the_one_that_stays_goes_before():
    from_ = one(
        1,
        number="802400-0001",
        language="fi",
        addresses=("a@x.example", "B@x.example"),
        dead_addresses=frozenset({"B@x.example"}),
        domains=("x.example",),
        away_until=date(2018, 8, 1),
    )
    into = one(2, language="sv", addresses=("b@x.example", "c@y.example"), domains=("y.example",))

    assert combined(from_, into) == one(
        2,
        number="802400-0001",
        language="sv",
        addresses=("b@x.example", "c@y.example", "a@x.example"),
        dead_addresses=frozenset({"b@x.example"}),
        domains=("y.example", "x.example"),
        away_until=date(2018, 8, 1),
    )


@pytest.mark.parametrize(("first", "second"), list(itertools.product(SAID_LEAST_FIRST, repeat=2)))
def test_answered_goes_before_declined_and_declined_before_silent(first, second):
    expected = SAID_LEAST_FIRST[max(SAID_LEAST_FIRST.index(first), SAID_LEAST_FIRST.index(second))]

    assert combined(one(1, standing=first), one(2, standing=second)).standing is expected


@pytest.mark.parametrize("field", ["is_invited", "has_opted_out"])
@pytest.mark.parametrize(("first", "second"), list(itertools.product((True, False), repeat=2)))
def test_what_either_is_the_one_is(field, first, second):
    assert getattr(combined(one(1, **{field: first}), one(2, **{field: second})), field) is (first or second)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1), (None, 2), (2, None)])
def test_the_later_last_day_holds(first, second):
    days = [None if day is None else date(2018, 10, day) for day in (first, second)]
    merged = combined(one(1, extended_to=days[0]), one(2, extended_to=days[1]))

    assert merged.extended_to == date(2018, 10, 2)


def test_two_with_different_numbers_are_two():
    with pytest.raises(UsageError, match="802400-0001 and 802400-0002"):
        combined(one(1, number="802400-0001"), one(2, number="802400-0002"))
