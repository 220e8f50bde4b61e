"""The table of mail that we send: one row for each kind, subject and recipient, ever."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    LargeBinary,
    Table,
    UniqueConstraint,
    and_,
    select,
    text,
)

from mailintake.domain.outbox import MailKind, OutboxState
from mailintake.register.columns import CleanText, Key, RowId, UtcDateTime, Word
from mailintake.register.tables.metadata import metadata, partial_index

# As the partial indexes know them: SQLite takes such an index only for a query that says the very same. There is no
# index over all states, for SQLite would take it rather than the small ones, and read all that was ever sent.
IS_ACKNOWLEDGEMENT = text("outbox.kind = 'acknowledgement'")
IS_WAITING = text("outbox.state = 'waiting'")
IS_CLAIMED = text("outbox.state IN ('claimed', 'final')")
WAS_SENT = text("outbox.sent_at IS NOT NULL")
IS_UNCOPIED = text("outbox.state = 'sent' AND outbox.copied_at IS NULL")
HAS_FAILED = text("outbox.state IN ('unknown', 'failed', 'suppressed', 'dropped')")


outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", Word(MailKind), nullable=False),
    Column("subject_key", CleanText, nullable=False),
    Column("recipient", CleanText, nullable=False),
    Column("recipient_key", Key, nullable=False),
    Column("recipient_domain", Key, nullable=False),
    Column("message_id", CleanText, nullable=False, unique=True),
    Column("subject", CleanText, nullable=False),
    Column("language", CleanText, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("consultation", CleanText),
    Column("organisation_id", ForeignKey("organisation.id")),
    Column("comment_id", ForeignKey("comment.id")),  # the comment that an acknowledgement is about
    Column("answers", ForeignKey("message.id")),  # the kept mail that an acknowledgement answers
    Column("answers_sender", Key),  # its From address, which is not always where the answer goes
    Column(
        "thread_root", CleanText
    ),  # Message-ID of the acknowledgement that began the thread; null: this one begins it
    Column("promised_by", BigInteger),  # the decision that an acknowledgement follows from
    # The decision that was made or undone when it was taken back before it was sent; null: it was not.
    Column("recalled_by", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("is_for_staff", Boolean, nullable=False),
    Column("state", Word(OutboxState), nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False),
    Column("claimed_by", CleanText),
    Column("claimed_until", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("is_bounced", Boolean, nullable=False),
    Column("copied_at", UtcDateTime),  # when its copy lay in the folder of sent mail; null: it does not, or need not
    Column("error", CleanText, nullable=False),
    # The kind stands last: first, it would tempt SQLite to look up all acknowledgements there ever were.
    UniqueConstraint("subject_key", "recipient_key", "kind"),
    partial_index("ix_outbox_due", "not_before", "id", "next_attempt_at", where="state = 'waiting'"),
    partial_index("ix_outbox_next_attempt_at", "next_attempt_at", where="state = 'waiting'"),
    partial_index("ix_outbox_failed", "state", "id", where="state IN ('unknown', 'failed', 'suppressed', 'dropped')"),
    partial_index("ix_outbox_claimed_until", "claimed_until", where="state IN ('claimed', 'final')"),
    partial_index("ix_outbox_answered_at", "created_at", where="kind = 'acknowledgement'"),
    partial_index("ix_outbox_recipient", "recipient_key", "created_at", where="kind = 'acknowledgement'"),
    partial_index("ix_outbox_recipient_domain", "recipient_domain", "created_at", where="kind = 'acknowledgement'"),
    partial_index("ix_outbox_answers_sender", "answers_sender", "created_at", where="kind = 'acknowledgement'"),
    partial_index("ix_outbox_answers", "answers", where="answers IS NOT NULL"),
    partial_index("ix_outbox_sent_at", "sent_at", where="sent_at IS NOT NULL"),
    partial_index("ix_outbox_uncopied", "sent_at", where="state = 'sent' AND copied_at IS NULL"),
    partial_index("ix_outbox_comment_id", "comment_id", where="comment_id IS NOT NULL"),
    partial_index("ix_outbox_organisation_id", "organisation_id", where="organisation_id IS NOT NULL"),
    # A number is never given to another row, for the log names rows by it.
    sqlite_autoincrement=True,
)

# Dropped because the decision that it follows from no longer stood, and never by hand: it may yet be due again.
WAS_RECALLED = and_(outbox.c.state == OutboxState.DROPPED, outbox.c.recalled_by.is_not(None))
IS_NOT_RECALLED = outbox.c.recalled_by.is_(None)


def is_in(state: OutboxState) -> ColumnElement[bool]:
    """Return the condition that a mail is in a state, in the words by which the newest are found at once."""
    is_so = outbox.c.state == state
    if state is OutboxState.SENT:
        # Nearly all are: the newest by number are soon found.
        return is_so
    if state in {OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL}:
        # Found first and put in order then, for to read the table backwards takes all that was sent since.
        small = IS_WAITING if state is OutboxState.WAITING else IS_CLAIMED
        return outbox.c.id.in_(select(outbox.c.id).where(small, is_so).correlate(None))
    return and_(HAS_FAILED, is_so)
