"""From log-odds to a decision: act, let staff decide, or leave alone.

To answer a mail that is not for us is the worst fault, to lose a comment is as bad, to ask staff is cheap: so acting
takes a high probability and no caution, leaving a low one and no rescue, and all between goes to staff.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailintake.classify.case import Case
from mailintake.classify.cautions import caution, rescue
from mailintake.classify.kind import Kind, tell_kind
from mailintake.classify.machine import MAY_HIDE_A_COMMENT, label_of, reason_of
from mailintake.classify.reasons import TEXTS, Reason
from mailintake.classify.weights import Weights
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import OrganisationMatch

VERSION = "rules-1"

_REGISTERED = frozenset({Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE})


def decide(message: Message, history: History, cases: Sequence[Case], weights: Weights) -> Decision:
    """Decide about a mail that was weighed beside each consultation it may concern."""
    best = max(cases, key=lambda case: case.log_odds, default=None)
    label = label_of(message.automatic)
    if label is not None:
        return _decide_machine_mail(message, history, label, best, weights)
    if best is None:
        return _leave(Label.UNRELATED, Reason.NO_CONSULTATION, None)
    return _decide_case(best, cases, weights)


def _decide_case(best: Case, cases: Sequence[Case], weights: Weights) -> Decision:
    nothing = _says_nothing(best)
    if nothing is not None:
        return _leave(Label.UNRELATED, nothing, best)
    if best.probability >= weights.act:
        kind = tell_kind(best)
        reason = Reason.TWO_CONSULTATIONS if _fits_another(best, cases, weights) else caution(best, kind)
        return _review(best, kind, reason) if reason else _build(best, kind, Outcome.ACT, _why_acted(best))
    if best.is_outside_period and not best.is_thread:
        return _leave(Label.UNRELATED, Reason.OUTSIDE_PERIOD, best)
    if best.probability >= weights.review:
        kind = tell_kind(best)
        return _review(best, kind, _why_uncertain(best, kind))
    reason = rescue(best)
    return _review(best, tell_kind(best), reason) if reason else _leave(*_why_left(best), best)


def _decide_machine_mail(
    message: Message, history: History, label: Label, best: Case | None, weights: Weights
) -> Decision:
    sent = history.replies_to
    if sent is not None:
        reason = reason_of(label, is_about_ours=True)
        return Decision(
            label=label,
            outcome=Outcome.ACT,
            reason=reason,
            explanation=TEXTS[reason],
            probability=best.probability if best else 0.0,
            consultation=sent.consultation,
            organisation=_recipient_of_ours(best, sent.consultation),
            evidence=best.evidence if best else (),
            version=VERSION,
        )
    if best is not None and message.automatic in MAY_HIDE_A_COMMENT and _reads_like_an_answer(best, weights):
        return _review(best, tell_kind(best), Reason.AUTOMATIC_BUT_FITS)
    return _leave(label, reason_of(label, is_about_ours=False), best)


def _recipient_of_ours(best: Case | None, consultation: str | None) -> OrganisationMatch | None:
    is_about_it = best is not None and best.context.profile.consultation.key == consultation
    return best.context.origin.match if best is not None and is_about_it else None


def _reads_like_an_answer(case: Case, weights: Weights) -> bool:
    is_likely = case.probability >= weights.act and case.has_topic and case.has("opinion", "declines")
    # A copy of a mail of ours reads like an answer too.
    return is_likely and not case.is_from_ourselves


def _says_nothing(case: Case) -> Reason | None:
    """Return why a mail holds nothing to register: it only thanks, or answers without a word."""
    letter, message = case.context.letter, case.message
    if letter.own_words or letter.documents or not message.is_whole or case.has("opinion", "declines"):
        return None
    if letter.gives_thanks:
        return Reason.THANKS_ONLY
    sent = case.context.history.replies_to
    is_about_their_answer = sent is not None and sent.comment_id is not None
    return Reason.NOTHING_NEW if is_about_their_answer else None


def _fits_another(best: Case, cases: Sequence[Case], weights: Weights) -> bool:
    """Whether another consultation fits as well, or nearly so; a thread or a reference settles it."""
    others = [case for case in cases if case is not best and not best.is_thread and case.has_topic]
    return any(
        case.probability >= weights.act
        or (case.probability >= weights.review and best.log_odds - case.log_odds < weights.margin)
        for case in others
    )


def _why_uncertain(case: Case, kind: Kind) -> Reason:
    # Nobody asks for a public record in vain, however the words were chosen.
    return Reason.RECORDS_REQUEST if kind.doubt is Reason.RECORDS_REQUEST else rescue(case) or Reason.UNCERTAIN


def _why_acted(case: Case) -> Reason:
    if case.has("replies_to_our_mail"):
        return Reason.REPLY_TO_OUR_MAIL
    return Reason.NAMES_OUR_REFERENCE if case.has("names_our_reference") else Reason.FITS_THE_CONSULTATION


def _why_left(case: Case) -> tuple[Label, Reason]:
    if case.strength("spam") == 1:
        return Label.SPAM, Reason.SPAM
    return Label.UNRELATED, Reason.ANOTHER_MATTER if case.counterevidence else Reason.NOTHING_POINTS_TO_IT


def _review(case: Case, kind: Kind, reason: Reason) -> Decision:
    return _build(case, kind, Outcome.REVIEW, reason)


def _build(case: Case, kind: Kind, outcome: Outcome, reason: Reason) -> Decision:
    context = case.context
    organisation = context.origin.organisation
    is_late = kind.label in _REGISTERED and context.profile.consultation.is_late(
        case.message.received_at, organisation.extended_to if organisation else None
    )
    return Decision(
        label=kind.label,
        outcome=outcome,
        reason=reason,
        explanation=TEXTS[reason],
        probability=case.probability,
        consultation=context.profile.consultation.key,
        organisation=context.origin.match or context.profile.organisations.propose(case.message),
        stance=kind.stance,
        role=kind.role,
        joins=kind.joins,
        is_late=is_late,
        is_records_request=kind.doubt is Reason.RECORDS_REQUEST,
        evidence=case.evidence,
        version=VERSION,
    )


def _leave(label: Label, reason: Reason, case: Case | None) -> Decision:
    return Decision(
        label=label,
        outcome=Outcome.LEAVE,
        reason=reason,
        explanation=TEXTS[reason],
        probability=case.probability if case else 0.0,
        evidence=case.evidence if case else (),
        version=VERSION,
    )
