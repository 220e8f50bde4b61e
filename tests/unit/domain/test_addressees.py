"""Who is told what was decided: everyone who answered and everyone who was asked, nobody twice, and no machine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes.consultations import LULEA

from mailintake.domain.addressees import Addressee, Untold, UntoldReason, plan_announcement
from mailintake.domain.correspondence import Answerer
from mailintake.domain.message import Authentication
from mailintake.domain.organisation import Organisation, Standing

OURS = frozenset({"kommun@kommun.example"})
ASEN = Organisation(
    id=7, consultation=LULEA, name="Åsens IF", is_invited=True, addresses=("Info@asen.example", "ordf@asen.example")
)


def _answerer(address: str = "eva@hemma.example", **fields: Any) -> Answerer:
    values = {"organisation_id": None, "language": "sv", "authentication": Authentication.UNKNOWN, "is_dead": False}
    return Answerer(address=address, **(values | fields))


def test_who_answered_and_who_was_asked_are_told_once_each() -> None:
    answers = [_answerer(), _answerer(language="fi"), _answerer("ordf@asen.example", organisation_id=7)]
    answered = replace(ASEN, standing=Standing.ANSWERED)
    silent = Organisation(id=8, consultation=LULEA, name="Byns IF", is_invited=True, addresses=("by@byn.example",))

    plan = plan_announcement(answers, [answered, silent], OURS)

    assert plan.due == (
        # In the language of the newest mail.
        Addressee(address="eva@hemma.example", organisation=None, language="fi", has_answered=True),
        Addressee(address="ordf@asen.example", organisation=answered, language="sv", has_answered=True),
        Addressee(address="Info@asen.example", organisation=answered, language="", has_answered=True),
        Addressee(address="by@byn.example", organisation=silent, language="", has_answered=False),
    )
    assert plan.skipped == ()


def test_an_organisation_that_answered_from_the_address_on_the_list_is_told_once() -> None:
    plan = plan_announcement([_answerer("info@asen.example", organisation_id=7)], [ASEN], OURS)

    assert [each.address for each in plan.due] == ["info@asen.example"]


@pytest.mark.parametrize(
    ("answerer", "reason"),
    [
        (_answerer("noreply@hemma.example"), UntoldReason.MACHINE_ADDRESS),
        (_answerer("kommun@kommun.example"), UntoldReason.OWN_ADDRESS),
        (_answerer(is_dead=True), UntoldReason.BOUNCED),
        (_answerer(authentication=Authentication.FAILED), UntoldReason.FORGED),
        (_answerer(""), UntoldReason.NO_ADDRESS),
    ],
)
def test_no_machine_no_address_of_ours_and_nobody_whom_mail_does_not_reach_is_told(
    answerer: Answerer, reason: UntoldReason
) -> None:
    plan = plan_announcement([answerer], [], OURS)

    assert (plan.due, plan.skipped) == ((), (Untold(name=answerer.address, address=answerer.address, reason=reason),))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"has_opted_out": True}, UntoldReason.OPTED_OUT),
        ({"addresses": ()}, UntoldReason.NO_ADDRESS),
        ({"dead_addresses": frozenset(ASEN.addresses)}, UntoldReason.BOUNCED),
        ({"addresses": ("KOMMUN@kommun.example",)}, UntoldReason.OWN_ADDRESS),
        ({"addresses": ("no-reply@asen.example",)}, UntoldReason.MACHINE_ADDRESS),
    ],
)
def test_an_invited_organisation_is_skipped_for_a_reason(changes: dict[str, Any], reason: UntoldReason) -> None:
    plan = plan_announcement([], [replace(ASEN, **changes)], OURS)

    assert (plan.due, [(each.name, each.reason) for each in plan.skipped]) == ((), [("Åsens IF", reason)])


def test_an_organisation_that_asked_for_no_mail_is_not_told_where_it_answered_from_either() -> None:
    silenced = replace(ASEN, has_opted_out=True)

    plan = plan_announcement([_answerer(organisation_id=7)], [silenced], OURS)

    assert (plan.due, {each.reason for each in plan.skipped}) == ((), {UntoldReason.OPTED_OUT})


def test_who_was_not_invited_and_has_not_answered_is_not_told_of() -> None:
    assert plan_announcement([], [replace(ASEN, is_invited=False)], OURS) == plan_announcement([], [], OURS)


def test_an_address_on_the_list_is_told_though_somebody_forged_it() -> None:
    forged = _answerer("info@asen.example", authentication=Authentication.FAILED)

    plan = plan_announcement([forged], [ASEN], OURS)

    assert ([each.address for each in plan.due], plan.skipped) == (["Info@asen.example"], ())
