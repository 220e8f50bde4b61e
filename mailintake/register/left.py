"""How mail that is left alone stands in the log: one event a batch, with counts and a hash over its ledger rows."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from mailintake.domain.ledger import LedgerEntry
from mailintake.register.text import clean

Place = tuple[str, str, int]


def left_data(entries: Sequence[LedgerEntry]) -> dict[str, Any]:
    """Return what the log says of a batch of mail that was not kept."""
    return {
        "count": len(entries),
        "dispositions": Counter(entry.disposition for entry in entries),
        "labels": Counter(entry.label for entry in entries),
        "places": [[*place, ranges_of(entry.ref.uid for entry in group)] for place, group in by_place(entries)],
        "sha256": seal_of(entries),
    }


def seal_of(entries: Iterable[LedgerEntry]) -> str:
    """Return the hash over what ledger rows say was seen: where it lay, its hash and its size."""
    sealed = hashlib.sha256()
    for place, group in by_place(entries):
        # JSON keeps the names apart, whatever they hold.
        lines = [json.dumps(place), *(f"{entry.ref.uid} {entry.sha256} {entry.size}" for entry in group)]
        sealed.update(("\n".join(lines) + "\n").encode())
    return sealed.hexdigest()


def by_place(entries: Iterable[LedgerEntry]) -> Iterator[tuple[Place, Iterator[LedgerEntry]]]:
    """Yield each folder, as it is numbered now, with the entries of the mail in it, by UID."""
    return groupby(sorted(entries, key=_ref), key=_place)


def ranges_of(uids: Iterable[int]) -> list[list[int]]:
    """Return ascending UIDs as ranges of first and last."""
    ranges: list[list[int]] = []
    for uid in uids:
        if ranges and ranges[-1][1] == uid - 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ranges


def _place(entry: LedgerEntry) -> Place:
    return clean(entry.ref.mailbox), clean(entry.ref.folder), entry.ref.uidvalidity


def _ref(entry: LedgerEntry) -> tuple[str, str, int, int]:
    return *_place(entry), entry.ref.uid
