"""Bounces in words alone: what mail servers wrote before RFC 3464, and what some of them still write.

What a bounce looks like is not enough, for people write about bounces and pass them on: a mail server must have sent
it, as its address, its name or the null return path tells, and its words must say so twice: in the subject, and above
what is given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mailintake.domain.message import Automatic, FailedRecipient
from mailintake.parse import addresses, message_ids, returned_words
from mailintake.parse.detection import MAX_REASON, MAX_RECIPIENTS, Detection
from mailintake.parse.failures import is_permanent, most_telling_status

_MAX_NOTICE = 20_000  # characters
_TOP = 4000  # characters in which a notice has said what it is
_MAX_SAID = 1500  # of one address
_MAX_PLACES = 1000
_SLIGHT = 3  # words that tell nothing

_MESSAGE_ID = re.compile(r"^[> \t|]*message-id:[ \t]*(?:\r?\n[> \t]+)?(<[^<>\s]{1,500}>)", re.IGNORECASE | re.MULTILINE)
_TO = re.compile(r"^[> \t|]*to:[ \t]*([^\n]{1,500})", re.IGNORECASE | re.MULTILINE)
_ADDRESS = r"[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_ANY_ADDRESS = re.compile(_ADDRESS)
# Where servers name the recipient: at the start of a line, or after its label.
_LABEL = (
    r"(?:(?:(?:failed |intended |original |final[- ])?recipients?(?: address)?|mottagare|error-for|to|till|"
    r"unknown user|(?:failed|undeliverable) address|e-?mail)\s{0,3}[:=]\s{0,3})?"
)
_NAMED_ADDRESS = re.compile(
    rf"^[ \t>*•-]{{0,20}}{_LABEL}[\[(\"']?(?:smtp:|rfc822;\s?)?[<\[(\"']?({_ADDRESS})[>\])\"']?(?=[\s:;,.(\[]|$)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """What shows that a mail may be a bounce."""

    text: str
    subject: str
    failed: str  # the value of X-Failed-Recipients (Exim, Gmail)
    is_from_daemon: bool
    is_declared: bool  # its form says that it is a delivery report, though it holds none
    gives_back: bool  # a part of it is a mail, or the header of one
    message_id: str  # of the mail that a part of it gives back
    answers: str  # the Message-ID that the header points to
    recipient: str  # of the mail that is given back, where it has one alone
    strangers: frozenset[str]  # who may stand in the notice and did not fail, in lower case


def is_daemon(address: str) -> bool:
    """Whether an address is one that mail servers report from."""
    return returned_words.DAEMON.fullmatch(address.partition("@")[0]) is not None


def is_daemon_name(name: str) -> bool:
    """Whether a display name is one that mail servers report under."""
    return returned_words.DAEMON_NAME.match(name) is not None


def read_returned(mail: Returned) -> Detection | None:
    """Return what a bounce in words tells; None where the mail is none."""
    notice, copy = _apart(mail.text[:_MAX_NOTICE])
    if not _may_be_bounce(mail, copy):
        return None
    says_so = returned_words.NOTICE.search(notice, 0, _TOP) is not None
    if not says_so and mail.is_from_daemon and returned_words.ARRIVED.match(mail.subject):
        about = _about(mail, copy)
        return Detection(automatic=Automatic.DELIVERED, reason="words of a delivery report", reported_message_id=about)
    if not (says_so or mail.failed or mail.is_declared):
        return None
    words = f"{mail.subject}\n{notice[:_TOP]}"
    is_delay = returned_words.DELAY.search(words) is not None and returned_words.GIVEN_UP.search(words) is None
    recipients = failed_recipients(notice, mail.failed, mail.strangers)
    if not recipients:
        recipients = only_recipient(mail.recipient or _recipient_of(copy), notice)
    if is_delay:
        recipients = tuple(replace(recipient, is_permanent=False) for recipient in recipients)
    return Detection(
        automatic=Automatic.DELAY if is_delay else Automatic.BOUNCE,
        reason="words of a returned mail",
        reported_message_id=_about(mail, copy),
        recipients=recipients,
    )


def failed_recipients(text: str, named: str, strangers: frozenset[str]) -> tuple[FailedRecipient, ...]:
    """Return the recipients that a notice says have failed; ``named`` lists them where a header field does."""
    notice, _ = _apart(text[:_MAX_NOTICE])
    failed = _failed_addresses(notice, named, strangers)[:MAX_RECIPIENTS]
    recipients: list[FailedRecipient] = []
    for address, (own, said) in zip(failed, said_of_each(notice, failed), strict=True):
        status = most_telling_status(said)
        words = own.partition(address)[2]
        recipients.append(
            FailedRecipient(
                address=address,
                status=status,
                is_permanent=is_permanent(status, said),
                reason=one_line(words if len(words.split()) > _SLIGHT else said),
            )
        )
    return tuple(recipients)


def only_recipient(address: str, notice: str) -> tuple[FailedRecipient, ...]:
    """Return the one whom the mail that came back was for, with what the notice says."""
    if not address:
        return ()
    said = _apart(notice[:_MAX_NOTICE])[0]
    status = most_telling_status(said)
    told = FailedRecipient(
        address=address, status=status, is_permanent=is_permanent(status, said), reason=one_line(said)
    )
    return (told,)


def said_of_each(notice: str, failed: list[str]) -> Iterator[tuple[str, str]]:
    """Yield for each address what a notice says of it alone, and all that it is judged by.

    The lines that name it speak of it, each up to the line that names another; of one alone, and of one that it says
    nothing of, all of the notice does.
    """
    notice = notice[:_MAX_NOTICE]
    lowered = notice.lower()
    places: list[tuple[int, str]] = []
    for address in filter(None, dict.fromkeys(failed)):
        position = lowered.find(address.lower())
        while position >= 0 and len(places) < _MAX_PLACES:
            places.append((lowered.rfind("\n", 0, position) + 1, address))
            position = lowered.find(address.lower(), position + len(address))
    places.sort()
    said = dict.fromkeys(failed, "")
    # The last place of one address before the first of another ends with it.
    for (start, address), (end, _) in zip(places, [*places[1:], (len(notice), "")], strict=False):
        if len(said[address]) < _MAX_SAID:
            said[address] += notice[start:end][:_MAX_SAID]
    for address in failed:
        is_told = len(failed) > 1 and len(said[address].split()) > _SLIGHT
        yield said[address], said[address] if is_told else said[address] + notice


def one_line(text: str) -> str:
    """Return what a mail server said, on one line and not too long."""
    return " ".join(text[: 4 * MAX_REASON].split())[:MAX_REASON].strip("<>:,. ")


def _about(mail: Returned, copy: str) -> str:
    """Return the Message-ID of the mail that came back: as it is given back, else as the notice or the header tells."""
    match = _MESSAGE_ID.search(copy) or _MESSAGE_ID.search(mail.text[:_MAX_NOTICE])
    return mail.message_id or (message_ids.first(match[1]) if match else "") or mail.answers


def _may_be_bounce(mail: Returned, copy: str) -> bool:
    if mail.failed or mail.is_declared:
        return True
    if not mail.is_from_daemon:
        return False
    # Some write a subject of their own, and still give the mail back.
    is_told = not mail.subject or mail.gives_back or returned_words.SUBJECT.search(mail.subject) is not None
    return is_told or returned_words.ARRIVED.match(mail.subject) is not None or _MESSAGE_ID.search(copy) is not None


def _failed_addresses(notice: str, named: str, strangers: frozenset[str]) -> list[str]:
    """Return the addresses that failed: as a field lists them, else as lines name them, else any that stand there."""
    listed = _distinct(_ANY_ADDRESS.findall(named)) if named else _distinct(_NAMED_ADDRESS.findall(notice))
    found = listed if named else [address for address in listed if address.lower() not in strangers]
    if found:
        return found
    found = [address for address in _distinct(_ANY_ADDRESS.findall(notice)) if address.lower() not in strangers]
    # Who writes to himself fails to reach himself.
    return [address for address in found if not is_daemon(address)] or listed[:1]


def _distinct(found: list[str]) -> list[str]:
    return [address for address in dict.fromkeys(map(addresses.normalise, found)) if address]


def _recipient_of(copy: str) -> str:
    match = _TO.search(copy)
    found = _distinct(_ANY_ADDRESS.findall(match[1])) if match else []
    return found[0] if len(found) == 1 else ""


def _apart(text: str) -> tuple[str, str]:
    """Return the notice, and the copy of the mail that it gives back."""
    match = returned_words.COPY.search(text)
    return (text[: match.start()], text[match.start() :]) if match else (text, "")
