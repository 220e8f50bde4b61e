"""Whether a mail may get an automatic answer (RFC 3834, 5230, 2369; DESIGN: who may get an automatic answer).

Doubt means no answer. Suppression stops the answer, never the intake, and staff see the reason. The rules stand in the
list at the end of this file, in the order they are asked; the first that objects decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mailintake.domain.history import History
from mailintake.domain.message import Authentication, Automatic, Message


class Reason(StrEnum):
    """Why an automatic answer may be given, or may not."""

    ALLOWED = "allowed"
    NOT_FOR_US = "not_for_us"
    AUTO_SUBMITTED = "auto_submitted"
    NULL_SENDER = "null_sender"
    LIST = "list"
    PRECEDENCE = "precedence"
    AUTO_RESPONSE_SUPPRESS = "auto_response_suppress"
    AUTOMATIC_MAIL = "automatic_mail"
    NO_SENDER = "no_sender"
    MACHINE_SENDER = "machine_sender"
    OWN_ADDRESS = "own_address"
    NOT_SENT_TO_US = "not_sent_to_us"
    AUTHENTICATION_FAILED = "authentication_failed"
    BEFORE_FIRST_RUN = "before_first_run"
    INCOMPLETE = "incomplete"
    ANSWERED_IN_THREAD = "answered_in_thread"
    SENDER_CAP = "sender_cap"
    DOMAIN_CAP = "domain_cap"
    HOUR_CAP = "hour_cap"
    BREAKER = "breaker"
    UNSAFE_ADDRESS = "unsafe_address"


TEXTS: dict[Reason, str] = {
    Reason.ALLOWED: "The sender may get an automatic answer.",
    Reason.NOT_FOR_US: "The mail was not judged to concern a consultation.",
    Reason.AUTO_SUBMITTED: "The mail says that a machine sent it (Auto-Submitted, RFC 3834).",
    Reason.NULL_SENDER: "The mail has the null return path <>, as reports have.",
    Reason.LIST: "The mail came through a mailing list.",
    Reason.PRECEDENCE: "The mail is marked as bulk, list or junk (Precedence).",
    Reason.AUTO_RESPONSE_SUPPRESS: "The mail asks for no automatic answer (X-Auto-Response-Suppress).",
    Reason.AUTOMATIC_MAIL: "The mail is an automatic reply or a report.",
    Reason.NO_SENDER: "The mail has no single address to answer.",
    Reason.MACHINE_SENDER: "The address is one that machines send from.",
    Reason.OWN_ADDRESS: "The mail comes from one of our own addresses.",
    Reason.NOT_SENT_TO_US: "Nothing in the mail shows that it was sent to us.",
    Reason.AUTHENTICATION_FAILED: "The sender's authentication failed, so the address may be forged.",
    Reason.BEFORE_FIRST_RUN: "The mail is older than the first run on this mailbox.",
    Reason.INCOMPLETE: "Only the mail's header was read, for it is larger than the limit.",
    Reason.ANSWERED_IN_THREAD: "The sender has had an answer in this thread.",
    Reason.SENDER_CAP: "The sender has had as many answers today as the limit allows.",
    Reason.DOMAIN_CAP: "The sender's domain has had as many answers this hour as the limit allows.",
    Reason.HOUR_CAP: "As many answers have been sent this hour as the limit allows.",
    Reason.BREAKER: "The circuit breaker is open: more answers were due than is likely, so a person must look first.",
    Reason.UNSAFE_ADDRESS: "The sender's address cannot be put into a mail safely.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Permission:
    """The answer to whether a mail may be answered, to whom, and why."""

    allowed: bool
    reason: Reason
    text: str
    recipient: str = ""  # the address to answer; "" where not allowed


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLimits:
    """The ladder of caps: how many automatic answers may be promised."""

    per_thread_day: int = 1  # to one sender in one thread, beside the answer that began it
    per_sender_day: int = 5
    per_domain_hour: int = 30
    per_hour: int = 200
    breaker: int = 400  # answers in one hour that open the breaker: staff are told and must close it


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerPolicy:
    """What the decision needs to know beside the mail and its history."""

    own_addresses: frozenset[str]  # in lower case
    limits: AnswerLimits = AnswerLimits()
    is_breaker_open: bool = False


# Local parts, without their detail after a plus sign (RFC 5233), that machines send from: RFC 5230, 4.6 and RFC 2142
# name the oldest; the others say in words that nobody reads an answer.
_MACHINE_LOCAL_PARTS = re.compile(
    r"(mail(er)?[-_.]?daemon|mdaemon|daemon|postmaster|root|nobody|cron|www-data|majordomo|listserv|mailman|vacation|"
    r"notif(y|ier|ications?)|"
    # Lists, and what they let reports come back to: with a number or our own address in it (VERP).
    r"owner-.*|.*-(request|owner|errors?)|bounces?([-_.].*)?|.*[-_.=]bounces?|.*-return-\d+(-.*)?|"
    r"(.*[-_.])?(do[-_.]?not|dont|not?)[-_.]?(reply|replies|respond|response|answer).*|"
    r"(be)?svara?s?[-_.]?(inte|ej|ikke).*|(ej|inte|inget|ingen|ikke)[-_.]?svar.*|(ei|ala|älä)[-_.]?vasta.*|"
    r"(bitte[-_.]?)?nicht[-_.]?antworten.*|keine?[-_.]?antwort.*|"
    r"auto(mat(ic|isk|iskt|ed)?)?[-_.]?(reply|respon[ds]|confirm|mailer|svar|vastaus|antwort).*)",
    re.IGNORECASE,
)
_SUPPRESSING = frozenset({"all", "autoreply", "oof"})


def is_machine_address(address: str) -> bool:
    """Whether an address is one that machines send from, such as noreply@."""
    return _MACHINE_LOCAL_PARTS.fullmatch(address.rpartition("@")[0].partition("+")[0]) is not None


def is_own_address(address: str, own_addresses: frozenset[str]) -> bool:
    """Whether an address is one of our own, in any case, with whatever detail after a plus sign (RFC 5233)."""
    address = address.lower()
    local_part, _, domain = address.rpartition("@")
    return address in own_addresses or f"{local_part.partition('+')[0]}@{domain}" in own_addresses


def recipient_of_answer(message: Message) -> str:
    """Return the address an automatic answer goes to: the return path where there is one, else a single From."""
    return message.signs.return_path or message.from_address


def may_acknowledge(message: Message, history: History, policy: AnswerPolicy) -> Permission:
    """Decide whether the sender of a mail may get an automatic answer.

    The counts in ``history`` are made up to the moment of judging: the register takes ``now``.
    """
    for rule in RULES:
        reason = rule(message, history, policy)
        if reason is not None:
            return Permission(allowed=False, reason=reason, text=TEXTS[reason])
    return Permission(
        allowed=True, reason=Reason.ALLOWED, text=TEXTS[Reason.ALLOWED], recipient=recipient_of_answer(message)
    )


def refuse(reason: Reason) -> Permission:
    """Return the permission that says no for a reason."""
    return Permission(allowed=False, reason=reason, text=TEXTS[reason])


def _says_a_machine_sent_it(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    keyword = message.signs.auto_submitted
    return Reason.AUTO_SUBMITTED if keyword is not None and keyword != "no" else None


def _has_null_sender(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return Reason.NULL_SENDER if message.signs.return_path == "" else None


def _came_through_a_list(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return Reason.LIST if message.signs.list_fields or message.automatic is Automatic.LIST else None


def _has_bulk_precedence(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return Reason.PRECEDENCE if message.signs.precedence in {"bulk", "list", "junk"} else None


def _asks_for_no_answer(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return Reason.AUTO_RESPONSE_SUPPRESS if message.signs.auto_response_suppress & _SUPPRESSING else None


def _is_automatic(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return Reason.AUTOMATIC_MAIL if message.automatic is not Automatic.NONE else None


def _has_no_sender(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    # A return path alone is not enough: a mail whose From is missing or holds several addresses is nobody's.
    return Reason.NO_SENDER if not message.from_address else None


def _comes_from_a_machine(message: Message, _history: History, policy: AnswerPolicy) -> Reason | None:
    for address in _senders(message):
        if is_machine_address(address) or _names_one_of(address, policy.own_addresses):
            return Reason.MACHINE_SENDER
    return None


def _comes_from_ourselves(message: Message, _history: History, policy: AnswerPolicy) -> Reason | None:
    is_ours = any(is_own_address(address, policy.own_addresses) for address in _senders(message))
    return Reason.OWN_ADDRESS if is_ours else None


def _was_not_sent_to_us(message: Message, _history: History, policy: AnswerPolicy) -> Reason | None:
    is_to_us = any(is_own_address(address, policy.own_addresses) for address in message.sent_to)
    return None if is_to_us else Reason.NOT_SENT_TO_US


def _failed_authentication(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return Reason.AUTHENTICATION_FAILED if message.authentication is Authentication.FAILED else None


def _is_older_than_first_run(message: Message, history: History, _policy: AnswerPolicy) -> Reason | None:
    is_older = history.first_run_at is not None and message.received_at < history.first_run_at
    return Reason.BEFORE_FIRST_RUN if is_older else None


def _is_incomplete(message: Message, _history: History, _policy: AnswerPolicy) -> Reason | None:
    return None if message.is_whole else Reason.INCOMPLETE


def _was_answered_in_thread(_message: Message, history: History, policy: AnswerPolicy) -> Reason | None:
    # A person who sends a supplement in the thread gets a receipt for it; the second time in a day nobody gains.
    return Reason.ANSWERED_IN_THREAD if history.answers.in_thread >= policy.limits.per_thread_day else None


def _hits_the_sender_cap(_message: Message, history: History, policy: AnswerPolicy) -> Reason | None:
    return Reason.SENDER_CAP if history.answers.to_sender_today >= policy.limits.per_sender_day else None


def _hits_the_domain_cap(_message: Message, history: History, policy: AnswerPolicy) -> Reason | None:
    return Reason.DOMAIN_CAP if history.answers.to_domain_this_hour >= policy.limits.per_domain_hour else None


def _hits_the_hour_cap(_message: Message, history: History, policy: AnswerPolicy) -> Reason | None:
    return Reason.HOUR_CAP if history.answers.this_hour >= policy.limits.per_hour else None


def _meets_an_open_breaker(_message: Message, _history: History, policy: AnswerPolicy) -> Reason | None:
    return Reason.BREAKER if policy.is_breaker_open else None


def _senders(message: Message) -> tuple[str, str, str]:
    return message.from_address, recipient_of_answer(message), message.sender_address


def _names_one_of(address: str, own_addresses: frozenset[str]) -> bool:
    """Whether an address was made for mail to us alone, as lists make them: ours stands in it with an equals sign."""
    local_part = address.rpartition("@")[0].lower()
    return "=" in local_part and any(own.replace("@", "=") in local_part for own in own_addresses)


Rule = Callable[[Message, History, AnswerPolicy], Reason | None]

RULES: tuple[Rule, ...] = (
    _says_a_machine_sent_it,
    _has_null_sender,
    _came_through_a_list,
    _has_bulk_precedence,
    _asks_for_no_answer,
    _is_automatic,
    _has_no_sender,
    _comes_from_a_machine,
    _comes_from_ourselves,
    _was_not_sent_to_us,
    _failed_authentication,
    _is_older_than_first_run,
    _is_incomplete,
    _was_answered_in_thread,
    _hits_the_sender_cap,
    _hits_the_domain_cap,
    _hits_the_hour_cap,
    _meets_an_open_breaker,
)
