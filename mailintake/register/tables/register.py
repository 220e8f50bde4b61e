"""The tables of what is registered: comments and the organisations that sent them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Table, UniqueConstraint

from mailintake.domain.comment import CommentStatus, Role, Stance
from mailintake.domain.organisation import Standing
from mailintake.register.columns import CleanText, Key, RowId, UtcDateTime, Word
from mailintake.register.tables.metadata import metadata, partial_index

organisation = Table(
    "organisation",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("consultation", CleanText, nullable=False),
    Column("name", CleanText, nullable=False),
    Column("number", CleanText, nullable=False),
    Column("is_invited", Boolean, nullable=False),
    Column("standing", Word(Standing), nullable=False),
    Column("language", CleanText, nullable=False),
    Column("extended_to", Date),
    Column("has_opted_out", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("learned_from", BigInteger),  # the kept mail that a person named it for; null: it was listed
    Column("retired_at", UtcDateTime),  # that was undone, or it was merged: nobody is told of it any more
    Column("merged_into", BigInteger),  # the organisation that it turned out to be
    Column("listed_name", CleanText),  # how the invited list knows it, where staff gave it another name
    Column("listed_number", CleanText),  # the same of its number
    Column("uninvited_at", UtcDateTime),  # staff took it off the list: no list puts it on again
    Index("ix_organisation_consultation", "consultation"),
    # A number is never given to another row, for the log names rows by it.
    sqlite_autoincrement=True,
)

organisation_address = Table(
    "organisation_address",
    metadata,
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    Column("address_key", Key, primary_key=True),
    Column("address", CleanText, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("is_dead", Boolean, nullable=False),  # a permanent bounce said so
    Column("away_until", Date),  # an automatic reply said so: the last day that nobody reads it
    Column("learned_from", BigInteger),  # the kept mail that a person named the organisation of; null: it was listed
    Column("removed_at", UtcDateTime),  # staff took it away: it is not the organisation's, and no list gives it back
    Index("ix_organisation_address_address_key", "address_key"),
    partial_index("ix_organisation_address_learned_from", "learned_from", where="learned_from IS NOT NULL"),
)

organisation_domain = Table(
    "organisation_domain",
    metadata,
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    Column("domain", Key, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

comment = Table(
    "comment",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("consultation", CleanText, nullable=False),
    Column("reference", CleanText, nullable=False),
    Column("reference_key", Key, nullable=False),
    Column("kind", CleanText, nullable=False),  # comment or decline
    Column("sender", CleanText, nullable=False),
    Column("sender_key", Key, nullable=False),
    Column("organisation_id", ForeignKey("organisation.id")),
    Column("organisation_name", CleanText, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("is_late", Boolean, nullable=False),
    Column("stance", Word(Stance), nullable=False),
    Column("stance_by", CleanText, nullable=False),  # machine, or the person who set it
    Column("status", Word(CommentStatus), nullable=False),
    Column("diary_number", CleanText, nullable=False),
    # The reference stands first: a mail names it without its consultation.
    UniqueConstraint("reference_key", "consultation"),
    partial_index("ix_comment_standing_sender", "sender_key", "received_at", "id", where="status = 'standing'"),
    Index("ix_comment_consultation", "consultation", "received_at"),
    Index("ix_comment_organisation_id", "organisation_id"),
    # A number is never given to another row, for the log names rows by it.
    sqlite_autoincrement=True,
)

# Which messages a comment is made of; a message belongs to one comment at the most.
comment_message = Table(
    "comment_message",
    metadata,
    Column("message_id", ForeignKey("message.id"), primary_key=True, autoincrement=False),
    Column("comment_id", ForeignKey("comment.id"), nullable=False),
    Column("role", Word(Role), nullable=False),
    Column("registered_at", UtcDateTime, nullable=False),
    Index("ix_comment_message_comment_id", "comment_id"),
    Index("ix_comment_message_registered_at", "registered_at"),
)
