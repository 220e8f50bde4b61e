"""From labelled mails to what the model is trained on: each mail beside its own consultation, and beside others.

A comment on one consultation is a near miss for every other, so each that names its own is shown beside two more: that
keeps the model from taking the language of comments for a sign by itself. They count for little: in the mailbox of a
municipality such mails are few, and where several consultations are open, the likelier one wins anyway.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from mailintake.classify.case import Case, build_case
from mailintake.classify.context import Context
from mailintake.classify.evidence import RULES
from mailintake.classify.kind import kind_features
from mailintake.classify.labelled import MACHINES, LabelledMail
from mailintake.classify.letter import Letter
from mailintake.classify.profile import Profile
from mailintake.classify.train import Example
from mailintake.classify.weights import shipped_weights
from mailintake.domain.decision import Label
from mailintake.domain.history import History
from mailintake.domain.message import Message

_OTHERS = 2
_WEIGHT_OF_OTHERS = 0.1
_NAMES_ITS_OWN = ("key_terms", "title", "sections")


@dataclass(frozen=True, kw_only=True, slots=True)
class Study:
    """A labelled mail beside a consultation, weighed by rules, and what the model is to learn of it."""

    mail: LabelledMail | None  # None: shown beside a consultation that it is not about
    case: Case
    example: Example


def study(mails: Iterable[LabelledMail], profiles: Mapping[str, Profile]) -> list[Study]:
    """Return what can be learnt of mails; one beside a consultation that is not among the profiles teaches nothing."""
    return [
        one
        for number, mail in enumerate(mails)
        if mail.label not in MACHINES and mail.consultation in profiles
        for one in _studies_of(mail, profiles, str(number))
    ]


def case_beside(message: Message, history: History, profile: Profile) -> Case:
    """Weigh a mail beside a consultation by rules alone, as if it had come to its contact."""
    context = Context(
        letter=Letter.of(message),
        history=history,
        profile=profile,
        origin=profile.organisations.trace(message, history, profile.consultation.key),
        own_addresses=frozenset(message.to),
    )
    return build_case(message, context, shipped_weights([rule.NAME for rule in RULES]), None)


def _studies_of(mail: LabelledMail, profiles: Mapping[str, Profile], group: str) -> Iterator[Study]:
    profile = profiles[mail.consultation]
    case = case_beside(_in_period(mail.message, profile), mail.history, profile)
    example = Example(
        group=group,
        look=case.look,
        is_ours=mail.is_ours,
        is_junk=None if mail.is_ours else mail.label is Label.SPAM,
        kind_features=kind_features(case)[1] if mail.is_ours else None,
        label=mail.label if mail.is_ours else None,
        stance=mail.stance if mail.is_ours and mail.label is not Label.QUESTION else None,
        weight=mail.weight,
    )
    yield Study(mail=mail, case=case, example=example)
    if mail.is_ours and case.has(*_NAMES_ITS_OWN) and not case.is_thread:
        for other in _others(mail, list(profiles.values())):
            beside = case_beside(_in_period(mail.message, other, always=True), History(), other)
            weight = mail.weight * _WEIGHT_OF_OTHERS
            example = Example(group=group, look=beside.look, is_ours=False, is_beside=True, weight=weight)
            yield Study(mail=None, case=beside, example=example)


def _others(mail: LabelledMail, profiles: Sequence[Profile]) -> list[Profile]:
    """Return other consultations, the same ones for the same mail."""
    others = [profile for profile in profiles if profile.consultation.key != mail.consultation]
    return sorted(others, key=lambda one: _lot(one.consultation.key, mail.name))[:_OTHERS]


def _lot(*words: str) -> bytes:
    return hashlib.sha256("\n".join(words).encode()).digest()


def _in_period(message: Message, profile: Profile, *, always: bool = False) -> Message:
    """Return the mail as if it had come in the consultation's second week, where it came at another time."""
    consultation = profile.consultation
    if consultation.is_listening(message.received_at) and not always:
        return message
    day = consultation.opens + timedelta(days=7)
    return replace(message, received_at=datetime.combine(day, time(8), consultation.deadline.zone))
