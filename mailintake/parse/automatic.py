"""Whether a machine wrote a mail, and which kind of machine (RFC 3834, 3464, 8098, 5965, 2369).

What the mail says of itself in form comes first, then its header fields, and words last and only where there is reason
to look at them. The rules stand in the list at the end, in the order they are asked; the first that knows decides.
In doubt a person wrote it.
"""

from __future__ import annotations

from collections.abc import Callable

from mailintake.domain.message import Automatic
from mailintake.parse import machine_words, newsletters, reply_fields, reports, returned_mail
from mailintake.parse.candidate import Candidate
from mailintake.parse.complaints import read_complaint
from mailintake.parse.detection import Detection
from mailintake.parse.machine_words import Words

__all__ = ["Candidate", "detect"]

# Words that may be left over in a mail that reads as a machine's, by what else speaks for one.
_SIGNED = 60  # its header says that a machine answered, or its subject that it is a receipt
_TOLD = 30  # its subject speaks of absence, or it answers a mail
_ALONE = 12
_MAX_ALONE = 1200  # characters of a mail that nothing else speaks for
_SLIGHT = 3  # words that say nothing more than the subject
_NO_MACHINE = Detection(automatic=Automatic.NONE)


def detect(candidate: Candidate) -> Detection:
    """Return what kind of machine wrote a mail; ``Automatic.NONE`` where nothing betrays one."""
    for rule in RULES:
        detection = rule(candidate)
        if detection is not None:
            return detection
    return _NO_MACHINE


def _is_report(candidate: Candidate) -> Detection | None:
    # A person may attach the report of a machine: only a mail server's own mail is one.
    root = candidate.root
    is_possible = root.media_type == "multipart/report" or (
        (root.children or root.media_type.startswith("message/")) and candidate.is_from_daemon
    )
    if not is_possible:
        return None
    detection = reports.read_report(root, candidate.allowance, candidate.text, candidate.strangers)
    if detection is None and candidate.report_type == "disposition-notification":
        about = reports.pointed_to(candidate.header)
        return Detection(automatic=Automatic.READ_RECEIPT, reason="read receipt (RFC 8098)", reported_message_id=about)
    return detection


def _is_returned_mail(candidate: Candidate) -> Detection | None:
    failed = candidate.header.value("x-failed-recipients")
    is_declared = candidate.report_type == "delivery-status"
    if not (failed or is_declared or candidate.is_from_daemon):
        return None
    if candidate.title.is_automatic:
        return None
    given = reports.given_back(candidate.root, candidate.allowance) if candidate.root.children else None
    return returned_mail.read_returned(
        returned_mail.Returned(
            text=candidate.text,
            subject=candidate.subject,
            failed=failed,
            is_from_daemon=candidate.is_from_daemon,
            is_declared=is_declared,
            gives_back=given is not None,
            message_id=given.message_id if given else "",
            answers=reports.pointed_to(candidate.header),
            recipient=given.recipient if given else "",
            strangers=candidate.strangers | {candidate.from_address.lower()},
        )
    )


def _is_challenge(candidate: Candidate) -> Detection | None:
    is_signed = candidate.is_signed
    if not (is_signed or candidate.is_answer):
        return None
    if not (machine_words.asks_for_proof(candidate.subject) or machine_words.asks_for_proof(candidate.own_text)):
        return None
    if not is_signed and not machine_words.weigh(candidate.own_text, is_certain=True).is_machines(
        _SIGNED, is_certain=True
    ):
        return None
    return Detection(automatic=Automatic.CHALLENGE, reason="words of a challenge")


def _is_auto_submitted(candidate: Candidate) -> Detection | None:
    keyword = candidate.signs.auto_submitted
    if keyword is None or keyword == "no":
        return None
    if keyword.startswith("auto-generated") and not candidate.is_answer:
        # A web form's mail is made by a machine and written by a person (RFC 3834, 5): it gets no answer, and is read.
        return None
    kind = Automatic.RECEIPT if _reads_as_receipt(candidate) else Automatic.AUTO_REPLY
    return Detection(automatic=kind, reason=f"Auto-Submitted: {keyword[:40]}")


