"""When a mail that was put off is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailintake.domain.outbox import RETRY_PAUSES, next_attempt

NOW = datetime(2018, 9, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(1, 1), (2, 2), (3, 5), (4, 10), (5, 20), (6, 40), (7, 60), (8, 120), (9, 120), (100, 120)],
)
def test_each_pause_is_longer_than_the_one_before_and_the_last_repeats(attempts, minutes):
    assert next_attempt(attempts, NOW, jitter=0) == NOW + timedelta(minutes=minutes)


def test_jitter_adds_up_to_a_fifth():
    assert next_attempt(4, NOW, jitter=1) == NOW + timedelta(minutes=12)
    assert next_attempt(4, NOW, jitter=0.5) == NOW + timedelta(minutes=11)


def test_pauses_never_shrink():
    assert list(RETRY_PAUSES) == sorted(RETRY_PAUSES)
