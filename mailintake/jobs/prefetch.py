"""Fetch the next batch while this one is read: the mail server and our own work wait for each other less."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from mailintake.domain.listing import Fetched, Listed


def fetch_ahead(
    batches: Sequence[Sequence[Listed]],
    fetch: Callable[[Sequence[Listed]], Iterable[Fetched]],
    *,
    before: Callable[[Sequence[Listed]], None],
) -> Generator[tuple[Sequence[Listed], list[Fetched]], None, None]:
    """Yield each batch with what could be fetched of it, in order.

    ``before`` is called with a batch before it is fetched, in the caller's thread. One batch at the most is fetched
    ahead; when the caller stops, the fetch under way is waited for, so that nobody else uses its connection.
    """
    if len(batches) <= 1:
        for batch in batches:
            before(batch)
            yield batch, list(fetch(batch))
        return
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch") as pool:
        ahead: Future[list[Fetched]] | None = None
        for index, batch in enumerate(batches):
            if ahead is None:
                before(batch)
                ahead = pool.submit(_fetch, fetch, batch)
            fetched = ahead.result()
            ahead = None
            if index + 1 < len(batches):
                before(batches[index + 1])
                ahead = pool.submit(_fetch, fetch, batches[index + 1])
            yield batch, fetched


def _fetch(fetch: Callable[[Sequence[Listed]], Iterable[Fetched]], batch: Sequence[Listed]) -> list[Fetched]:
    return list(fetch(batch))
