"""The naive pipeline: every library as its tutorial shows it, one mail at a time from the mailbox to the answer.

SEARCH UNSEEN, one FETCH a mail (which marks it as read), one call of mail-parser, an ORM session with two commits a
mail (stored; then judged and answered), a template compiled for each answer and an SMTP connection for each answer.
"""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage

import mailparser
from imapclient import IMAPClient
from jinja2 import Template
from sqlalchemy.orm import Session

from bench.pipeline import Work, main
from bench.stock import ANSWER, ANSWER_SUBJECT, SENDER, Incoming, is_comment, make_engine, row_of


def run(work: Work) -> None:
    """Take in every unread mail and answer the comments."""
    engine = make_engine(work)
    with IMAPClient("127.0.0.1", port=work.imap_port, ssl=False) as client:
        client.login(work.user, work.password)
        client.select_folder("INBOX")
        for uid in client.search(["UNSEEN"]):
            original = client.fetch([uid], ["RFC822"])[uid][b"RFC822"]
            mail = mailparser.parse_from_bytes(original)
            with Session(engine) as session:
                row = row_of(uid, mail)
                session.add(row)
                session.commit()
                row.is_comment = is_comment(row)
                if row.is_comment:
                    row.original = original
                    answer(row, work)
                    row.answered_at = datetime.now(UTC)
                session.commit()


def answer(row: Incoming, work: Work) -> None:
    """Write and send the answer to a comment."""
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = row.sender
    message["Subject"] = ANSWER_SUBJECT
    message["In-Reply-To"] = row.message_id
    template = Template(ANSWER)
    message.set_content(template.render(name=row.sender, subject=row.subject, received=row.date, number=row.id))
    with smtplib.SMTP("127.0.0.1", work.smtp_port) as server:
        server.send_message(message)


if __name__ == "__main__":
    main(run)
