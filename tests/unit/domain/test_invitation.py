"""Who is invited: each organisation on the list once, unless a person asks for another invitation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fakes.consultations import lulea

from mailintake.domain.correspondence import QueuedLetter, invitation_key
from mailintake.domain.invitation import InvitationSkip, Invitee, plan_invitations
from mailintake.domain.organisation import Organisation, Standing
from mailintake.domain.outbox import MailKind, OutboxState

ONE = lulea()
NOW = datetime(2018, 7, 2, 8, tzinfo=ONE.zone)
ASEN = Organisation(
    id=7,
    consultation=ONE.key,
    name="Åsens IF",
    is_invited=True,
    addresses=("info@asen.example", "ordf@asen.example"),
)


def _letter(state: OutboxState = OutboxState.SENT, **fields: Any) -> QueuedLetter:
    values = {
        "id": 40,
        "kind": MailKind.INVITATION,
        "subject_key": invitation_key(ONE.key, ASEN.id),
        "recipient": "info@asen.example",
        "organisation_id": ASEN.id,
        "state": state,
        "sent_at": None,
        "is_bounced": False,
    }
    return QueuedLetter(**(values | fields))


def _plan(organisation: Organisation, *letters: QueuedLetter, now: datetime = NOW, again: int | None = None):
    return plan_invitations(ONE, [organisation], {organisation.id: letters}, now, again=again)


def _reasons(organisation: Organisation, *letters: QueuedLetter, **fields: Any) -> list[InvitationSkip]:
    return [each.reason for each in _plan(organisation, *letters, **fields).skipped]


def test_who_was_never_invited_is_invited_at_the_first_address_that_mail_can_reach() -> None:
    bounced = replace(ASEN, dead_addresses=frozenset({"info@asen.example"}))

    assert _plan(ASEN).due == (Invitee(organisation=ASEN, recipient="info@asen.example"),)
    assert _plan(bounced).due == (Invitee(organisation=bounced, recipient="ordf@asen.example"),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"standing": Standing.ANSWERED}, InvitationSkip.ANSWERED),
        ({"standing": Standing.DECLINED}, InvitationSkip.DECLINED),
        ({"has_opted_out": True}, InvitationSkip.OPTED_OUT),
        ({"addresses": ()}, InvitationSkip.NO_ADDRESS),
        ({"dead_addresses": frozenset(ASEN.addresses)}, InvitationSkip.BOUNCED),
    ],
)
def test_who_is_skipped_is_told_with_the_reason_also_when_asked_for_by_number(
    changes: dict[str, Any], reason: InvitationSkip
) -> None:
    organisation = replace(ASEN, **changes)

    assert (_plan(organisation).due, _reasons(organisation)) == ((), [reason])
    assert _reasons(organisation, again=ASEN.id) == [reason]


def test_who_stands_on_no_list_is_not_told_of_unless_asked_for_by_number() -> None:
    stranger = replace(ASEN, is_invited=False)

    assert _plan(stranger) == plan_invitations(ONE, [], {}, NOW)
    assert _reasons(stranger, again=ASEN.id) == [InvitationSkip.NOT_INVITED]


def test_after_the_last_day_only_who_was_given_more_time_is_invited() -> None:
    late = ONE.deadline.ends_at
    extended = replace(ASEN, extended_to=date(2018, 10, 15))

    assert _reasons(ASEN, now=late) == [InvitationSkip.DEADLINE_PASSED]
    assert _reasons(ASEN, now=late - timedelta(seconds=1)) == []
    assert _reasons(extended, now=late) == []


@pytest.mark.parametrize("state", sorted(set(OutboxState) - {OutboxState.SUPPRESSED}))
def test_who_has_had_one_gets_no_other_whatever_became_of_it(state: OutboxState) -> None:
    [skipped] = _plan(ASEN, _letter(state)).skipped

    assert (skipped.reason, skipped.letter) == (InvitationSkip.ALREADY_INVITED, _letter(state))


def test_one_that_was_held_back_at_the_moment_of_sending_waits_again() -> None:
    plan = _plan(ASEN, _letter(OutboxState.SUPPRESSED))

    assert plan.due == (Invitee(organisation=ASEN, recipient="info@asen.example", held_back=40),)


def test_one_that_came_back_does_not_count_where_another_address_is_left() -> None:
    bounced = replace(ASEN, dead_addresses=frozenset({"info@asen.example"}))

    plan = _plan(bounced, _letter(OutboxState.SENT, recipient="INFO@asen.example"))

    assert plan.due == (Invitee(organisation=bounced, recipient="ordf@asen.example"),)


def test_asked_for_by_number_one_that_has_gone_is_followed_by_another_a_day() -> None:
    assert _plan(ASEN, _letter(), again=ASEN.id).due == (
        Invitee(organisation=ASEN, recipient="info@asen.example", again_on=date(2018, 7, 2)),
    )


@pytest.mark.parametrize("state", [OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.DROPPED])
def test_asked_for_by_number_one_that_is_not_known_to_have_gone_waits_again(state: OutboxState) -> None:
    assert [each.held_back for each in _plan(ASEN, _letter(state), again=ASEN.id).due] == [40]


@pytest.mark.parametrize("state", [OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL])
def test_asked_for_by_number_one_that_is_on_its_way_is_enough(state: OutboxState) -> None:
    assert _reasons(ASEN, _letter(state), again=ASEN.id) == [InvitationSkip.ALREADY_INVITED]


def test_asked_for_by_number_nobody_else_is_looked_at() -> None:
    plan = plan_invitations(ONE, [ASEN, replace(ASEN, id=8)], {}, NOW, again=8)

    assert ([each.organisation.id for each in plan.due], plan.skipped) == ([8], ())
