"""Whether a machine wrote a mail, and which kind of machine (RFC 3834, 3464, 8098, 5965, 2369).

What the mail says of itself in form comes first, then its header fields, and words last and only where there is reason
to look at them. The rules stand in the list at the end, in the order they are asked; the first that knows decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mailintake.domain.message import Automatic, MachineSigns
from mailintake.parse import machine_words, returned_mail
from mailintake.parse.detection import Detection
from mailintake.parse.headers import Header
from mailintake.parse.quotes import is_reply_subject
from mailintake.parse.reports import read_report
from mailintake.parse.structure import Allowance, Part

_LIST_FIELDS = frozenset({"list-id", "list-post", "list-unsubscribe", "list-help", "list-subscribe"})
# Fields by which programs that do not know RFC 3834 say that they answered by themselves.
_REPLY_FIELDS = frozenset(
    {
        "x-autoreply",
        "x-auto-reply",
        "x-autorespond",
        "x-autoresponder",
        "x-autoreply-from",
        "x-ms-exchange-inbox-rules-loop",
    }
)
_REPLY_PRECEDENCE = frozenset({"auto_reply", "auto-reply"})
_VACATION = re.compile(r"vacation|autorespond", re.IGNORECASE)
_CASE_FIELDS = frozenset(
    {"x-otrs-customer", "x-rt-loop-prevention", "x-zendesk-from-account-id", "x-jira-fingerprint", "x-autotask"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """What the rules look at."""

    header: Header
    root: Part
    signs: MachineSigns
    subject: str
    text: str  # the whole text: new words, quotes and signature
    own_text: str  # the new words
    from_address: str
    strangers: frozenset[str]  # whom no report tells of: our own addresses and the mail's recipients, in lower case
    allowance: Allowance

    @property
    def is_from_daemon(self) -> bool:
        """Whether a mail server sent it: by its name, or by the null return path."""
        sender = self.from_address or self.header.value("from").strip(' "<>')
        return self.signs.return_path == "" or returned_mail.is_daemon(sender)


def detect(candidate: Candidate) -> Detection:
    """Return what kind of machine wrote a mail; ``Automatic.NONE`` where nothing betrays one."""
    for rule in RULES:
        detection = rule(candidate)
        if detection is not None:
            return detection
    return Detection(automatic=Automatic.NONE)


def _is_report(candidate: Candidate) -> Detection | None:
    # A person may attach the report of a machine: only a mail server's own mail is one.
    root = candidate.root
    is_possible = root.media_type == "multipart/report" or (
        (root.children or root.media_type.startswith("message/")) and candidate.is_from_daemon
    )
    if not is_possible:
        return None
    return read_report(root, candidate.allowance, candidate.text, candidate.strangers)


def _is_returned_mail(candidate: Candidate) -> Detection | None:
    failed = candidate.header.value("x-failed-recipients")
    if not failed and not candidate.is_from_daemon:
        return None
    return returned_mail.read_returned(
        candidate.text,
        candidate.subject,
        failed,
        is_from_daemon=candidate.is_from_daemon,
        strangers=candidate.strangers | {candidate.from_address.lower()},
    )


def _is_challenge(candidate: Candidate) -> Detection | None:
    if not _has_machine_signs(candidate) or not machine_words.is_challenge(candidate.subject, candidate.own_text):
        return None
    return Detection(automatic=Automatic.CHALLENGE, reason="words of a challenge")


def _is_auto_submitted(candidate: Candidate) -> Detection | None:
    keyword = candidate.signs.auto_submitted
    if keyword is None or keyword == "no":
        return None
    reason = f"Auto-Submitted: {keyword[:40]}"
    if _reads_as_receipt(candidate):
        return Detection(automatic=Automatic.RECEIPT, reason=reason)
    if keyword.startswith("auto-generated") and not _answers(candidate):
        # A web form's mail is made by a machine and written by a person (RFC 3834, 5): it gets no answer, and is read.
        return None
    return Detection(automatic=Automatic.AUTO_REPLY, reason=reason)


def _has_reply_field(candidate: Candidate) -> Detection | None:
    header = candidate.header
    name = min(_REPLY_FIELDS.intersection(header.index), default="")
    if not name and candidate.signs.precedence in _REPLY_PRECEDENCE:
        name = "precedence"
    if not name and _VACATION.search(header.value("x-mailer")):
        name = "x-mailer"
    if not name:
        return None
    return Detection(automatic=Automatic.AUTO_REPLY, reason=f"{name} field")


def _has_case_field(candidate: Candidate) -> Detection | None:
    name = min(_CASE_FIELDS.intersection(candidate.header.index), default="")
    if not name or not _reads_as_receipt(candidate):
        return None
    return Detection(automatic=Automatic.RECEIPT, reason=f"{name} field")


def _came_through_a_list(candidate: Candidate) -> Detection | None:
    found = next((name for name in candidate.signs.list_fields if name in _LIST_FIELDS), "")
    if not found and candidate.signs.precedence == "list":
        found = "precedence"
    return Detection(automatic=Automatic.LIST, reason=f"{found} field") if found else None


def _reads_as_absence(candidate: Candidate) -> Detection | None:
    if machine_words.is_absence_subject(candidate.subject):
        return Detection(automatic=Automatic.AUTO_REPLY, reason="words of an automatic reply in the subject")
    if (_answers(candidate) or _has_machine_signs(candidate)) and machine_words.is_absence_text(candidate.own_text):
        return Detection(automatic=Automatic.AUTO_REPLY, reason="words of an automatic reply in the text")
    return None


def _is_receipt(candidate: Candidate) -> Detection | None:
    if not machine_words.is_receipt(candidate.subject, candidate.own_text):
        return None
    return Detection(automatic=Automatic.RECEIPT, reason="words of a receipt")


def _reads_as_receipt(candidate: Candidate) -> bool:
    return machine_words.is_receipt_subject(candidate.subject) or machine_words.is_receipt(
        candidate.subject, candidate.own_text
    )


def _answers(candidate: Candidate) -> bool:
    header = candidate.header
    return header.has("in-reply-to") or header.has("references") or is_reply_subject(candidate.subject)


def _has_machine_signs(candidate: Candidate) -> bool:
    signs = candidate.signs
    return signs.auto_submitted not in (None, "no") or signs.return_path == "" or bool(signs.auto_response_suppress)


RULES: tuple[Callable[[Candidate], Detection | None], ...] = (
    _is_report,
    _is_returned_mail,
    _is_challenge,
    _is_auto_submitted,
    _has_reply_field,
    _has_case_field,
    _came_through_a_list,
    _reads_as_absence,
    _is_receipt,
)
