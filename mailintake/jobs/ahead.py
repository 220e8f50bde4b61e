"""Prepare the next batch while this one is stored: server, readers and store wait less for each other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from mailintake.domain.listing import Listed

Prepared = TypeVar("Prepared")


def prepare_ahead(
    batches: Sequence[Sequence[Listed]],
    prepare: Callable[[Sequence[Listed]], Prepared],
    *,
    before: Callable[[Sequence[Listed]], None],
) -> Generator[tuple[Sequence[Listed], Prepared], None, None]:
    """Yield each batch with what was prepared of it, in order.

    ``before`` is called with a batch before it is prepared, in the caller's thread. One batch at the most is prepared
    ahead; when the caller stops, what is under way is waited for, so that nobody else uses its connection.
    """
    if len(batches) <= 1:
        for batch in batches:
            before(batch)
            yield batch, prepare(batch)
        return
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as thread:
        before(batches[0])
        ahead: Future[Prepared] = thread.submit(prepare, batches[0])
        for batch, following in zip(batches, [*batches[1:], None], strict=True):
            prepared = ahead.result()
            if following is not None:
                before(following)
                ahead = thread.submit(prepare, following)
            yield batch, prepared
