"""What follows when a person names a mail's organisation."""

from __future__ import annotations

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import SENDER, decision, mail, registration

from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.tray import Naming
from mailintake.errors import NotFoundError
from mailintake.register.naming import find_named, is_new_address, newcomer, with_organisation

ASEN = Organisation(id=7, consultation=LULEA, name="Åsens IF", addresses=("Info@asen.example",))


def naming(organisation_id: int | None, name: str) -> Naming:
    return Naming(consultation=LULEA, organisation_id=organisation_id, name=name, address=SENDER)


@pytest.mark.parametrize(("organisation_id", "name"), [(7, ""), (None, "åsens  IF")])
def test_an_organisation_is_found_by_its_number_or_else_by_its_name(organisation_id, name):
    assert find_named(naming(organisation_id, name), [ASEN]) is ASEN


def test_a_name_that_nobody_has_is_a_new_organisations_that_was_not_invited():
    new = naming(None, "Kören")

    assert (find_named(new, [ASEN]), newcomer(new)) == (None, Organisation(id=0, consultation=LULEA, name="Kören"))


def test_a_number_that_nobody_has_is_told():
    with pytest.raises(NotFoundError, match="There is no organisation 8 in"):
        find_named(naming(8, "Åsens IF"), [ASEN])


@pytest.mark.parametrize(("address", "is_new"), [(SENDER, True), ("INFO@asen.example", False), ("", False)])
def test_an_address_is_new_where_it_is_nobodys(address, is_new):
    assert is_new_address(address, [ASEN]) is is_new


def test_the_organisation_that_is_named_is_told_of_the_decision_the_comment_and_the_answer():
    match = OrganisationMatch(name="Kören", matched_by="staff", organisation_id=8)
    decided, registered, answers = with_organisation(match, decision(), registration(1), [mail(1)])

    assert registered is not None
    assert (decided.organisation, registered.organisation_id, registered.organisation_name) == (match, 8, "Kören")
    assert [answer.organisation_id for answer in answers] == [8]
