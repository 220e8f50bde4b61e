"""The plain pipeline: the same stock libraries put together with sense, and nothing tuned.

What is new by UID, fetched fifty at a time without a trace in the mailbox, one call of mail-parser and one ORM
transaction a mail, the template compiled once, one SMTP connection for all answers.
"""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage

import mailparser
from imapclient import IMAPClient
from jinja2 import Template
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.pipeline import Work, main
from bench.stock import ANSWER, ANSWER_SUBJECT, SENDER, Incoming, is_comment, make_engine, row_of

_FETCHED_AT_ONCE = 50
_TEMPLATE = Template(ANSWER)


def run(work: Work) -> None:
    """Take in every mail that is new and answer the comments."""
    with (
        IMAPClient("127.0.0.1", port=work.imap_port, ssl=False) as client,
        smtplib.SMTP("127.0.0.1", work.smtp_port) as server,
        Session(make_engine(work)) as session,
    ):
        client.login(work.user, work.password)
        client.select_folder("INBOX", readonly=True)
        last = session.scalar(select(func.max(Incoming.uid))) or 0
        uids = [uid for uid in client.search(["UID", f"{last + 1}:*"]) if uid > last]
        for at in range(0, len(uids), _FETCHED_AT_ONCE):
            for uid, data in client.fetch(uids[at : at + _FETCHED_AT_ONCE], ["BODY.PEEK[]"]).items():
                original = data[b"BODY[]"]
                row = row_of(uid, mailparser.parse_from_bytes(original))
                row.is_comment = is_comment(row)
                session.add(row)
                if row.is_comment:
                    row.original = original
                    session.flush()
                    server.send_message(answer(row))
                    row.answered_at = datetime.now(UTC)
                session.commit()
                session.expunge_all()


def answer(row: Incoming) -> EmailMessage:
    """Write the answer to a comment."""
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = row.sender
    message["Subject"] = ANSWER_SUBJECT
    message["In-Reply-To"] = row.message_id
    message.set_content(_TEMPLATE.render(name=row.sender, subject=row.subject, received=row.date, number=row.id))
    return message


if __name__ == "__main__":
    main(run)
