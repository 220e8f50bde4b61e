from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailintake.schedule.backoff import FIRST_SECONDS, LONGEST_SECONDS, pause_seconds


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [pause_seconds(failures, 0.0) for failures in range(1, 12)]

    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 300.0, 300.0]


def test_there_is_no_pause_without_a_failure() -> None:
    assert pause_seconds(0, 0.5) == 0.0


def test_chance_takes_up_to_half_of_the_pause() -> None:
    assert [pause_seconds(1, chance) for chance in (0.0, 0.5, 1.0)] == [1.0, 0.75, 0.5]


@given(st.integers(1, 10**9), st.floats(0, 1, exclude_max=True))
def test_a_pause_is_never_shorter_than_half_a_second_nor_longer_than_the_longest(failures: int, chance: float) -> None:
    assert FIRST_SECONDS / 2 < pause_seconds(failures, chance) <= LONGEST_SECONDS
