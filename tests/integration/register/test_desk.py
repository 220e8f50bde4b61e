"""What a person may do with a mail of ours, by where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes.kept_mail import NOW, mail

from mailintake.domain.outbox import OutboxState
from mailintake.errors import NotFoundError, UsageError

SOON = NOW + timedelta(minutes=15)


@pytest.mark.parametrize(
    "state", [OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SUPPRESSED, OutboxState.DROPPED]
)
def test_a_person_may_have_a_mail_sent_again_that_did_not_go(register, state):
    _bring_to(register, state)
    register.resend(1, "Eva", SOON)

    [again] = register.claim(SOON, SOON, 9)
    assert (again.id, again.state, again.mail.not_before) == (1, OutboxState.CLAIMED, SOON)


@pytest.mark.parametrize("state", [OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL, OutboxState.SENT])
def test_a_mail_that_went_or_is_going_cannot_be_sent_again(register, state):
    _bring_to(register, state)
    with pytest.raises(UsageError):
        register.resend(1, "Eva", SOON)

    assert register.mail(1).state is state


@pytest.mark.parametrize(
    "state", [OutboxState.WAITING, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SUPPRESSED]
)
def test_a_person_may_drop_a_mail_that_has_not_gone(register, state):
    _bring_to(register, state)
    register.drop(1, "Eva", NOW)

    assert (register.mail(1).state, register.claim(SOON, SOON, 9)) == (OutboxState.DROPPED, [])


@pytest.mark.parametrize("state", [OutboxState.CLAIMED, OutboxState.FINAL, OutboxState.SENT, OutboxState.DROPPED])
def test_a_mail_that_is_going_or_gone_cannot_be_dropped(register, state):
    _bring_to(register, state)
    with pytest.raises(UsageError):
        register.drop(1, "Eva", NOW)

    assert register.mail(1).state is state


def test_a_mail_that_there_is_not_is_not_found(register):
    for act in (
        register.mail,
        lambda id_: register.resend(id_, "Eva", NOW),
        lambda id_: register.drop(id_, "Eva", NOW),
    ):
        with pytest.raises(NotFoundError):
            act(7)


def _bring_to(register: Any, state: OutboxState) -> None:
    register.queue([mail(1)], NOW)
    if state is OutboxState.DROPPED:
        register.drop(1, "Eva", NOW)
    if state in {OutboxState.WAITING, OutboxState.DROPPED}:
        return
    register.claim(NOW, SOON, 1)
    if state not in {OutboxState.CLAIMED, OutboxState.FAILED, OutboxState.SUPPRESSED}:
        register.mark_final(1, NOW)
    ends = {
        OutboxState.SENT: lambda: register.mark_sent(1, NOW),
        OutboxState.UNKNOWN: lambda: register.mark_unknown(1, "lost", NOW),
        OutboxState.FAILED: lambda: register.fail(1, "no", NOW),
        OutboxState.SUPPRESSED: lambda: register.suppress(1, "no", NOW),
    }
    ends.get(state, lambda: None)()
