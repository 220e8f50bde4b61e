"""What the register in memory knows of mails before they are judged."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailintake.domain.comment import Comment, CommentStatus
from mailintake.domain.history import AnswerCounts, History, SentMail
from mailintake.domain.inquiry import Inquiry
from mailintake.domain.outbox import MailKind
from mailintake.register.memory_sending import find, root_of
from mailintake.register.memory_state import Sending, State
from mailintake.register.text import domain_of, key_of
from mailintake.register.threads import MAX_POINTERS, MAX_REFERENCES

_MAX_COMMENTS_OF_SENDER = 20


def history_of(state: State, inquiry: Inquiry, now: datetime) -> History:
    """Return what is known of a mail's sender and thread."""
    answered = next((found for each in inquiry.answers_to[:MAX_POINTERS] if (found := find(state, each))), None)
    sender = key_of(inquiry.sender)
    mine = [
        comment
        for comment in state.comments.values()
        if sender and key_of(comment.sender) == sender and comment.status is CommentStatus.STANDING
    ]
    mine.sort(key=lambda comment: (comment.received_at, comment.id), reverse=True)
    return History(
        replies_to=None if answered is None else _sent_mail(answered),
        comments_of_sender=tuple(mine[:_MAX_COMMENTS_OF_SENDER]),
        referenced=_referenced(state, inquiry),
        answers=_counts(state, inquiry, root_of(answered), now),
    )


def _referenced(state: State, inquiry: Inquiry) -> Comment | None:
    named = {key_of(comment.reference): comment for comment in state.comments.values()}
    keys = [key_of(each) for each in inquiry.references[:MAX_REFERENCES]]
    return next((named[key] for key in keys if key in named), None)


def _counts(state: State, inquiry: Inquiry, root: str | None, now: datetime) -> AnswerCounts:
    answers = [each for each in state.outbox.values() if each.row.mail.kind is MailKind.ACKNOWLEDGEMENT]
    this_hour = [each for each in answers if each.row.mail.created_at > now - timedelta(hours=1)]
    if not inquiry.sender:
        return AnswerCounts(this_hour=len(this_hour))
    recipient = inquiry.recipient or inquiry.sender
    mine = {key_of(inquiry.sender), key_of(recipient)}
    today = [
        each
        for each in answers
        # What was taken back before it was sent is no answer that the sender has had.
        if each.recalled_by is None
        and each.row.mail.created_at > now - timedelta(days=1)
        and (key_of(each.row.mail.recipient) in mine or each.answers_sender in mine)
    ]
    return AnswerCounts(
        to_sender_today=len(today),
        to_domain_this_hour=sum(domain_of(each.row.mail.recipient) == domain_of(recipient) for each in this_hour),
        this_hour=len(this_hour),
        in_thread=sum(each.thread_root == root for each in today) if root else 0,
    )


def _sent_mail(sent: Sending) -> SentMail:
    return SentMail(
        outbox_id=sent.row.id,
        message_id=sent.row.mail.message_id,
        kind=sent.row.mail.kind,
        recipient=sent.row.mail.recipient,
        consultation=sent.row.mail.consultation,
        organisation_id=sent.row.mail.organisation_id,
        comment_id=sent.comment_id,
    )
