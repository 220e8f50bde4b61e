"""What the register knows of mails before they are judged: a bounded number of queries for a whole batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, text, true, union_all

from mailintake.domain.comment import Comment
from mailintake.domain.history import AnswerCounts, History, SentMail
from mailintake.domain.inquiry import Inquiry, Knowledge
from mailintake.register.columns import AnyRow
from mailintake.register.register_rows import comment_of
from mailintake.register.sql_lists import as_parameter, asked, held_by
from mailintake.register.sql_threads import nearest, root_of, sent_mails
from mailintake.register.tables import comment, ledger, outbox
from mailintake.register.tables.outbox import IS_ACKNOWLEDGEMENT, IS_NOT_RECALLED
from mailintake.register.text import clean, domain_of, key_of
from mailintake.register.threads import MAX_POINTERS, MAX_REFERENCES

MAX_COMMENTS_OF_SENDER = 20
# Mails asked about at once.
_CHUNK = 200
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answers:
    """Automatic answers of the last day to the senders of a batch, and of the last hour."""

    of_day: Sequence[AnyRow]
    by_domain: dict[str, int]
    this_hour: int


def ask(connection: Connection, inquiries: Sequence[Inquiry], now: datetime) -> list[Knowledge]:
    """Return what is known about each mail, in order."""
    found = []
    for first in range(0, len(inquiries), _CHUNK):
        found.extend(_ask(connection, inquiries[first : first + _CHUNK], now))
    return found


def backgrounds(connection: Connection, inquiries: Sequence[Inquiry]) -> list[History]:
    """Return which mail of ours each one answers and its sender's comments, in order: a few queries for all of them."""
    sent = sent_mails(connection, {clean(each) for inquiry in inquiries for each in inquiry.answers_to[:MAX_POINTERS]})
    comments = _of_senders(connection, {key_of(inquiry.sender) for inquiry in inquiries if inquiry.sender})
    return [_background(inquiry, sent, comments) for inquiry in inquiries]


def _ask(connection: Connection, inquiries: Sequence[Inquiry], now: datetime) -> list[Knowledge]:
    seen = held_by(connection, ledger.c.content_hash, {each.content_hash for each in inquiries if each.content_hash})
    pointers = {clean(each) for inquiry in inquiries for each in inquiry.answers_to[:MAX_POINTERS]}
    sent = sent_mails(connection, pointers)
    referenced = _by_reference(connection, {key for inquiry in inquiries for key in _references(inquiry)})
    senders = {key_of(inquiry.sender) for inquiry in inquiries if inquiry.sender}
    recipients = {key_of(_recipient(inquiry)) for inquiry in inquiries if inquiry.sender}
    comments = _of_senders(connection, senders)
    answers = _answers(connection, senders | recipients, {domain_of(_recipient(each)) for each in inquiries}, now)
    found = []
    for inquiry in inquiries:
        answered = nearest(inquiry.answers_to[:MAX_POINTERS], sent)
        history = replace(
            _background(inquiry, sent, comments),
            referenced=next((referenced[key] for key in _references(inquiry) if key in referenced), None),
            answers=_counts(inquiry, root_of(answered), answers),
        )
        found.append(Knowledge(history=history, is_duplicate=inquiry.content_hash in seen))
    return found


def _background(inquiry: Inquiry, sent: Mapping[str, AnyRow], comments: Mapping[str, Sequence[Comment]]) -> History:
    answered = nearest(inquiry.answers_to[:MAX_POINTERS], sent)
    return History(
        replies_to=None if answered is None else _sent_mail(answered),
        comments_of_sender=tuple(comments.get(key_of(inquiry.sender), ())),
    )


def _recipient(inquiry: Inquiry) -> str:
    return inquiry.recipient or inquiry.sender


def _references(inquiry: Inquiry) -> list[str]:
    return [key_of(each) for each in inquiry.references[:MAX_REFERENCES]]


def _by_reference(connection: Connection, references: Collection[str]) -> dict[str, Comment]:
    if not references:
        return {}
    named = select(comment).where(comment.c.reference_key.in_(sorted(references))).order_by(comment.c.id)
    return {row.reference_key: comment_of(row) for row in connection.execute(named)}


