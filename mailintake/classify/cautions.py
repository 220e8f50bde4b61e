"""Why staff look first at a mail that fits, and at one that does not: doubt goes to people."""

from __future__ import annotations

from collections.abc import Callable

from mailintake.classify.case import Case
from mailintake.classify.evidence import announces_answer
from mailintake.classify.letter import Part
from mailintake.classify.reading import Kind
from mailintake.classify.reasons import Reason
from mailintake.classify.weights import Weights
from mailintake.classify.words import Words
from mailintake.domain.comment import Role
from mailintake.domain.message import Authentication

_QUOTED_READ = 5_000
# Codes of parse/defects.py: more of the mail was there than was read.
_CUT_OFF = frozenset({"too_deep", "too_many_parts"})
# Two of the consultation's terms in what is quoted are no chance.
_QUOTED_TERMS = 2
_SHORT_QUESTION = 12
# So much that speaks against, in log-odds, sends a mail to staff: from somebody known whose text has a term, or has
# none, and from a stranger. A mailing list by itself is not enough, nor is one near miss by the way.
_MUCH, _SOME, _LITTLE = -4.0, -2.0, -1.4


def caution(case: Case, kind: Kind, weights: Weights, *, is_only: bool) -> Reason | None:
    """Return why staff decide first about a mail that fits, or none; the surer it fits, the fewer doubts count.

    ``is_only`` tells that no other consultation is open that it might concern.
    """
    checks = FIRM_CAUTIONS
    # Of two, however sure, it may answer the other: its words are those of any answer.
    if case.probability < weights.certain or not is_only:
        checks += CAUTIONS_OF_ANSWERS
    if case.probability < weights.sure:
        checks += CAUTIONS_OF_WORDS
    for check in checks:
        reason = check(case, kind)
        if reason is not None:
            return reason
    return None


def rescue(case: Case) -> Reason | None:
    """Return why staff look at a mail that does not fit, or not surely, by its words; or none."""
    for check in RESCUES:
        reason = check(case)
        if reason is not None:
            return reason
    return None


def _is_from_ourselves(case: Case, _kind: Kind) -> Reason | None:
    return Reason.OWN_ADDRESS if case.is_from_ourselves else None


def _is_incomplete(case: Case, _kind: Kind) -> Reason | None:
    return None if case.message.is_whole else Reason.INCOMPLETE


def _is_outside_period(case: Case, _kind: Kind) -> Reason | None:
    return Reason.OUTSIDE_PERIOD if case.is_outside_period else None


def _answers_an_unnamed_matter(case: Case, _kind: Kind) -> Reason | None:
    # “Remissvar” and not a word of which: a municipality has many out, and this may answer any of them.
    # An invited organisation answers what it was invited to.
    says_so = case.has("announces_answer", "consultation_words") and not case.has("known_organisation")
    return Reason.SUBJECT_UNCLEAR if says_so and not case.is_thread and not case.has_topic else None


def _is_addressed_elsewhere(case: Case, _kind: Kind) -> Reason | None:
    return Reason.UNCERTAIN if case.has("addressed_elsewhere") and not case.is_thread else None


def _only_thanks(case: Case, _kind: Kind) -> Reason | None:
    # Thanks for an evening name what the evening was about, and say nothing of it.
    says_more = case.has("opinion", "evaluates", "declines", "announces_answer", "asks", "supplements")
    return Reason.UNCERTAIN if case.has("thanks") and not says_more else None


def _names_no_subject(case: Case, _kind: Kind) -> Reason | None:
    return None if case.is_thread or case.has_topic else Reason.SUBJECT_UNCLEAR


def _fits_only_in_attachment(case: Case, _kind: Kind) -> Reason | None:
    letter = case.context.letter
    if not letter.has_attached_text or letter.is_cover or case.is_thread or case.has("title"):
        return None
    has_hint = letter.find(case.context.profile.terms, Part.LETTER) or letter.find(
        announces_answer.PHRASES, Part.LETTER
    )
    return None if has_hint else Reason.ONLY_IN_ATTACHMENT


def _points_to_two_organisations(case: Case, _kind: Kind) -> Reason | None:
    return Reason.ORGANISATION_UNCLEAR if case.context.origin.rival else None


