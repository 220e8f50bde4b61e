"""Complaints and opt-outs that mail programs and providers send by themselves, where they are no report (RFC 5965).

A provider passes on the mail that its user called junk; a mail program asks to be taken off a list (RFC 2369, 8058);
receivers report on a domain's mail as a whole (RFC 7489, 7.2).
"""

from __future__ import annotations

import re

from mailintake.domain.message import Automatic
from mailintake.parse import reports
from mailintake.parse.candidate import Candidate
from mailintake.parse.detection import Detection

_MAX_OPT_OUT = 400  # characters

_OPT_OUT = re.compile(r"\s*(?:unsubscribe|list-unsubscribe|opt[ -]?out|remove)\W*(?:request)?\s*$", re.IGNORECASE)
_BY_PROGRAM = re.compile(
    (
        r"(?:sent|generated|created)\b.{0,60}\b(?:automatically|unsubscribe|by (?:gmail|the user|"
        r"outlook|yahoo))|automatically"
    ),
    re.IGNORECASE | re.DOTALL,
)
_COMPLAINT = re.compile(
    (
        r"(?:complaint about (?:a )?message|e-?mail feedback report|(?:e-?mail )?abuse report|spam "
        r"(?:complaint|report)|feedback loop)\b"
    ),
    re.IGNORECASE,
)
_COMPLAINER = re.compile(
    r"(?:scomp|staff|feedback-?loop|fbl|complaints?|abuse|spam|junk|arf|no-?reply)(?:[-_.+].{0,60})?@", re.IGNORECASE
)
_ON_DOMAIN = re.compile(r"(?:\[preview\] ?)?report domain: ?\S+ submitter: ?\S+", re.IGNORECASE)


def read_complaint(candidate: Candidate) -> Detection | None:
    """Return what a complaint tells; None where the mail is none."""
    reason = _reason(candidate)
    if not reason:
        return None
    given = reports.given_back(candidate.root, candidate.allowance) or reports.NOTHING
    return Detection(automatic=Automatic.FEEDBACK, reason=reason, reported_message_id=given.message_id)


def _reason(candidate: Candidate) -> str:
    subject = candidate.subject
    # No person's program makes such a part.
    is_report = any(part.media_type == "message/feedback-report" for part in candidate.root.children)
    if is_report or candidate.report_type == "feedback-report":
        return "complaint report (RFC 5965)"
    if candidate.header.has("x-apple-unsubscribe") or (_OPT_OUT.match(subject) and _is_from_program(candidate)):
        return "request of a mail program to be taken off a list"
    if _ON_DOMAIN.match(subject):
        return "report on a domain's mail (RFC 7489)"
    if candidate.root.children and _COMPLAINT.match(subject) and _COMPLAINER.match(candidate.from_address):
        is_given_back = any(part.media_type == "message/rfc822" for part in candidate.root.leaves())
        return "complaint that gives the mail back" if is_given_back else ""
    return ""


def _is_from_program(candidate: Candidate) -> bool:
    text = candidate.own_text
    is_automatic = candidate.signs.auto_submitted not in (None, "no")
    return len(text) < _MAX_OPT_OUT and (is_automatic or _BY_PROGRAM.search(text) is not None)
