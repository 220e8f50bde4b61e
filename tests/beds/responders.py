"""Machines that answer every mail they get, and say so in no header field: what a loop is made of."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count

from beds.mixed_mail import OUR_ADDRESS
from mailintake.domain.outbox import NewMail

# What a machine sends when it gets a mail of ours.
Responder = Callable[[NewMail], list[bytes]]

# Words of absence, words of a receipt, and words that no machine is known by: an opinion, as one that took ours.
ABSENT = "Hej! Jag är på semester och läser inte min e-post."
RECEIVED = "Tack för ditt mejl! Vi har tagit emot ditt ärende och återkommer så snart vi kan."
OPINION = "Föreningen tycker att förslaget till lokal överenskommelse är bra, och vi tillstyrker det."

_numbers = count(1)


def auto_responder(words: str, *, is_threaded: bool = True, is_quoting: bool = True) -> Responder:
    """Answer from where the mail went, with the same words, our subject, and our text below."""

    def answer(mail: NewMail) -> list[bytes]:
        return [_answer(mail, mail.recipient, words, is_threaded=is_threaded, is_quoting=is_quoting)]

    return answer


def ticket_system(
    words: str,
    *,
    prefix: str = "Re: ",
    subject: str = "",
    is_threaded: bool = True,
    is_quoting: bool = True,
    times: int = 1,
) -> Responder:
    """Answer from an address of its own for each mail, with a number in the subject; so many times a mail.

    ``subject`` takes the place of ours, without a number.
    """

    def answer(mail: NewMail) -> list[bytes]:
        numbers = [next(_numbers) for _ in range(times)]
        return [
            _answer(
                mail,
                f"arende-{number}@support.example",
                f"{words} {number}",
                is_threaded=is_threaded,
                is_quoting=is_quoting,
                subject=subject or f"{prefix}[{number}] {mail.subject}",
            )
            for number in numbers
        ]

    return answer


def mailing_list(*members: str, words: str) -> Responder:
    """A list that hands our mail on to members; the machine of each answers us, and the list, which tells us too."""

    def answer(mail: NewMail) -> list[bytes]:
        answers = []
        for member in members:
            answers.append(_answer(mail, member, words))
            through_list = message_from_bytes(answers[-1], policy=policy.SMTP)
            through_list["List-Id"] = f"<{mail.recipient.replace('@', '.')}>"
            through_list["Sender"] = mail.recipient
            through_list.replace_header("Message-ID", f"<{next(_numbers)}@lista.example>")
            answers.append(through_list.as_bytes())
        return answers

    return answer


def through_gateway(content: bytes, *stripped: str) -> bytes:
    """Return a mail as a gateway passes it on that takes header fields away."""
    mail = message_from_bytes(content)
    for name in stripped:
        del mail[name]
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _answer(
    mail: NewMail, sender: str, words: str, *, is_threaded: bool = True, is_quoting: bool = True, subject: str = ""
) -> bytes:
    answer = EmailMessage(policy=policy.SMTP)
    answer["From"] = f"Kansliet <{sender}>"
    answer["To"] = OUR_ADDRESS
    answer["Subject"] = subject or f"Re: {mail.subject}"
    answer["Message-ID"] = f"<{next(_numbers)}@{sender.rpartition('@')[2]}>"
    if is_threaded:
        answer["In-Reply-To"] = answer["References"] = mail.message_id
    quoted = "".join(f"> {line}\n" for line in _text_of(mail.content).splitlines())
    answer.set_content(f"{words}\n\nLuleå kommun skrev:\n{quoted}" if is_quoting else f"{words}\n")
    return answer.as_bytes()


def _text_of(content: bytes) -> str:
    part = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert part is not None
    return str(part.get_content())
