"""Prepare the next batches while this one is stored: server, readers and store wait less for each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from mailintake.domain.listing import Listed

# So many bytes may be fetched beside the batch that is stored: more than two batches at once win nothing.
_AHEAD_BYTES = 16_000_000
_AHEAD_BATCHES = 2

Raw = TypeVar("Raw")
Prepared = TypeVar("Prepared")


def prepare_ahead(
    batches: Sequence[Sequence[Listed]],
    fetch: Callable[[Sequence[Listed]], Raw],
    read: Callable[[Raw], Prepared],
    *,
    before: Callable[[Sequence[Listed]], None],
) -> Generator[tuple[Sequence[Listed], Prepared], None, None]:
    """Yield each batch with what was read of it, in order.

    One thread fetches and another one reads what was fetched; ``before`` is called with a batch before it is fetched,
    in the caller's thread. When the caller stops, what is under way is waited for, so that nobody else uses its
    connection.
    """
    if len(batches) <= 1:
        for batch in batches:
            before(batch)
            yield batch, read(fetch(batch))
        return
    waiting = deque(batches)
    under_way: deque[tuple[Sequence[Listed], Future[Prepared]]] = deque()
    with (
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as reader,
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetching") as fetcher,
    ):

        def begin() -> None:
            batch = waiting.popleft()
            before(batch)
            fetched = fetcher.submit(fetch, batch)
            under_way.append((batch, reader.submit(lambda: read(fetched.result()))))

        begin()
        while under_way:
            batch, prepared = under_way.popleft()
            result = prepared.result()
            while waiting and _may_begin(waiting[0], [ahead for ahead, _ in under_way]):
                begin()
            yield batch, result


def _may_begin(batch: Sequence[Listed], ahead: Sequence[Sequence[Listed]]) -> bool:
    size = sum(mail.size for begun in (*ahead, batch) for mail in begun)
    return not ahead or (len(ahead) < _AHEAD_BATCHES and size <= _AHEAD_BYTES)
