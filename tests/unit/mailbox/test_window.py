from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mailintake.domain.listing import Listed
from mailintake.mailbox.window import (
    LISTED_MAILS,
    SEARCH_MAILS,
    SEARCH_UIDS,
    SET_RANGES,
    WINDOW_BYTES,
    WINDOW_MAILS,
    cut_uids,
    cut_windows,
    search_ranges,
    sequence_set,
)

SIZES = st.lists(st.one_of(st.integers(0, 10_000), st.integers(0, 3 * WINDOW_BYTES)), max_size=1200)
UIDS = st.sets(st.integers(1, 2**32 - 1), max_size=60) | st.sets(st.integers(1, 40), max_size=40)


def mails(*sizes: int) -> list[Listed]:
    return [Listed(uid=uid, size=size, internal_date=None) for uid, size in enumerate(sizes, start=1)]


def members(text: str) -> set[int]:
    """What a sequence set stands for."""
    found: set[int] = set()
    for part in filter(None, text.split(",")):
        first, _, last = part.partition(":")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@given(SIZES)
def test_every_mail_is_in_one_window_and_in_its_order(sizes: list[int]) -> None:
    listed = mails(*sizes)

    assert [mail for window in cut_windows(listed) for mail in window] == listed


@given(SIZES)
def test_a_window_is_bounded_by_bytes_and_by_number_unless_it_is_one_mail(sizes: list[int]) -> None:
    for window in cut_windows(mails(*sizes)):
        assert 1 <= len(window) <= WINDOW_MAILS
        assert len(window) == 1 or sum(mail.size for mail in window) <= WINDOW_BYTES


@given(SIZES, st.integers(1, WINDOW_BYTES))
def test_a_mail_above_the_bound_has_a_window_of_its_own(sizes: list[int], bound: int) -> None:
    for window in cut_windows(mails(*sizes), alone_over=bound):
        assert len(window) == 1 or all(mail.size <= bound for mail in window)


def test_windows_are_as_full_as_they_may_be() -> None:
    small = WINDOW_BYTES // 4

    assert [len(window) for window in cut_windows(mails(*[small] * 10))] == [4, 4, 2]
    assert [len(window) for window in cut_windows(mails(*[1] * 1001))] == [500, 500, 1]


def test_there_is_no_window_without_mail() -> None:
    assert list(cut_windows([])) == []


@given(UIDS, st.integers(1, 20))
def test_uids_are_cut_without_loss(uids: set[int], most: int) -> None:
    ascending = sorted(uids)
    windows = list(cut_uids(ascending, most=most))

    assert [uid for window in windows for uid in window] == ascending
    assert all(1 <= len(window) <= most for window in windows)


def test_neighbours_are_cut_by_their_number() -> None:
    assert [len(window) for window in cut_uids(range(1, 2 * LISTED_MAILS + 2))] == [LISTED_MAILS, LISTED_MAILS, 1]


def test_scattered_uids_are_cut_so_that_a_command_line_is_not_too_long() -> None:
    scattered = [2**32 - 1 - 3 * number for number in reversed(range(2000))]
    pairs = sorted([*scattered, *(uid - 1 for uid in scattered)])

    assert [len(window) for window in cut_uids(scattered)] == [SET_RANGES] * 6 + [200]
    assert max(len(sequence_set(window)) for window in cut_uids(pairs)) < 7_000


@given(UIDS)
def test_a_sequence_set_stands_for_its_uids_and_no_others(uids: set[int]) -> None:
    assert members(sequence_set(uids)) == uids


def test_neighbours_become_a_range() -> None:
    assert sequence_set([9, 3, 1, 2, 7, 3]) == "1:3,7,9"


def test_a_folder_whose_mails_fit_a_reply_is_searched_in_one_range() -> None:
    assert search_ranges(8, uidnext=4_000_000_000, exists=SEARCH_MAILS) == [(8, None)]


def test_a_large_folder_is_searched_in_ranges_and_to_its_end() -> None:
    ranges = search_ranges(11, uidnext=2 * SEARCH_UIDS + 100, exists=1_000_000)

    assert ranges == [
        (11, 10 + SEARCH_UIDS),
        (11 + SEARCH_UIDS, 10 + 2 * SEARCH_UIDS),
        (11 + 2 * SEARCH_UIDS, None),
    ]


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10**6))
def test_no_uid_falls_between_two_ranges(first: int, uidnext: int, exists: int) -> None:
    ranges = search_ranges(first, uidnext=uidnext, exists=exists)

    assert ranges[0][0] == first
    assert ranges[-1][1] is None
    for (_, end), (start, _) in pairwise(ranges):
        assert end is not None
        assert start == end + 1
