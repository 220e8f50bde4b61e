"""How mail that is left alone stands in the log: one event a batch, with counts and a hash over its ledger rows."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from mailintake.domain.ledger import LedgerEntry
from mailintake.domain.message import MessageRef

Place = tuple[str, str, int]


def left_data(entries: Sequence[LedgerEntry]) -> dict[str, Any]:
    """Return what the log says of a batch of mail that was not kept."""
    refs = sorted(entry.ref for entry in entries)
    return {
        "count": len(entries),
        "dispositions": Counter(entry.disposition for entry in entries),
        "labels": Counter(entry.label for entry in entries),
        "places": [[*place, ranges_of(ref.uid for ref in group)] for place, group in groupby(refs, key=place_of)],
        "sha256": seal_of(entries),
    }


def seal_of(entries: Iterable[LedgerEntry]) -> str:
    """Return the hash over what ledger rows say was seen: where it lay, its hash and its size."""
    # JSON keeps what a name holds apart from what stands beside it.
    seen = sorted(f"{json.dumps(place_of(entry.ref))} {entry.ref.uid} {entry.sha256} {entry.size}" for entry in entries)
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()


def place_of(ref: MessageRef) -> Place:
    """Return the folder that a mail lies in, as it is numbered now."""
    return ref.mailbox, ref.folder, ref.uidvalidity


def ranges_of(uids: Iterable[int]) -> list[list[int]]:
    """Return ascending UIDs as ranges of first and last."""
    ranges: list[list[int]] = []
    for uid in uids:
        if ranges and ranges[-1][1] == uid - 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ranges
