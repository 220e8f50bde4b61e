"""How mail that was left alone stands in the log."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from fakes.kept_mail import FOLDER, MAILBOX, UIDVALIDITY, entry, left_mails, ref
from hypothesis import given
from hypothesis import strategies as st

from mailintake.domain.ledger import Disposition
from mailintake.register.left import left_data, ranges_of, seal_of


def test_a_batch_is_told_in_counts_and_places():
    mails = [*left_mails(1, 3), entry(5, Disposition.DUPLICATE), entry(9, ref=ref(9, folder="Junk"))]

    told = left_data(mails[::-1])

    assert (told["count"], told["dispositions"], told["labels"]) == (5, {"left": 4, "duplicate": 1}, {"unrelated": 5})
    assert told["places"] == [
        [MAILBOX, FOLDER, UIDVALIDITY, [[1, 3], [5, 5]]],
        [MAILBOX, "Junk", UIDVALIDITY, [[9, 9]]],
    ]
    assert told["sha256"] == seal_of(mails)


@pytest.mark.parametrize(
    "changed",
    [
        entry(1, sha256="x"),
        entry(1, size=1),
        entry(1, ref=ref(2)),
        entry(1, ref=ref(1, folder="Junk")),
        entry(1, ref=ref(1, uidvalidity=2)),
    ],
)
def test_the_hash_covers_where_a_mail_lay_and_what_it_was(changed):
    assert seal_of([changed, entry(7)]) != seal_of([entry(1), entry(7)])


def test_the_hash_does_not_cover_what_a_person_may_still_decide():
    assert seal_of([replace(entry(1), disposition=Disposition.KEPT, reason="x")]) == seal_of([entry(1)])


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_every_uid_and_no_other(uids):
    ranges = ranges_of(sorted(uids))

    assert [uid for first, last in ranges for uid in range(first, last + 1)] == sorted(uids)
    assert all(last + 1 < first for (_, last), (first, _) in itertools.pairwise(ranges))
