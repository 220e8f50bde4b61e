"""How a consultation stands, from values: the same for every store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mailintake.domain.consultation import Consultation
from mailintake.domain.digest import CommentLine, ConsultationFigures, TrayLine
from mailintake.domain.ledger import Disposition
from mailintake.domain.organisation import Organisation, Standing

# The run whose claim ends the period that a digest covers.
DIGEST_RUN = "digest"

# What counts as seen in a digest, and what of it was left alone. Mail from before the start was never looked at, and
# mail that a person took away first is nobody's.
SEEN = frozenset({Disposition.KEPT, Disposition.HELD, Disposition.LEFT, Disposition.DUPLICATE})
LEFT = frozenset({Disposition.LEFT, Disposition.DUPLICATE})


def digest_key(day: date) -> str:
    """Return the subject key under which the digest of a day is queued."""
    return f"{DIGEST_RUN}:{day.isoformat()}"


def figures_of(
    consultation: Consultation,
    *,
    organisations: Sequence[Organisation],
    new: Sequence[CommentLine],
    comments: int,
    at: datetime,
) -> ConsultationFigures:
    """Return how a consultation stands at a moment."""
    invited = [organisation for organisation in organisations if organisation.is_invited]
    return ConsultationFigures(
        key=consultation.key,
        title=consultation.title,
        last_day=consultation.deadline.last_day,
        days_left=consultation.deadline.days_left(at),
        is_deadline_on_weekend=consultation.deadline.is_on_weekend,
        new=tuple(new),
        comments=comments,
        invited=len(invited),
        answered=sum(organisation.standing is Standing.ANSWERED for organisation in invited),
        declined=sum(organisation.standing is Standing.DECLINED for organisation in invited),
        silent=tuple(organisation.name for organisation in invited if organisation.standing is Standing.SILENT),
        closed_on=consultation.closed_on,
    )


def bounced_names(organisations: Iterable[Organisation]) -> tuple[str, ...]:
    """Return the names of organisations with an address that mail cannot reach, each once."""
    return tuple(dict.fromkeys(each.name for each in organisations if each.dead_addresses))


def held(tray: Iterable[TrayLine]) -> int:
    """Return how many of the mails that wait could not be read."""
    return sum(line.is_held for line in tray)