def _of_senders(connection: Connection, senders: Collection[str]) -> dict[str, list[Comment]]:
    """Return the newest standing comments of each sender, newest first."""
    if not senders:
        return {}
    rows = connection.execute(_newest(connection.dialect.name), as_parameter(senders)).all()
    found: dict[str, list[Comment]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.received_at, row.id), reverse=True):
        found[row.sender_key].append(comment_of(row))
    return found


def _answers(connection: Connection, addresses: Collection[str], domains: Collection[str], now: datetime) -> _Answers:
    this_hour = connection.scalar(_LATELY, {"since": now - _HOUR}) or 0
    if not addresses:
        return _Answers(of_day=(), by_domain={}, this_hour=this_hour)
    lately = {"since": now - _DAY, "addresses": sorted(addresses)}
    of_day = {row.id: row for row in connection.execute(_OF_DAY, lately)}
    counted = connection.execute(_BY_DOMAIN, {"since": now - _HOUR, "domains": sorted(domains)})
    return _Answers(
        of_day=tuple(of_day.values()),
        by_domain={row.recipient_domain: row.answers for row in counted},
        this_hour=this_hour,
    )


def _counts(inquiry: Inquiry, root: str | None, answers: _Answers) -> AnswerCounts:
    if not inquiry.sender:
        return AnswerCounts(this_hour=answers.this_hour)
    mine = {key_of(inquiry.sender), key_of(_recipient(inquiry))}
    today = [row for row in answers.of_day if row.recipient_key in mine or row.answers_sender in mine]
    return AnswerCounts(
        to_sender_today=len(today),
        to_domain_this_hour=answers.by_domain.get(domain_of(_recipient(inquiry)), 0),
        this_hour=answers.this_hour,
        in_thread=sum(row.thread_root == root for row in today) if root else 0,
    )


def _sent_mail(row: AnyRow) -> SentMail:
    return SentMail(
        outbox_id=row.id,
        message_id=row.message_id,
        kind=row.kind,
        recipient=row.recipient,
        consultation=row.consultation,
        organisation_id=row.organisation_id,
        comment_id=row.comment_id,
    )


@cache
def _newest(dialect: str) -> Select[Any]:
    """Return the query for the newest standing comments of each sender asked about, and no more of any."""
    senders = asked(dialect)
    mine = comment.alias("mine")
    newest = (
        select(mine.c.id if dialect == "sqlite" else mine)
        .where(mine.c.sender_key == senders.c.value, text("mine.status = 'standing'"))
        .order_by(mine.c.received_at.desc(), mine.c.id.desc())
        .limit(MAX_COMMENTS_OF_SENDER)
    )
    if dialect == "sqlite":
        found = comment.c.id.in_(newest.correlate(senders))
        return select(comment).select_from(senders.join(comment, found))
    found_of_each = newest.lateral("newest")
    return select(found_of_each).select_from(senders.join(found_of_each, true()))


_SINCE = outbox.c.created_at > bindparam("since", type_=outbox.c.created_at.type)
_ADDRESSES = bindparam("addresses", expanding=True, type_=outbox.c.recipient_key.type)
_ANSWERS = select(outbox.c.id, outbox.c.recipient_key, outbox.c.answers_sender, outbox.c.thread_root)
# What was taken back before it was sent is no answer that the sender has had. The counts by domain and hour are of what
# was promised: they read their indexes alone.
_OF_DAY = union_all(
    _ANSWERS.where(IS_ACKNOWLEDGEMENT, IS_NOT_RECALLED, _SINCE, outbox.c.recipient_key.in_(_ADDRESSES)),
    _ANSWERS.where(IS_ACKNOWLEDGEMENT, IS_NOT_RECALLED, _SINCE, outbox.c.answers_sender.in_(_ADDRESSES)),
)
_BY_DOMAIN = (
    select(outbox.c.recipient_domain, func.count().label("answers"))
    .where(
        IS_ACKNOWLEDGEMENT,
        _SINCE,
        outbox.c.recipient_domain.in_(bindparam("domains", expanding=True, type_=outbox.c.recipient_domain.type)),
    )
    .group_by(outbox.c.recipient_domain)
)
_LATELY = select(func.count()).select_from(outbox).where(IS_ACKNOWLEDGEMENT, _SINCE)