def _is_contradicted(case: Case, _kind: Kind) -> Reason | None:
    # A stranger may write about agreements for many reasons, and an old thread is a handy place for something new.
    is_stranger = not case.is_thread and not case.has("known_organisation", "has_commented")
    is_about_it = bool(case.context.letter.find(case.context.profile.terms, Part.TEXT))
    limit = _LITTLE if is_stranger else _MUCH if is_about_it else _SOME
    return Reason.UNCERTAIN if case.counterevidence <= limit else None


def _cannot_be_read(case: Case, _kind: Kind) -> Reason | None:
    letter = case.context.letter
    is_unread = letter.is_cover and letter.documents and not any(document.text for document in letter.documents)
    return Reason.ATTACHMENT_UNREADABLE if is_unread else None


def _changes_without_proof(case: Case, kind: Kind) -> Reason | None:
    # To withdraw or replace somebody's answer in their name is worth a forgery.
    is_failed = case.message.authentication is Authentication.FAILED
    return Reason.SENDER_UNPROVEN if is_failed and kind.role in {Role.WITHDRAWAL, Role.REPLACEMENT} else None


def _is_of_doubtful_kind(_case: Case, kind: Kind) -> Reason | None:
    return kind.doubt


def _may_hold_an_unreadable_answer(case: Case) -> Reason | None:
    letter = case.context.letter
    if not letter.is_cover or all(document.is_readable for document in letter.documents):
        return None
    is_expected = case.context.origin.organisation is not None
    is_telling = case.has("title", "terms_in_subject", "key_terms", "consultation_words", "attachment_name")
    return Reason.ATTACHMENT_UNREADABLE if (is_expected or is_telling) and not case.counterevidence else None


def _may_go_on_unread(case: Case) -> Reason | None:
    # What a mail that is larger than the limit says is not known: while the consultation listens, staff are told of it.
    return None if case.message.is_whole else Reason.INCOMPLETE


def _may_hide_its_text(case: Case) -> Reason | None:
    # Its words lie deeper than anybody puts them: whether they are a comment, only a person can tell.
    is_cut = not _CUT_OFF.isdisjoint(case.message.defects)
    return Reason.NOT_ALL_READ if is_cut and (case.has_topic or not case.context.letter.own_words) else None


def _may_be_a_forwarded_answer(case: Case) -> Reason | None:
    # Quoted words prove nothing of what the sender thinks; but a comment that was only passed on must not be lost.
    letter, message = case.context.letter, case.message
    if letter.own_words or letter.gives_thanks or message.in_reply_to or not message.quoted:
        return None
    terms = case.context.profile.terms.find(Words(message.quoted[:_QUOTED_READ]))
    return Reason.ONLY_QUOTED if len({term.text.lower() for term in terms}) >= _QUOTED_TERMS else None


def _may_be_a_short_question(case: Case) -> Reason | None:
    # “Tack. När fattas beslutet?” has no words that tell it from an errand but that it answers a mail of ours.
    is_short = case.context.letter.own_words <= _SHORT_QUESTION
    return Reason.UNCERTAIN if case.is_thread and is_short and case.has("asks") else None


FIRM_CAUTIONS: tuple[Callable[[Case, Kind], Reason | None], ...] = (
    _is_from_ourselves,
    _is_incomplete,
    _is_outside_period,
    _only_thanks,
    _is_addressed_elsewhere,
    _changes_without_proof,
    _cannot_be_read,
    _is_of_doubtful_kind,
    _points_to_two_organisations,
)
CAUTIONS_OF_ANSWERS: tuple[Callable[[Case, Kind], Reason | None], ...] = (_answers_an_unnamed_matter,)
CAUTIONS_OF_WORDS: tuple[Callable[[Case, Kind], Reason | None], ...] = (
    _names_no_subject,
    _is_contradicted,
    _fits_only_in_attachment,
)
RESCUES: tuple[Callable[[Case], Reason | None], ...] = (
    _may_hold_an_unreadable_answer,
    _may_go_on_unread,
    _may_hide_its_text,
    _may_be_a_forwarded_answer,
    _may_be_a_short_question,
)
