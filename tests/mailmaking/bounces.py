"""Bounces in words alone, as mail servers of many makes write them: who sends, under what subject, and what is said.

Each is about one mail of ours to one address, unless it says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailmaking import OWN_ADDRESS, plain

DEAD = "kassor@luleaskidor.example"
SENT_ID = "<mailintake.1.2@lulea.se>"
COPY = f"Return-Path: <{OWN_ADDRESS}>\nMessage-ID: {SENT_ID}\nFrom: {OWN_ADDRESS}\nTo: {DEAD}\nSubject: Remiss\n\nHej\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounce:
    """One kind of bounce, and what it tells."""

    sender: str
    subject: str
    text: str
    is_dead: bool  # the address is said to be dead
    status: str = ""

    def mail(self, **fields: object) -> bytes:
        """The mail as the server sends it."""
        values = {"sender": self.sender, "subject": self.subject, "top": (("Return-Path", "<>"),)}
        return plain(self.text, **(values | fields))


UNIX_BOUNCES = {
    "sendmail": Bounce(
        sender="Mail Delivery Subsystem <MAILER-DAEMON@post.example>",
        subject="Returned mail: see transcript for details",
        text=(
            f"The original message was received at Thu, 21 Jun 2018 10:14:00 +0200\nfrom [192.0.2.7]\n"
            f"\n"
            f"   ----- The following addresses had permanent fatal errors -----\n<{DEAD}>\n   "
            f" (reason: 550 5.1.1 User unknown)\n\n"
            f"   ----- Transcript of session follows -----\n... while talking to mx.luleaskidor.example.:\n"
            f">>> DATA\n"
            f"<<< 550 5.1.1 <{DEAD}>... User unknown\n550 5.1.1 <{DEAD}>... User unknown\n\n"
            f"   ----- Original message follows -----\n\n{COPY}"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "sendmail of old": Bounce(
        sender="MAILER-DAEMON@post.example (Mail Delivery Subsystem)",
        subject="Returned mail: User unknown",
        text=(
            f"   ----- Transcript of session follows -----\n550 <{DEAD}>... User unknown\n\n  "
            f" ----- Unsent message follows -----\n{COPY}"
        ),
        is_dead=True,
    ),
    "postfix of old": Bounce(
        sender="MAILER-DAEMON@post.example (Mail Delivery System)",
        subject="Undelivered Mail Returned to Sender",
        text=(
            "This is the Postfix program at host post.example.\n\nI'm sorry to have to inform "
            "you that the message returned\n"
            "below could not be delivered to one or more destinations.\n\nFor further assistance, "
            "please contact <hjalp@post.example>\n\n"
            f"<{DEAD}>: host mx.luleaskidor.example[192.0.2.9] said: 552 Mailbox\n    quota exceeded "
            f"(in reply to RCPT TO command)\n\n{COPY}"
        ),
        is_dead=False,
    ),
    "postfix, after the text": Bounce(
        sender="MAILER-DAEMON@post.example (Mail Delivery System)",
        subject="Undelivered Mail Returned to Sender",
        text=(
            f"I'm sorry to have to inform you that your message could not\nbe delivered.\n\n<{DEAD}>: "
            f"host mx[192.0.2.9] said: 550\n"
            f"    User unknown (in reply to end of DATA command)\n\n{COPY}"
        ),
        is_dead=False,
    ),
    "gmail of old": Bounce(
        sender="Mail Delivery Subsystem <mailer-daemon@post.example>",
        subject="Delivery Status Notification (Failure)",
        text=(
            f"Delivery to the following recipient failed permanently:\n\n     {DEAD}\n\nTechnical "
            f"details of permanent failure: \n"
            "We tried to deliver your message, but it was rejected by the recipient domain. The "
            "error that the other server returned was: "
            f"550 550 5.1.1 <{DEAD}>: User unknown (state 14).\n\n----- Original message -----\n"
            f"\n{COPY}"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "yahoo": Bounce(
        sender="MAILER-DAEMON@post.example",
        subject="Failure Notice",
        text=(
            f"Sorry, we were unable to deliver your message to the following address.\n\n<{DEAD}>:\n"
            f"No mx record found for domain=luleaskidor.example\n\n"
            f"--- Below this line is a copy of the message.\n\n{COPY}"
        ),
        is_dead=True,
    ),
    "yahoo of old": Bounce(
        sender="MAILER-DAEMON@post.example",
        subject="Delivery failure",
        text=(
            f"Message from post.example.\nUnable to deliver message to the following address(es).\n\n<{DEAD}>:\n"
            f"This user doesn't have a post.example account ({DEAD}) [-5]\n\n--- Original message follows.\n\n{COPY}"
        ),
        is_dead=True,
    ),
    "aol": Bounce(
        sender="Mail Delivery Subsystem <MAILER-DAEMON@post.example>",
        subject="Mail Delivery Problem",
        text=(
            f"Your mail to the following recipients could not be delivered because they are not "
            f"accepting mail from {OWN_ADDRESS}:\n\t{DEAD}\n"
        ),
        is_dead=False,
    ),
    "courier": Bounce(
        sender='"Courier mail server at post.example" <postmaster@post.example>',
        subject="NOTICE: mail delivery status.",
        text=(
            "This is a delivery status notification from post.example.\n\n          UNDELIVERABLE "
            "MAIL\n\n"
            f"Your message to the following recipients cannot be delivered:\n\n<{DEAD}>:\n    "
            f"mx.luleaskidor.example [192.0.2.9]:\n"
            f">>> RCPT TO:<{DEAD}>\n<<< 550 5.1.1 No such user here\n"
        ),
        is_dead=True,
        status="5.1.1",
    ),
    "opensmtpd": Bounce(
        sender="Mailer Daemon <MAILER-DAEMON@post.example>",
        subject="Delivery status notification: error",
        text=(
            "Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\nAn error "
            "has occurred while attempting to deliver a message for\n"
            f"the following list of recipients:\n\n{DEAD}: 550 5.4.4 Invalid recipient\n\nBelow "
            f"is a copy of the original message:\n\n{COPY}"
        ),
        is_dead=True,
        status="5.4.4",
    ),
    "james": Bounce(
        sender="postmaster@post.example",
        subject="Re: Remiss [Delivery failed]",
        text=(
            "Hi. This is the James mail server at post.example.\nI'm afraid I wasn't able to "
            "deliver your message to the following addresses.\n"
            f"This is a permanent error; I've given up.\n\nFailed recipient(s):\n{DEAD}\n\nError "
            f"message:\n550 5.7.1 Message content rejected\n"
        ),
        is_dead=False,
        status="5.7.1",
    ),
    "x.400 gateway": Bounce(
        sender="Internet Mail Delivery <postmaster@post.example>",
        subject="Delivery Notification: Delivery has failed",
        text=(
            f"This report relates to a message you sent with the following header fields:\n\n "
            f" Message-id: {SENT_ID}\n  To: {DEAD}\n  Subject: Remiss\n\n"
            f"Your message cannot be delivered to the following recipients:\n\n  Recipient address: "
            f"{DEAD}\n  Reason: Illegal host/domain name found\n"
        ),
        is_dead=True,
    ),
    "a full mailbox in Swedish": Bounce(
        sender="Postmaster <postmaster@telenat.example>",
        subject="Ditt mejl kunde inte levereras",
        text=(
            f"Ditt meddelande kunde inte levereras till {DEAD}.\n\nMottagarens inkorg är full.\n"
            f"\n----- Ursprungligt meddelande -----\n{COPY}"
        ),
        is_dead=False,
    ),
}

DELAYS = {
    "postfix": (
        "Delayed Mail (still being retried)",
        (
            f"THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nYour message "
            f"could not be delivered for more than 4 hour(s).\n"
            f"It will be retried until it is 5 day(s) old.\n\n<{DEAD}>: connect to mx[192.0.2.9]:25: "
            f"Connection timed out\n\n{COPY}"
        ),
    ),
    "sendmail": (
        "Warning: could not send message for past 4 hours",
        (
            "    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND "
            "YOUR MESSAGE  **\n\n"
            f"   ----- The following addresses had transient non-fatal errors -----\n<{DEAD}>\n"
            f"\nWill keep trying until message is 5 days old\n"
        ),
    ),
    "exim": (
        "Warning: message 1fV delayed 24 hours",
        (
            "This message was created automatically by mail delivery software.\nA message that "
            "you sent has not yet been delivered to one or more of its\n"
            f"recipients after more than 24 hours on the queue.\n\nNo action is required on your "
            f"part.\n\n  {DEAD}\n    Delay reason: Connection timed out\n"
        ),
    ),
    "in Swedish": (
        "Leveransen har fördröjts: Remiss",
        (
            f"Det gick inte att leverera meddelandet till {DEAD} ännu. Leveransen är försenad "
            f"och servern fortsätter att försöka."
        ),
    ),
    "in German": (
        "Zustellung verzögert",
        f"Die Zustellung an {DEAD} ist verzögert. Die Nachricht wurde noch nicht zugestellt.",
    ),
}
