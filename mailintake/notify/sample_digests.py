"""Digests made of invented values: of a quiet day, of a busy one, and of one after the last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailintake.domain.comment import Stance
from mailintake.domain.consultation import Consultation
from mailintake.domain.digest import CommentLine, ConsultationFigures, Digest, Reconciliation, TrayLine

# The moment at which all samples are made.
NOW = datetime(2018, 9, 20, 12, 5, tzinfo=UTC)


def quiet_digest(consultation: Consultation) -> Digest:
    """Return the digest of a day when nothing happened and all is well."""
    return Digest(
        day=NOW.date(),
        since=NOW - timedelta(days=1),
        until=NOW,
        is_delayed=False,
        consultations=(_figures(consultation, days_left=11),),
        tray=(),
        sending_unknown=0,
        sending_failed=0,
        bounced=(),
        suppressed=(),
        seen=214,
        left=214,
        held=0,
        reconciliations=(
            Reconciliation(folder="INBOX", at=NOW, in_mailbox=1204, unseen=0, kept=26, left=1178, gone=9),
        ),
        last_poll_at=NOW - timedelta(minutes=1),
    )


def closed_digest(consultation: Consultation) -> Digest:
    """Return the digest of a day after the last one to answer."""
    return replace(quiet_digest(consultation), consultations=(_figures(consultation, days_left=-5),))


def busy_digest(consultation: Consultation) -> Digest:
    """Return the digest of a day when everything happened."""
    lines = tuple(
        CommentLine(
            reference=reference,
            organisation=organisation,
            received_at=NOW - timedelta(hours=hours),
            is_late=role == "correction",
            stance=stance,
            kind="comment",
            role=role,
        )
        for reference, organisation, hours, stance, role in (
            ("EX-7F3-KQ2", "Exempelbyns byaförening", 2, Stance.SUPPORTS_WITH_CHANGES, "original"),
            ("EX-9CD-H4M", "Påhittade idrottsklubben", 5, Stance.UNCLEAR, "addition"),
            ("EX-2WX-6TN", "", 7, Stance.OPPOSES, "correction"),
        )
    )
    tray = tuple(
        TrayLine(
            item_id=number,
            received_at=NOW - timedelta(hours=26 - number),
            label=label,
            reason="",
            organisation=organisation,
            is_held=number == 2,
            is_records_request=number == 3,
        )
        for number, (label, organisation) in enumerate(
            (("comment", "Exempelvikens kulturförening"), ("unrelated", ""), ("question", "Tidningen Exemplet")), 1
        )
    )
    return replace(
        quiet_digest(consultation),
        is_delayed=True,
        consultations=(replace(_figures(consultation, days_left=11), new=lines),),
        tray=tray,
        sending_unknown=1,
        sending_failed=2,
        bounced=("Exempelsjöns fiskeklubb",),
        approvals=(f"{consultation.key}, 2018-09-17",),
        suppressed=(("list", 3), ("auto_submitted", 2)),
        left=205,
        held=1,
        reconciliations=(
            Reconciliation(folder="INBOX", at=NOW, in_mailbox=1204, unseen=2, kept=30, left=1172, gone=9),
            Reconciliation(folder="Skräppost", at=NOW, in_mailbox=88, unseen=0, kept=1, left=87, gone=0),
        ),
    )


def _figures(consultation: Consultation, *, days_left: int) -> ConsultationFigures:
    return ConsultationFigures(
        key=consultation.key,
        title=consultation.title,
        last_day=consultation.deadline.last_day,
        days_left=days_left,
        is_deadline_on_weekend=consultation.deadline.is_on_weekend,
        new=(),
        comments=26,
        invited=40,
        answered=12,
        declined=2,
        silent=tuple(f"Förening nummer {number}" for number in range(1, 27)),
    )
