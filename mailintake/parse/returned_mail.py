"""Bounces in words alone: what mail servers wrote before RFC 3464, and what some of them still write."""

from __future__ import annotations

import re
from dataclasses import replace

from mailintake.domain.message import Automatic, FailedRecipient
from mailintake.parse import addresses, message_ids
from mailintake.parse.detection import MAX_REASON, MAX_RECIPIENTS, Detection
from mailintake.parse.failures import is_permanent, most_telling_status

_MAX_NOTICE = 20_000  # characters
_MAX_SAID = 800  # of one address

_MAX_NOTICE = 20_000  # characters
_MAX_SAID = 800  # of one address

_SUBJECT = re.compile(
    r"undeliver|delivery (?:status notification|failure|failed|has failed|report|problem|incomplete)|"
    r"mail (?:delivery )?fail|returned mail|failure notice|mail system error|not be delivered|not delivered|"
    r"delivery of .{0,80} (?:delayed|failed)|warning: (?:message|could not send)|delayed mail|mail returned|"
    r"nondeliver|non-deliver|olever|kunde inte leverer|kan inte leverer|gick inte att leverer|leveransfel|"
    r"ikke lever|kan ikke lever|uleverbar|ei voitu toimittaa|toimitus epäonnistui|unzustellbar|zustellung|"
    r"недоставлен|не доставлен|не может быть",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:could not|couldn't|cannot|can not|was not|wasn't|unable to|not able to|error|failed|problem|trouble)[^.]{0,40}"
    r"deliver|deliver[^\n]{0,100}(?:failed|delayed|error|unsuccessful|problem|permanent)|undeliverable|"
    r"(?:permanent|fatal|delivery) error|following address(?:\(es\)|es)? (?:had|failed)|"
    r"qmail-send program|mail delivery (?:agent|system|software|subsystem)|dragonfly mail agent|"
    r"kunde inte levereras|gick inte att leverera|kan ikke leveres|ei voitu toimittaa|nicht zugestellt",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delayed|will (?:be retried|retry|keep trying|continue to)|still (?:trying|being)|no action is required|"
    r"warning message only|do not need to resend|not yet been delivered|temporarily deferred|fördröj|försenad|viivästy",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^[-= ]*+(?:message headers follow|original message follows|(?:this is|below(?: this line)? is|here is) a copy of|"
    r"(?:original|returned|undelivered) message\b[ -]*+$|the header of the original|message header follows|"
    r"headers of the original|the following is a copy|unsent message below|received:|return-path:)",
    re.IGNORECASE | re.MULTILINE,
)
_MESSAGE_ID = re.compile(r"^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,500}>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon)(?:@|$)", re.IGNORECASE)


def is_daemon(address: str) -> bool:
    """Whether an address is one that mail servers report from."""
    return _DAEMON.match(address) is not None


def read_returned(
    text: str, subject: str, failed: str, *, is_from_daemon: bool, strangers: frozenset[str]
) -> Detection | None:
    """Return what a bounce in words tells; None where the mail is none.

    ``failed`` is the value of X-Failed-Recipients (Exim, Gmail). ``strangers`` are addresses that may stand in the
    notice and did not fail: our own, and the one the notice comes from.
    """
    notice, copy = _apart(text[:_MAX_NOTICE])
    if not failed and not (is_from_daemon and (_SUBJECT.search(subject) or subject == "") and _NOTICE.search(notice)):
        return None
    is_delay = _DELAY.search(f"{subject}\n{notice}") is not None
    match = _MESSAGE_ID.search(copy) or _MESSAGE_ID.search(text)
    recipients = failed_recipients(notice, failed, strangers)
    if is_delay:
        recipients = tuple(replace(recipient, is_permanent=False) for recipient in recipients)
    return Detection(
        automatic=Automatic.DELAY if is_delay else Automatic.BOUNCE,
        reason="words of a returned mail",
        reported_message_id=message_ids.first(match[1]) if match else "",
        recipients=recipients,
    )


def failed_recipients(text: str, named: str, strangers: frozenset[str]) -> tuple[FailedRecipient, ...]:
    """Return the recipients that a notice says have failed; ``named`` lists them where a header field does."""
    notice, _ = _apart(text[:_MAX_NOTICE])
    found = dict.fromkeys(map(addresses.normalise, _ADDRESS.findall(named or notice)))
    failed = [address for address in found if address and address.lower() not in strangers][:MAX_RECIPIENTS]
    # What is said of an address stands between it and the next.
    places = sorted({place for address in failed if (place := notice.find(address)) >= 0})
    recipients: list[FailedRecipient] = []
    for address in failed:
        start = notice.find(address)
        end = next((place for place in places if place > start), len(notice)) if start >= 0 else len(notice)
        said = notice[max(start, 0) : end][:_MAX_SAID]
        # One that says nothing of itself shares what is said of all.
        said = said if len(failed) > 1 and len(said.split()) > 3 else notice
        status = most_telling_status(said)
        recipients.append(
            FailedRecipient(
                address=address,
                status=status,
                is_permanent=is_permanent(status, said),
                reason=one_line(said.partition(address)[2] or said),
            )
        )
    return tuple(recipients)


def one_line(text: str) -> str:
    """Return what a mail server said, on one line and not too long."""
    return " ".join(text[: 4 * MAX_REASON].split())[:MAX_REASON].strip("<>:,. ")


def _apart(text: str) -> tuple[str, str]:
    """Return the notice, and the copy of the mail that it gives back."""
    match = _COPY.search(text)
    return (text[: match.start()], text[match.start() :]) if match else (text, "")
