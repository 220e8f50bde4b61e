from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import SENDER, decision, message

from mailintake.domain.decision import Label, Outcome
from mailintake.domain.message import Authentication, Automatic, MachineSigns
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import Naming
from mailintake.jobs.naming import naming_of

OURS = frozenset({"kommun@kommun.example"})
ASEN = Organisation(id=7, consultation=LULEA, name="Åsens IF")


def address_learned(**fields: Any) -> str:
    naming = naming_of(message(1, **fields), decision(), ASEN, "", OURS)
    assert naming is not None
    return naming.address


def test_an_organisation_is_named_by_its_number_and_the_mails_address_in_lower_case() -> None:
    mail = message(1, from_address=SENDER.upper())

    assert naming_of(mail, decision(), ASEN, "", OURS) == Naming(
        consultation=LULEA, organisation_id=7, name="Åsens IF", address=SENDER
    )


def test_an_organisation_that_is_not_known_is_named_by_its_name() -> None:
    assert naming_of(message(1), decision(), None, "Kören", OURS) == Naming(
        consultation=LULEA, organisation_id=None, name="Kören", address=SENDER
    )


@pytest.mark.parametrize(
    ("decided", "organisation", "name"),
    [
        (decision(), None, ""),
        (decision(Label.SPAM, Outcome.LEAVE), ASEN, ""),
        (decision(Label.UNRELATED, Outcome.LEAVE), None, "Kören"),
        (replace(decision(), consultation=None), ASEN, ""),
    ],
)
def test_nothing_is_learned_where_nobody_is_named_or_the_mail_is_none_of_ours(decided, organisation, name) -> None:
    assert naming_of(message(1), decided, organisation, name, OURS) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"from_address": ""},
        {"from_address": "Kommun@Kommun.example"},
        {"from_address": "noreply@forms.example"},
        {"authentication": Authentication.FAILED},
        {"signs": MachineSigns(list_fields=("list-id",))},
        {"automatic": Automatic.AUTO_REPLY},
    ],
)
def test_an_address_that_is_not_the_senders_own_is_not_learned(fields) -> None:
    assert address_learned(**fields) == ""


def test_an_address_whose_authentication_nobody_checked_is_learned() -> None:
    assert address_learned(authentication=Authentication.UNKNOWN) == SENDER
