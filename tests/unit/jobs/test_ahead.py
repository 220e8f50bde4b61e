from __future__ import annotations

from contextlib import closing

import pytest

from mailintake.domain.listing import Fetched, Listed
from mailintake.domain.message import Arrival
from mailintake.errors import MailboxUnavailableError
from mailintake.jobs.ahead import prepare_ahead

BATCHES = [[Listed(uid=uid, size=1, internal_date=None)] for uid in (1, 2, 3)]


def _fetch(batch):
    return [Fetched(arrival=Arrival(ref=None, internal_date=None, size=mail.uid), original=b"x") for mail in batch]


def _same(fetched):
    return fetched


def test_batches_come_in_order_each_begun_before_it_is_fetched() -> None:
    story: list[str] = []

    def fetch(batch):
        story.append(f"fetch {batch[0].uid}")
        return _fetch(batch)

    ahead = prepare_ahead(BATCHES, fetch, _same, before=lambda batch: story.append(f"begin {batch[0].uid}"))
    with closing(ahead):
        sizes = [mail.arrival.size for _, fetched in ahead for mail in fetched]

    assert sizes == [1, 2, 3]
    assert all(story.index(f"begin {uid}") < story.index(f"fetch {uid}") for uid in (1, 2, 3))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (1, [1, 2, 3]),
        (9_000_000, [1, 2]),  # together more than may be held
        (90_000_000, [1, 2]),
    ],
)
def test_at_most_two_batches_are_begun_ahead_and_one_where_they_are_large(size, expected) -> None:
    begun: list[int] = []
    batches = [[Listed(uid=uid, size=size, internal_date=None)] for uid in (1, 2, 3, 4)]

    with closing(prepare_ahead(batches, _fetch, _same, before=lambda batch: begun.append(batch[0].uid))) as ahead:
        next(ahead)

    assert begun == expected


def test_a_lost_session_reaches_the_caller() -> None:
    def fetch(batch):
        raise MailboxUnavailableError

    with (
        closing(prepare_ahead(BATCHES, fetch, _same, before=lambda batch: None)) as ahead,
        pytest.raises(MailboxUnavailableError),
    ):
        next(ahead)
