"""From log-odds to a decision: act, let staff decide, or leave alone.

To answer a mail that is not for us is the worst fault, to lose a comment is as bad, to ask staff is cheap: so acting
takes a high probability and no caution, leaving a low one and no rescue, and all between goes to staff.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mailintake.classify.case import Case
from mailintake.classify.cautions import caution, rescue
from mailintake.classify.kind import tell_kind
from mailintake.classify.letter import Letter
from mailintake.classify.machine import MAY_HIDE_A_COMMENT, label_of, reason_of
from mailintake.classify.question import read_question
from mailintake.classify.reading import Kind
from mailintake.classify.reasons import TEXTS, Reason
from mailintake.classify.stance_evidence import stance_evidence
from mailintake.classify.weights import Weights
from mailintake.classify.words import folded_set
from mailintake.domain.decision import Decision, Label, Outcome, Request
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import OrganisationMatch

RULES_VERSION = "rules-5"

_MARKS_OF_OTHERS = ("health_referral", "newsletter", "press", "colleague")
_TELLING = ("consultation_words", "announces_answer", "declines")
_LANGUAGES_OF_JUNK = frozenset({"en", "de"})
_LIKELY_FROM_AFAR = 0.8
# Who writes from afar speaks of none of these, nor of the names in the consultation's titles.
_NEAR_BY = folded_set(
    """
    municipality municipal kommun kommunen gemeinde sweden swedish schweden council association associations club clubs
    volunteer volunteers agreement premises hall halls choir parish verein vereine
    """
)
# What staff are shown as likeliest is what is likeliest.
_LIKELIER = 0.5

_REGISTERED = frozenset({Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE})


def decide(
    message: Message, history: History, cases: Sequence[Case], weights: Weights, *, is_brief: bool = False
) -> Decision:
    """Decide about a mail that was weighed beside each consultation it may concern.

    ``is_brief`` leaves out the evidence of what is left alone: nobody will read it.
    """
    # Whatever its words are like, an answer belongs to the consultation whose mail it answers.
    best = max(cases, key=lambda case: (case.is_thread, case.log_odds), default=None)
    decision = _decide(message, history, best, cases, weights)
    if best is None or is_brief or decision.outcome is not Outcome.LEAVE:
        return decision
    return replace(decision, evidence=best.evidence())


def _decide(message: Message, history: History, best: Case | None, cases: Sequence[Case], weights: Weights) -> Decision:
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
    if best.probability >= (weights.act_in_thread if best.is_thread else weights.act):
        kind = tell_kind(best)
        is_only = len(cases) == 1
        is_of_two = _fits_another(best, cases, weights)
        reason = Reason.TWO_CONSULTATIONS if is_of_two else caution(best, kind, weights, is_only=is_only)
        return _review(best, kind, reason) if reason else _build(best, kind, Outcome.ACT, _why_acted(best))
    if best.is_outside_period and not best.is_thread:
        return _leave(Label.UNRELATED, Reason.OUTSIDE_PERIOD, best)
    may_be_ours = not (_is_bare(best) or _is_plainly_other(best) or _is_from_afar(best))
    line = weights.review_in_thread if best.is_thread else weights.review
    if best.probability >= line and may_be_ours:
        kind = _without_strange_request(tell_kind(best), best)
        is_of_two = _fits_another(best, cases, weights)
        return _review(best, kind, Reason.TWO_CONSULTATIONS if is_of_two else _why_uncertain(best, kind))
    reason = rescue(best)
    return _review(best, tell_kind(best), reason) if reason else _leave(*_why_left(best), best)


def _without_strange_request(kind: Kind, case: Case) -> Kind:
    """Return a kind that says nothing of a request for records that may be any records of the authority."""
    is_strange = kind.doubt is Reason.RECORDS_REQUEST and not (case.is_thread or case.has_topic)
    return replace(kind, doubt=None) if is_strange else kind


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
            evidence=best.evidence() if best else (),
            version=_version(best),
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


def _is_plainly_other(case: Case) -> bool:
    """Whether a mail that rather concerns something else bears a mark that no comment among the labelled mails bore."""
    return case.probability < _LIKELIER and not case.is_thread and case.has(*_MARKS_OF_OTHERS)


def _is_from_afar(case: Case) -> bool:
    """Whether a stranger writes in a language of the world's junk and lists, and no word tells of a consultation."""
    is_foreign = case.message.language in _LANGUAGES_OF_JUNK and case.probability < _LIKELY_FROM_AFAR
    tells = case.is_thread or case.has_topic or case.has(*_TELLING, "known_organisation")
    context = case.context
    return is_foreign and not tells and context.letter.words.vocabulary.isdisjoint(context.profile.names | _NEAR_BY)


def _is_bare(case: Case) -> bool:
    """Whether a mail says next to nothing, and nothing of a consultation: “Se bilaga” over somebody's scan."""
    if not case.context.letter.is_cover or case.is_thread or case.has_topic:
        return False
    is_expected = case.has("known_organisation") and not case.counterevidence
    return not is_expected and not case.has(*_TELLING, "opinion", "asks")


def _fits_another(best: Case, cases: Sequence[Case], weights: Weights) -> bool:
    """Whether another consultation fits as well, or nearly so; a thread or a reference settles it."""
    others = [case for case in cases if case is not best and not best.is_thread and case.has_topic]
    return any(
        case.probability >= weights.review
        # Whoever names it in the subject means it, whatever else fits better.
        and (best.log_odds - case.log_odds < weights.margin or case.has("title", "terms_in_subject"))
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
    if _is_junk(case):
        return Label.SPAM, Reason.SPAM
    return Label.UNRELATED, Reason.ANOTHER_MATTER if case.counterevidence else Reason.NOTHING_POINTS_TO_IT


def _is_junk(case: Case) -> bool:
    return case.strength("spam") == 1 or (case.model is not None and case.model.is_junk(case.look))


def _review(case: Case, kind: Kind, reason: Reason) -> Decision:
    if case.probability < _LIKELIER and kind.doubt is not Reason.RECORDS_REQUEST:
        label = Label.SPAM if _is_junk(case) else Label.UNRELATED
        kind = replace(kind, label=label, stance=None, role=None, joins=None)
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
        request=_request(context.letter, kind),
        is_records_request=kind.doubt is Reason.RECORDS_REQUEST,
        evidence=(*case.evidence(), *stance_evidence(context.letter, kind.stance)),
        version=_version(case),
    )


def _request(letter: Letter, kind: Kind) -> Request | None:
    """Return what a question asks for."""
    asked = read_question(letter) if kind.label is Label.QUESTION else None
    return asked.request if asked is not None else None


def _leave(label: Label, reason: Reason, case: Case | None) -> Decision:
    return Decision(
        label=label,
        outcome=Outcome.LEAVE,
        reason=reason,
        explanation=TEXTS[reason],
        probability=case.probability if case else 0.0,
        version=_version(case),
    )


def _version(case: Case | None) -> str:
    return f"{RULES_VERSION}, model {case.model.version}" if case and case.model else RULES_VERSION
