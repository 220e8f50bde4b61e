from __future__ import annotations

from datetime import UTC, datetime

from mailintake.domain.ledger import Disposition
from mailintake.report.reconciliation import reconcile

NOW = datetime(2018, 9, 17, tzinfo=UTC)


def test_a_folder_in_which_every_mail_was_seen_is_balanced() -> None:
    ledger = {5: Disposition.KEPT, 6: Disposition.LEFT, 7: Disposition.HELD, 8: Disposition.DUPLICATE}

    figures, unseen = reconcile("INBOX", in_mailbox=[1, 2, 5, 6, 7, 8], ledger=ledger, first_uid=5, at=NOW)

    assert (figures.in_mailbox, figures.kept, figures.left, figures.unseen, figures.gone) == (4, 2, 2, 0, 0)
    assert figures.is_balanced
    assert unseen == ()


def test_a_mail_without_a_ledger_row_is_told() -> None:
    figures, unseen = reconcile("INBOX", in_mailbox=[5, 6], ledger={5: Disposition.LEFT}, first_uid=1, at=NOW)

    assert unseen == (6,)
    assert not figures.is_balanced


def test_mail_that_people_have_moved_away_is_counted_as_gone_and_upsets_nothing() -> None:
    ledger = {5: Disposition.KEPT, 6: Disposition.LEFT}

    figures, _ = reconcile("INBOX", in_mailbox=[6], ledger=ledger, first_uid=1, at=NOW)

    assert (figures.in_mailbox, figures.gone, figures.is_balanced) == (1, 1, True)
