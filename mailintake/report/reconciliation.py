"""The proof that nothing is lost: in the mailbox = seen = kept + left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from mailintake.domain.digest import Reconciliation
from mailintake.domain.ledger import Disposition

_KEPT = frozenset({Disposition.KEPT, Disposition.HELD})


def reconcile(
    folder: str, *, in_mailbox: Collection[int], ledger: Mapping[int, Disposition], first_uid: int, at: datetime
) -> tuple[Reconciliation, tuple[int, ...]]:
    """Compare what lies in a folder with what the ledger knows of it.

    Returns the figures and the UIDs that nobody has seen. Mail below ``first_uid`` was there before the start.
    """
    present = {uid for uid in in_mailbox if uid >= first_uid or uid in ledger}
    unseen = tuple(sorted(uid for uid in present if uid not in ledger))
    kept = sum(1 for uid in present if ledger.get(uid) in _KEPT)
    figures = Reconciliation(
        folder=folder,
        at=at,
        in_mailbox=len(present),
        unseen=len(unseen),
        kept=kept,
        left=len(present) - len(unseen) - kept,
        gone=sum(1 for uid in ledger if uid not in present),
    )
    return figures, unseen
