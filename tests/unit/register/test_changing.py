"""What a person may change of an organisation."""

from __future__ import annotations

import pytest

from mailintake.domain.directory import OrganisationChange
from mailintake.domain.organisation import Organisation
from mailintake.errors import UsageError
from mailintake.register.changing import changed, changed_fields, former_word

ASEN = Organisation(
    id=1,
    consultation="lok",
    name="Åsens IF",
    addresses=("a@asen.example", "b@asen.example", "c@if.example"),
    dead_addresses=frozenset({"a@asen.example", "c@if.example"}),
    domains=("asen.example", "if.example"),
)


@pytest.mark.parametrize(
    ("listed", "before", "after", "expected"),
    [
        (None, "Åsens IF", "Åsens IF", None),
        (None, "Åsens IF", "Kören", "Åsens IF"),
        ("Åsens IF", "Kören", "Kyrkan", "Åsens IF"),
        ("Åsens IF", "Kyrkan", "Åsens IF", None),
        ("Åsens IF", "Kyrkan", "Kyrkan", "Åsens IF"),
        (None, "", "802400-0001", None),
        (None, "802400-0001", "", "802400-0001"),
    ],
)
def test_lists_know_it_by_what_it_was_called_first(listed, before, after, expected):
    assert former_word(listed, before, after) == expected


def test_an_address_that_goes_takes_its_failure_and_its_own_domain_along():
    after = changed(ASEN, OrganisationChange(removed=("A@asen.example", "c@if.example")), [ASEN])

    assert (after.addresses, after.dead_addresses, after.domains) == (
        ("b@asen.example",),
        frozenset(),
        ("asen.example",),
    )


def test_mail_reaches_only_the_address_that_is_named():
    after = changed(ASEN, OrganisationChange(alive=("C@if.example",)), [ASEN])

    assert after.dead_addresses == {"a@asen.example"}


def test_its_own_name_in_other_letters_is_no_other_organisations():
    assert changed(ASEN, OrganisationChange(name="ÅSENS IF"), [ASEN]).name == "ÅSENS IF"


def test_a_number_may_not_be_taken_from_one_whose_name_another_has():
    namesake = Organisation(id=2, consultation="lok", name="Åsens IF", number="802400-0009")
    numbered = Organisation(id=1, consultation="lok", name="Åsens IF", number="802400-0001")

    with pytest.raises(UsageError, match="Organisation 2 has that name already"):
        changed(numbered, OrganisationChange(number=""), [numbered, namesake])


def test_what_is_changed_is_told_by_name():
    after = changed(ASEN, OrganisationChange(name="Kören", has_opted_out=True), [ASEN])

    assert changed_fields(ASEN, after, is_kept_out=(False, True)) == ["name", "has_opted_out", "is_kept_out"]
    assert changed_fields(ASEN, ASEN, is_kept_out=(True, True)) == []
