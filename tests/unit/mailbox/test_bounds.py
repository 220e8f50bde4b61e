from __future__ import annotations

import pytest

from mailintake.mailbox.bounds import REPLY_BYTES, Allowance, TooMuchError


def test_the_time_of_a_command_runs_out() -> None:
    allowance = Allowance(0.0)
    with pytest.raises(TimeoutError):
        allowance.seconds_left()


def test_each_command_has_its_own_time() -> None:
    allowance = Allowance(0.0)

    allowance.renew(seconds=60.0)

    assert 59.0 < allowance.seconds_left() <= 60.0


def test_no_more_may_come_than_was_asked_for_and_a_little() -> None:
    allowance = Allowance(60.0)
    allowance.renew(seconds=60.0, expected_bytes=1000)

    allowance.spend(REPLY_BYTES)
    allowance.spend(1000)

    with pytest.raises(TooMuchError):
        allowance.spend(1)


def test_a_literal_is_refused_before_it_is_read() -> None:
    allowance = Allowance(60.0)

    allowance.require(REPLY_BYTES)

    with pytest.raises(TooMuchError):
        allowance.require(REPLY_BYTES + 1)
