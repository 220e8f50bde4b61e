"""What the daily digest may show: figures, names and one-liners, cleaned and bounded; never a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mailintake.domain.digest import CommentLine, ConsultationFigures, Digest, Reconciliation, TrayLine
from mailintake.notify.dates import long_day, long_moment, short_day, short_moment, weekday_and_day
from mailintake.notify.header_guard import clean_line
from mailintake.notify.values import MailValues, safe_url

# One screen: what is beyond these is counted, and waits in the staff web.
_MOST_TRAY_LINES = 12
_MOST_NEW_LINES = 12
_MOST_NAMES = 8
_MOST_REASONS = 8
_MOST_CONSULTATIONS = 8
_LONGEST_NAME = 60
_BAR_CELLS = 20
# A document that has come in is registered without delay (OSL 5 kap. 1 §): a mail that waits for longer is pointed out.
_WAIT_IS_LONG_AFTER = timedelta(days=1)

Row = dict[str, Any]  # of texts, numbers and lists of these


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestValues(MailValues):
    """What the digest may show."""

    weekday: str  # the digest's day, with its weekday
    day: str
    short_day: str
    is_delayed: int
    since: str
    until: str
    new: int
    to_decide: int
    silent: int  # invited that have not answered, in all consultations
    days_left: int  # to the nearest deadline; -1 where no consultation is open
    needs_attention: int
    tray: list[Row]  # requests for documents first, then what could not be read, then by age
    more_tray: int
    unknown: int  # mails of ours that the server may have
    failed: int
    bounced: list[str]
    more_bounced: int
    late: int  # new comments that came too late
    approvals: list[str]  # rounds of reminders that wait for approval
    consultations: list[Row]
    more_consultations: int
    seen: int
    left: int
    held: int
    folders: list[Row]  # the reconciliation of each
    is_balanced: int
    last_poll: str  # "" where the mailbox was never read
    is_poll_stale: int
    suppressed: list[Row]  # why no automatic answer was given, and how often
    suppressed_total: int
    base_url: str


def digest_values(digest: Digest, *, zone: ZoneInfo, base_url: str, service_name: str, language: str) -> DigestValues:
    """Return what a digest shows, in a language, its times in a zone."""
    taking = [figures for figures in digest.consultations if figures.closed_on is None]
    open_days = [figures.days_left for figures in taking if figures.days_left >= 0]
    tray = sorted(digest.tray, key=lambda line: (not line.is_records_request, not line.is_held, line.received_at))
    return DigestValues(
        language=language,
        service_name=service_name,
        weekday=weekday_and_day(digest.day, language),
        day=long_day(digest.day, language),
        short_day=short_day(digest.day, language),
        is_delayed=int(digest.is_delayed),
        since=short_moment(digest.since, language, zone),
        until=short_moment(digest.until, language, zone),
        new=digest.new_comments,
        to_decide=len(digest.tray),
        silent=sum(len(figures.silent) for figures in digest.consultations),
        days_left=min(open_days, default=-1),
        needs_attention=digest.needs_attention,
        tray=[_tray_row(line, digest.until, language, zone) for line in tray[:_MOST_TRAY_LINES]],
        more_tray=max(0, len(tray) - _MOST_TRAY_LINES),
        unknown=digest.sending_unknown,
        failed=digest.sending_failed,
        bounced=[clean_line(name, _LONGEST_NAME) for name in digest.bounced[:_MOST_NAMES]],
        more_bounced=max(0, len(digest.bounced) - _MOST_NAMES),
        late=sum(line.is_late for figures in digest.consultations for line in figures.new),
        approvals=[clean_line(name, _LONGEST_NAME * 2) for name in digest.approvals[:_MOST_NAMES]],
        consultations=[_figures(figures, language, zone) for figures in digest.consultations[:_MOST_CONSULTATIONS]],
        more_consultations=max(0, len(digest.consultations) - _MOST_CONSULTATIONS),
        seen=digest.seen,
        left=digest.left,
        held=digest.held,
        folders=[_folder(result, language, zone) for result in digest.reconciliations],
        is_balanced=int(all(result.is_balanced for result in digest.reconciliations)),
        last_poll=long_moment(digest.last_poll_at, language, zone) if digest.last_poll_at is not None else "",
        is_poll_stale=int(digest.is_poll_stale),
        suppressed=[
            {"reason": clean_line(reason, _LONGEST_NAME), "count": count}
            for reason, count in digest.suppressed[:_MOST_REASONS]
        ],
        suppressed_total=sum(count for _reason, count in digest.suppressed),
        base_url=safe_url(base_url),
    )


def _tray_row(line: TrayLine, until: datetime, language: str, zone: ZoneInfo) -> Row:
    return {
        "item": line.item_id,
        "label": line.label,
        "organisation": clean_line(line.organisation, _LONGEST_NAME),
        "received": short_moment(line.received_at, language, zone),
        "has_waited_long": int(until - line.received_at > _WAIT_IS_LONG_AFTER),
        "is_held": int(line.is_held),
        "is_records_request": int(line.is_records_request),
    }


def _figures(figures: ConsultationFigures, language: str, zone: ZoneInfo) -> Row:
    # Who declined has answered too: all that are not silent count.
    answered = max(0, figures.invited - len(figures.silent))
    filled = round(_BAR_CELLS * answered / figures.invited) if figures.invited else 0
    return {
        "title": clean_line(figures.title, _LONGEST_NAME * 2),
        "deadline": weekday_and_day(figures.last_day, language),
        "days_left": figures.days_left,
        "closed_on": "" if figures.closed_on is None else long_day(figures.closed_on, language),
        "is_deadline_on_weekend": int(figures.is_deadline_on_weekend),
        "new": [_comment_row(line, language, zone) for line in figures.new[:_MOST_NEW_LINES]],
        "more_new": max(0, len(figures.new) - _MOST_NEW_LINES),
        "comments": figures.comments,
        "invited": figures.invited,
        "answered": answered,
        "declined": figures.declined,
        "percent": round(100 * answered / figures.invited) if figures.invited else 0,
        "bar": "#" * filled + "-" * (_BAR_CELLS - filled),
        "silent": [clean_line(name, _LONGEST_NAME) for name in figures.silent[:_MOST_NAMES]],
        "more_silent": max(0, len(figures.silent) - _MOST_NAMES),
    }


def _comment_row(line: CommentLine, language: str, zone: ZoneInfo) -> Row:
    return {
        "reference": clean_line(line.reference, _LONGEST_NAME),
        "organisation": clean_line(line.organisation, _LONGEST_NAME),
        "received": short_moment(line.received_at, language, zone),
        "is_late": int(line.is_late),
        "stance": line.stance.value,
        "kind": line.kind,
        "role": line.role,
    }


def _folder(result: Reconciliation, language: str, zone: ZoneInfo) -> Row:
    return {
        "name": clean_line(result.folder, _LONGEST_NAME),
        "at": short_moment(result.at, language, zone),
        "in_mailbox": result.in_mailbox,
        "seen": result.in_mailbox - result.unseen,
        "unseen": result.unseen,
        "kept": result.kept,
        "left": result.left,
        "is_balanced": int(result.is_balanced),
    }
