"""What a mail that concerns a consultation reads as by rules: comment, supplement, decline or question, and doubts.

The model weighs this reading together with the words (see tell)."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.classify.case import Case
from mailintake.classify.evidence import evaluates, opinion
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.classify.question import Question, read_question
from mailintake.classify.reasons import Reason
from mailintake.classify.stance import Standpoint, read_stance
from mailintake.classify.supplement import Change, Earlier, find_earlier, read_change
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label, Request
from mailintake.domain.organisation import Standing

# A letter of so many words of its own is an answer, whatever it calls itself; a decline is shorter than the second.
_LONG_LETTER = 25
_LONGEST_DECLINE = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What a mail is, and why staff should look at it first, if they should."""

    label: Label
    stance: Stance | None = None
    role: Role | None = None
    joins: int | None = None
    doubt: Reason | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Content:
    """What a mail says, read once."""

    standpoint: Standpoint
    question: Question | None
    change: Change | None
    earlier: Earlier | None
    has_opinion: bool
    has_answer: bool  # an opinion, praise or blame, or an announced answer that is there
    is_question: bool  # it asks, and does not answer

    @property
    def request(self) -> Request | None:
        """What is asked for."""
        return self.question.request if self.question else None


def read_kind(case: Case) -> Kind:
    """Tell what a mail that concerns the consultation reads as."""
    content = _read(case)
    if content.request is Request.RECORDS:
        label = Label.COMMENT if content.has_opinion else Label.QUESTION
        return Kind(label=label, stance=_stance_of(label, content), doubt=Reason.RECORDS_REQUEST)
    if content.request is Request.NO_REMINDERS and not content.has_opinion and not content.standpoint.is_decline:
        # Who it is about, or which address, a person reads: until then nobody there is reminded.
        return Kind(label=Label.QUESTION)
    if content.earlier is not None:
        return _kind_beside_earlier(case, content, content.earlier)
    return _kind_by_itself(case, content)


def earlier_of(case: Case) -> Earlier | None:
    """Return the earlier comment that a mail points to, or that its sender has made."""
    context = case.context
    return find_earlier(case.message, context.history, context.profile, context.origin)


def _read(case: Case) -> _Content:
    context = case.context
    letter = context.letter
    standpoint = read_stance(letter)
    question = read_question(letter)
    is_request = question is not None and question.request is not Request.ANSWER
    # Who asks for more time or for the text says why, and that is not yet an opinion of the proposal.
    fewest = 2 if is_request and letter.own_words < _LONGEST_DECLINE else 1
    has_opinion = len(_told(case, opinion.PHRASES, question)) >= fewest or standpoint.stance in {
        Stance.SUPPORTS,
        Stance.OPPOSES,
    }
    weighs = not is_request and bool(_told(case, evaluates.PHRASES, question))
    return _Content(
        standpoint=standpoint,
        question=question,
        change=read_change(letter),
        earlier=earlier_of(case),
        has_opinion=has_opinion,
        is_question=question is not None and not has_opinion and not weighs,
        has_answer=has_opinion
        or weighs
        or (case.has("announces_answer") and (bool(letter.documents) or letter.own_words >= _LONG_LETTER)),
    )


def _told(case: Case, phrases: Phrases, question: Question | None) -> frozenset[str]:
    """Return the different phrases that stand outside the sentences that ask."""
    finds = case.context.letter.find(phrases, Part.SAID)
    return frozenset(find.text.lower() for find in finds if question is None or not question.covers(find))


def _kind_beside_earlier(case: Case, content: _Content, earlier: Earlier) -> Kind:
    if content.change is None and content.is_question:
        return Kind(label=Label.QUESTION)
    if content.change is None and not earlier.is_pointed_to and _is_for_another_organisation(case, earlier):
        return _kind_by_itself(case, content)
    role = content.change.role if content.change else Role.ADDITION
    says_something = bool(
        content.change or content.has_answer or content.standpoint.is_decline or case.context.letter.documents
    )
    doubt = None
    if not earlier.is_senders:
        doubt = Reason.SENDER_DIFFERS if earlier.is_pointed_to else Reason.EARLIER_UNKNOWN
    elif content.change is None and not earlier.is_pointed_to:
        doubt = Reason.HAS_COMMENTED
    elif not says_something:
        doubt = Reason.KIND_UNCLEAR
    return Kind(
        label=Label.SUPPLEMENT, stance=content.standpoint.stance, role=role, joins=earlier.comment_id, doubt=doubt
    )


def _kind_by_itself(case: Case, content: _Content) -> Kind:
    letter = case.context.letter
    organisation = case.context.origin.organisation
    has_answered = organisation is not None and organisation.standing is not Standing.SILENT
    if content.change is not None and (has_answered or content.change.role is not Role.ADDITION):
        return Kind(
            label=Label.SUPPLEMENT,
            stance=content.standpoint.stance,
            role=content.change.role,
            doubt=Reason.EARLIER_UNKNOWN,
        )
    again = Reason.HAS_COMMENTED if has_answered else None
    is_request = content.question is not None and content.request is not Request.ANSWER
    asks_too = Reason.ALSO_ASKS if is_request else None
    if content.standpoint.is_decline and letter.own_words <= _LONGEST_DECLINE:
        return Kind(label=Label.DECLINE, stance=content.standpoint.stance, doubt=asks_too or again)
    if content.is_question:
        return Kind(label=Label.QUESTION)
    stance = content.standpoint.stance
    if content.has_opinion or content.has_answer:
        return Kind(label=Label.COMMENT, stance=stance, doubt=asks_too or again)
    if case.has("announces_answer"):
        return Kind(label=Label.COMMENT, stance=stance, doubt=Reason.ATTACHMENT_MISSING)
    is_likely = (letter.documents or letter.own_words >= _LONG_LETTER) and not case.counterevidence
    label = Label.COMMENT if case.is_thread or is_likely else Label.UNRELATED
    return Kind(label=label, stance=_stance_of(label, content), doubt=Reason.KIND_UNCLEAR)


def _stance_of(label: Label, content: _Content) -> Stance | None:
    return content.standpoint.stance if label is Label.COMMENT else None


def _is_for_another_organisation(case: Case, earlier: Earlier) -> bool:
    """Whether a sender who has commented writes for somebody else this time: one secretary, two associations."""
    organisation = case.context.origin.organisation
    comments = {comment.id: comment for comment in case.context.history.comments_of_sender}
    comment = comments.get(earlier.comment_id)
    return (
        organisation is not None
        and comment is not None
        and comment.organisation_id is not None
        and comment.organisation_id != organisation.id
    )