def _has_reply_field(candidate: Candidate) -> Detection | None:
    name = reply_fields.reply_field(candidate.header)
    # Exchange marks what a rule of a mailbox passes on as it marks what a rule answers.
    if not name or (name == "x-ms-exchange-inbox-rules-loop" and not candidate.is_signed):
        return None
    kind = Automatic.RECEIPT if _reads_as_receipt(candidate) else Automatic.AUTO_REPLY
    return Detection(automatic=kind, reason=f"{name} field")


def _has_case_field(candidate: Candidate) -> Detection | None:
    name = reply_fields.case_field(candidate.header)
    if not name or not _reads_as_receipt(candidate):
        return None
    return Detection(automatic=Automatic.RECEIPT, reason=f"{name} field")


def _came_through_a_list(candidate: Candidate) -> Detection | None:
    found = reply_fields.list_field(candidate.header)
    if not found and candidate.signs.precedence == "list":
        found = "precedence"
    return Detection(automatic=Automatic.LIST, reason=f"{found} field") if found else None


def _is_titled_so(candidate: Candidate) -> Detection | None:
    title = candidate.title
    if title.is_automatic or (title.is_absence and _says_no_more(candidate)):
        return Detection(automatic=Automatic.AUTO_REPLY, reason="words of an automatic reply in the subject")
    if title.is_reading and machine_words.tells_of_reading(candidate.own_text):
        about = reports.pointed_to(candidate.header)
        return Detection(automatic=Automatic.READ_RECEIPT, reason="words of a read receipt", reported_message_id=about)
    return None


def _reads_as_machine(candidate: Candidate) -> Detection | None:
    is_signed, is_answer, title = candidate.is_signed, candidate.is_answer, candidate.title
    is_alone = not (is_signed or is_answer or title.is_absence or title.is_receipt)
    if (is_alone and len(candidate.own_text) > _MAX_ALONE) or machine_words.is_passed_on(candidate.subject):
        return None
    words = machine_words.weigh(candidate.own_text, is_certain=is_signed)
    allowed = _ALONE if is_alone else _TOLD
    if is_signed or title.is_receipt:
        allowed = _SIGNED
    if not words.is_machines(allowed, is_certain=is_signed):
        return None
    if not words.absence and _is_told_receipt(candidate, words):
        return Detection(automatic=Automatic.RECEIPT, reason="words of a receipt")
    # A person may write of being away as well: a machine says what to do about it, too.
    says_more = words.automatic or words.talk
    if (words.absence and says_more) if is_alone else (words.absence or words.automatic):
        return Detection(automatic=Automatic.AUTO_REPLY, reason="words of an automatic reply in the text")
    return None


def _says_no_more(candidate: Candidate) -> bool:
    """Whether the subject names a mail that is answered, and the text adds nothing to it."""
    return ":" in candidate.subject and len(candidate.own_text.split()) <= _SLIGHT


def _is_told_receipt(candidate: Candidate, words: Words) -> bool:
    """Whether a mail says that something has come in, and more speaks for a receipt than that."""
    if candidate.title.is_receipt:
        return bool(words.received or words.automatic)
    if not words.received:
        return False
    is_told = words.automatic or candidate.is_signed or (candidate.is_answer and words.talk)
    return bool(is_told) or machine_words.has_case_number(candidate.own_text)


def _reads_as_receipt(candidate: Candidate) -> bool:
    words = machine_words.weigh(candidate.own_text, is_certain=True)
    if words.received and not words.absence:
        return True
    return candidate.title.is_receipt and not (words.absence or candidate.title.is_automatic)


def _is_newsletter(candidate: Candidate) -> Detection | None:
    # They are laid out: hardly one is plain text alone.
    if (
        candidate.root.media_type == "text/plain"
        or candidate.is_answer
        or machine_words.is_passed_on(candidate.subject)
    ):
        return None
    if not newsletters.is_newsletter(candidate.text, is_bulk=candidate.signs.precedence == "bulk"):
        return None
    return Detection(automatic=Automatic.LIST, reason="words of a newsletter")


RULES: tuple[Callable[[Candidate], Detection | None], ...] = (
    _is_report,
    _is_returned_mail,
    read_complaint,
    _is_challenge,
    _is_auto_submitted,
    _has_reply_field,
    _has_case_field,
    _came_through_a_list,
    _is_titled_so,
    _reads_as_machine,
    _is_newsletter,
)
